import * as vscode from 'vscode';
import { isRecord } from '../../ocs/narrow.ts';
import type { Server } from '../../servers/server.ts';
import { inWords } from '../../ui/messages.ts';
import type { ActionContext } from '../engine/context.ts';

/** What tools have: none of it applies anything. */
export type ToolContext = Pick<ActionContext, 'context' | 'servers' | 'desk' | 'open' | 'messages'>;

/** Texts by name; an absent one is empty. */
type ToolTexts = Readonly<Partial<Record<string, string>>>;

type NamedServers = readonly [Server, ...Server[]];

export interface ToolCall {
  context: ToolContext;
  /** All, or the one that is named. */
  servers: NamedServers;
  texts: ToolTexts;
  /** What else was passed, still to be checked. */
  input: Readonly<Record<string, unknown>>;
  signal: AbortSignal;
}

/** Something that a language model may ask for. package.json says the same to it, with a schema. */
export interface Tool {
  title: () => string;
  /** Names of the texts that it takes, beside that of the server. */
  texts: readonly string[];
  /** Names of what it takes beside texts. */
  others?: readonly string[];
  needs?: readonly string[];
  /** It takes long, or leads to changes, and so is about one server only. */
  isForOne?: true;
  /** What a person is shown before it is run, as labels with values. Throws for what it would refuse. */
  shows: (call: Pick<ToolCall, 'texts' | 'input'>) => [label: string, value: string][];
  run: (call: ToolCall) => Promise<unknown>;
}

/** What a model passes as it is used. Throws for anything else: VS Code does not hold models to the schemas. */
export function readInput(
  { texts: names, others = [], needs = [] }: Tool,
  raw: unknown,
): Pick<ToolCall, 'texts' | 'input'> {
  if (!isRecord(raw)) throw new Error(vscode.l10n.t('{0} must be an object.', 'input'));
  const known = ['server', ...names];
  const entries = Object.entries(raw);
  for (const [name, value] of entries) {
    if (!known.includes(name) && !others.includes(name))
      throw new Error(
        vscode.l10n.t('{0} is not known. This tool takes: {1}', name, [...known, ...others].join(', ')),
      );
    if (known.includes(name) && typeof value !== 'string')
      throw new Error(vscode.l10n.t('{0} must be text.', name));
  }
  const missing = needs.find(name => raw[name] === undefined || raw[name] === '');
  if (missing !== undefined) throw new Error(vscode.l10n.t('{0} is missing.', missing));
  const texts = entries.flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  );
  return { texts: Object.fromEntries(texts), input: raw };
}

/** The named server, or all of them. Throws where there is none, or several and one is wanted. */
export function serversFor(
  { servers }: Pick<ToolContext, 'servers'>,
  { isForOne }: Tool,
  { server: wanted }: ToolTexts,
): NamedServers {
  const all = servers.all();
  const [first, ...others] = wanted ? all.filter(({ id, label }) => id === wanted || label === wanted) : all;
  const names = all.map(({ id, label }) => `${label} (${id})`).join(', ');
  if (!first) throw new Error(vscode.l10n.t('There is no such server. The servers are: {0}.', names));
  if (isForOne && others.length > 0)
    throw new Error(vscode.l10n.t('Name one server, by its ID. The servers are: {0}.', names));
  return [first, ...others];
}

interface ToolAnswer {
  server: string;
  result?: unknown;
  error?: string;
}

/** Asks each server; one that fails says so, and the others answer. */
export const askEach = (
  { servers }: ToolCall,
  ask: (server: Server) => Promise<unknown>,
): Promise<ToolAnswer[]> =>
  Promise.all(
    servers.map(async server => {
      try {
        return { server: server.label, result: await ask(server) };
      } catch (error) {
        return { server: server.label, error: inWords(error) };
      }
    }),
  );

/** The first of many, and how many there are, so that nobody takes them for all. */
export function capped<T>(items: readonly T[], most: number): { total: number; listed: number; items: T[] } {
  const listed = items.slice(0, most);
  return { total: items.length, listed: listed.length, items: listed };
}
