import * as l10n from '@vscode/l10n';
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { loadCode } from '../keep/code/load.ts';
import { serversIn, type CodeServer } from '../keep/code/merge.ts';
import { resolveCode } from '../keep/code/resolve.ts';
import type { CodePlace, Desired } from '../keep/code/types.ts';
import type { CommandContext } from './context.ts';

/** Files that are free of problems, and what they want of the server. */
export interface CodeInFiles {
  path: string;
  desired: Desired;
  /** As `path:line:column`, from 1 on. */
  placeText: (place: CodePlace) => string;
}

/** Something wrong in files, as lines to be shown. */
export class CodeFault extends Error {
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.lines = lines;
  }
}

/** Reads the file that the command names, and what it wants of the server at `url`. Throws CodeFault. */
export async function readCode({ args }: CommandContext, url: string): Promise<CodeInFiles> {
  const [given, ...others] = args.operands;
  if (others.length > 0) throw new Error(l10n.t('Name one file.'));
  const path = given ?? (await onlyFile());
  const texts = new Map<string, string>();
  const loaded = await loadCode(path, {
    async read(name) {
      const text = await readFile(name, 'utf8');
      texts.set(name, text);
      return text;
    },
    resolve: (from, include) => normalize(join(dirname(from), include)),
    nameOf: name => name,
  });
  const placeText = (place: CodePlace) =>
    `${place.path}:${lineAndColumn(texts.get(place.path) ?? '', place)}`;
  const fault = (problems: typeof loaded.problems) =>
    new CodeFault(problems.map(({ place, message }) => `${placeText(place)}: ${message}`));
  if (loaded.problems.length > 0) throw fault(loaded.problems);
  const server = chosenServer(serversIn(loaded.files), args.server, url);
  const { desired, problems } = resolveCode(loaded.files, server);
  if (problems.length > 0) throw fault(problems);
  return { path, desired, placeText };
}

async function onlyFile(): Promise<string> {
  const found = (await readdir('.')).filter(name => /\.nextcloud\.(?:json|ya?ml)$/i.test(name)).sort();
  const [only, ...others] = found;
  if (only === undefined)
    throw new Error(l10n.t('This folder has no *.nextcloud.json or *.nextcloud.yaml. Name a file.'));
  if (others.length > 0)
    throw new Error(l10n.t('This folder has several files. Name one: {0}', found.join(', ')));
  return only;
}

function lineAndColumn(text: string, { offset }: CodePlace): string {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

/** What is meant for one server must not reach another. */
function chosenServer(
  servers: readonly CodeServer[],
  name: string | undefined,
  url: string,
): string | undefined {
  const known = servers.map(server => server.name).join(', ');
  if (name === undefined) {
    const [only, ...others] = servers.filter(server => server.url === url);
    if (servers.length === 0) return undefined;
    if (only && others.length === 0) return only.name;
    throw new Error(
      l10n.t(
        'No server of the file, or more than one, has the address {0}. Choose by --server: {1}',
        url,
        known,
      ),
    );
  }
  const chosen = servers.find(server => server.name === name);
  if (!chosen) throw new Error(l10n.t('The file names no server “{0}”, but: {1}', name, known || '–'));
  if (chosen.url !== undefined && chosen.url !== url)
    throw new Error(l10n.t('“{0}” is at {1} according to the file, and not at {2}.', name, chosen.url, url));
  return name;
}

/** The same for files that want the same. */
export function fingerprint({ users, groups, apps, config, exclusive }: Desired): string {
  const wanted = [
    [...users.values()].map(({ document, isAbsent, password }) => [document, isAbsent, password]),
    [...groups.values()].map(({ id, displayname }) => [id, displayname?.text]),
    [...apps.values()].map(({ id, enabled, limitedTo }) => [id, enabled, limitedTo]),
    [...config].map(([app, settings]) => [app, [...settings].map(([key, { value }]) => [key, value])]),
    [...exclusive.keys()],
  ];
  return createHash('sha256').update(JSON.stringify(wanted)).digest('hex');
}
