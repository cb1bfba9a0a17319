import { X509Certificate } from 'node:crypto';
import * as vscode from 'vscode';
import { isRecord, recordIn } from '../ocs/narrow.ts';

/** One valid entry of `nextcloudAdmin.servers`. */
export interface ServerEntry {
  /** `[a-z0-9-]+`, unique. */
  id: string;
  label: string;
  /** The base URL, with its trailing slash. */
  url: string;
  user: string;
  /** PEM, trusted for this server in addition to the system's certificates. Public, but a workspace cannot set it. */
  certificate?: string;
}

/** The settings of a new server. Its label is its address until the user changes it. */
export type NewEntry = Omit<ServerEntry, 'id' | 'label'>;

/** `undefined` removes the key. */
export type EntryChange = { [Key in keyof Omit<ServerEntry, 'id'>]?: ServerEntry[Key] | undefined };

/** Something wrong with the setting. */
export interface SettingProblem {
  /** `nextcloudAdmin.servers[2].url` */
  place: string;
  /** A sentence that names the place. */
  message: string;
}

interface ParsedServers {
  /** By index in the setting. */
  entries: Map<number, ServerEntry>;
  problems: SettingProblem[];
}

export const settingName = 'nextcloudAdmin.servers';

const longestId = 60;

/**
 * Reads the setting's value. Entries that are not valid are left out and reported.
 * An entry without `id` gets one made from its host and user.
 */
export function parseServers(value: unknown): ParsedServers {
  const entries = new Map<number, ServerEntry>();
  const problems: SettingProblem[] = [];
  if (!Array.isArray(value)) {
    if (value !== undefined)
      problems.push({ place: settingName, message: vscode.l10n.t('{0} must be a list.', settingName) });
    return { entries, problems };
  }
  const taken = new Set<string>();
  // Entries with an ID first, so that a generated ID never takes the place of a given one.
  const made = (raw: unknown) => Number(!(isRecord(raw) && 'id' in raw));
  const items: unknown[] = value;
  for (const [index, raw] of [...items.entries()].sort(([, a], [, b]) => made(a) - made(b))) {
    const parsed = parseEntry(raw, `${settingName}[${index}]`, taken);
    if ('place' in parsed) {
      problems.push(parsed);
      continue;
    }
    taken.add(parsed.id);
    entries.set(index, parsed);
  }
  const inOrder = [...entries].sort(([a], [b]) => a - b);
  return { entries: new Map(inOrder), problems };
}

/** Generates an ID for the server at `url` and `user` that is not taken. */
export function makeId(url: string, user: string, taken: ReadonlySet<string>): string {
  const slug = `${new URL(url).host}-${user}`.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const id = slug.slice(0, longestId).replaceAll(/^-+|-+$/g, '') || 'server';
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? id : `${id}-${n}`;
    if (!taken.has(candidate)) return candidate;
  }
}

/** Normalizes a base URL: no query or fragment, a trailing slash. `undefined` if it is not valid or contains credentials. */
export function baseUrl(text: string): string | undefined {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.username || url.password) return undefined;
  return `${url.origin}${url.pathname.replace(/\/*$/, '/')}`;
}

/** The label of a server that has none: its host and path. */
function defaultLabel(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname.replace(/\/$/, '')}`;
}

export function readServers(): ParsedServers {
  return parseServers(rawValue());
}

export async function addEntry(entry: NewEntry & { id: string }): Promise<void> {
  await rewrite(list => [...list, entry]);
}

/** Also writes the entry's ID, which from now on no longer follows the host and user. */
export async function changeEntry(id: string, change: EntryChange): Promise<void> {
  await rewrite(list => {
    const index = indexOf(id, list);
    return index === undefined ? undefined : list.with(index, { ...recordIn(list[index]), id, ...change });
  });
}

export async function removeEntry(id: string): Promise<void> {
  await rewrite(list => {
    const index = indexOf(id, list);
    return index === undefined ? undefined : list.toSpliced(index, 1);
  });
}

let rewriting: Promise<void> = Promise.resolve();

/** Applies changes of the list one after the other. Of two concurrent ones, the later would undo the earlier. */
function rewrite(change: (list: unknown[]) => unknown[] | undefined): Promise<void> {
  const done = rewriting.then(async () => {
    const list = change(rawList());
    if (list) await write(list);
  });
  rewriting = done.catch(() => undefined);
  return done;
}

type EntryCheck = (value: unknown, taken: ReadonlySet<string>) => boolean;

/** The rules for entries, each with the sentence for an entry that breaks it. */
const rules: readonly [key: string, isValid: EntryCheck, message: (place: string) => string][] = [
  [
    'url',
    url => baseUrlOf(url) !== undefined,
    place => vscode.l10n.t('{0} must be an address such as https://cloud.example.com/.', place),
  ],
  [
    'user',
    user => typeof user === 'string' && user.trim() !== '',
    place => vscode.l10n.t('{0} must be a user ID.', place),
  ],
  [
    'id',
    id => id === undefined || isId(id),
    place => vscode.l10n.t('{0} may contain only a–z, 0–9 and “-”.', place),
  ],
  [
    'id',
    (id, taken) => typeof id !== 'string' || !taken.has(id),
    place => vscode.l10n.t('{0} is used twice.', place),
  ],
  [
    'label',
    label => label === undefined || typeof label === 'string',
    place => vscode.l10n.t('{0} must be text.', place),
  ],
  [
    'certificate',
    pem => pem === undefined || isCertificate(pem),
    place => vscode.l10n.t('{0} must be a certificate in PEM format.', place),
  ],
];

/** The entry, or its first problem. */
function parseEntry(raw: unknown, place: string, taken: ReadonlySet<string>): ServerEntry | SettingProblem {
  if (!isRecord(raw)) return { place, message: vscode.l10n.t('{0} must be an object.', place) };
  for (const [key, isValid, message] of rules)
    if (!isValid(raw[key], taken)) return { place: `${place}.${key}`, message: message(`${place}.${key}`) };
  const text = (name: string) => (typeof raw[name] === 'string' ? raw[name] : undefined);
  const [id, certificate] = [text('id'), text('certificate')];
  const user = text('user') ?? '';
  const url = baseUrlOf(raw.url) ?? '';
  return {
    id: id ?? makeId(url, user, taken),
    label: text('label')?.trim() || defaultLabel(url),
    url,
    user: user.trim(),
    ...(certificate !== undefined && { certificate }),
  };
}

function baseUrlOf(value: unknown): string | undefined {
  return typeof value === 'string' ? baseUrl(value.trim()) : undefined;
}

function isId(value: unknown): boolean {
  return typeof value === 'string' && /^[a-z0-9-]+$/.test(value);
}

function isCertificate(value: unknown): boolean {
  try {
    return typeof value === 'string' && value.startsWith('-----BEGIN') && Boolean(new X509Certificate(value));
  } catch {
    return false;
  }
}

// Only user settings count; a workspace must not be able to add servers.
function rawValue(): unknown {
  return vscode.workspace.getConfiguration().inspect(settingName)?.globalValue;
}

function rawList(): unknown[] {
  const value = rawValue();
  return Array.isArray(value) ? value : [];
}

function indexOf(id: string, list: unknown[]): number | undefined {
  for (const [index, entry] of parseServers(list).entries) if (entry.id === id) return index;
  return undefined;
}

async function write(list: unknown[]): Promise<void> {
  await vscode.workspace.getConfiguration().update(settingName, list, vscode.ConfigurationTarget.Global);
}
