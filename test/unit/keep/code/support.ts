import assert from 'node:assert/strict';
import { posix } from 'node:path';
import { lineOf } from '../../../../src/cli/commands/planning.ts';
import type { Actual } from '../../../../src/keep/code/actual.ts';
import { loadCode, type CodeFiles } from '../../../../src/keep/code/load.ts';
import { resolveCode } from '../../../../src/keep/code/resolve.ts';
import type { InstanceState } from '../../../../src/keep/instance/state.ts';
import type { Plan } from '../../../../src/model/plan/types.ts';
import { account, present } from '../../model/plan/worlds.ts';
import type { CodePlace, CodeProblem, Desired } from '../../../../src/keep/code/types.ts';

/** Files by their paths; objects are JSON. */
export type Texts = Readonly<Record<string, string | object>>;

const textOf = (content: string | object): string =>
  typeof content === 'string' ? content : JSON.stringify(content, undefined, 2);

/** Loads `main`, by default the first of the files. */
export function load(texts: Texts, main = Object.keys(texts)[0] ?? ''): Promise<CodeFiles> {
  return loadCode(main, {
    read: async path => {
      const content = texts[path];
      if (content === undefined) throw new Error('There is no such file.');
      return Promise.resolve(textOf(content));
    },
    resolve: (from, include) => posix.join(posix.dirname(from), include),
    nameOf: path => path,
  });
}

/** What the files want, which must be free of problems. */
export async function desiredIn(texts: Texts, server?: string): Promise<Desired> {
  const { files, problems } = await load(texts);
  const resolved = resolveCode(files, server);
  assert.deepEqual(said(texts, [...problems, ...resolved.problems]), []);
  return resolved.desired;
}

/** The text at a place. */
export const textAt = (texts: Texts, { path, offset, length }: CodePlace): string =>
  textOf(texts[path] ?? '').slice(offset, offset + length);

/** Problems as `path: text: message`. */
const said = (texts: Texts, problems: readonly CodeProblem[]): string[] =>
  problems.map(({ place, message }) => `${place.path}: ${textAt(texts, place)}: ${message}`);

export async function problemsIn(texts: Texts, server?: string): Promise<string[]> {
  const { files, problems } = await load(texts);
  return said(texts, [...problems, ...resolveCode(files, server).problems]);
}

const admin = account('admin', { groups: ['admin'] });

/** A server in memory, with an administrator who is signed in. */
export function actualOf({ users, groups, apps = new Map(), config = new Map() }: InstanceState): Actual {
  const all = [admin, ...users.values()];
  return { present: { ...present(all), groups: new Set(groups.keys()) }, groups, apps, config };
}

/** The steps of a plan, one a line, as the command line writes them. */
export const linesOf = ({ steps }: Plan): string[] => steps.map(lineOf);
