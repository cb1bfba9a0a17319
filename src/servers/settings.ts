import { X509Certificate } from 'node:crypto';
import * as vscode from 'vscode';

/** One valid entry of `nextcloudAdmin.servers`. */
export interface ServerEntry {
  /** `[a-z0-9-]+`, unique. */
  id: string;
  label: string;
  /** The base URL, with its trailing slash. */
  url: string;
  user: string;
  /** PEM, trusted for this server beside the system's. No secret; a workspace cannot set it. */
  certificate?: string;
}

/** What is written for a new server; its label is its address until somebody gives it another. */
export type NewEntry = Omit<ServerEntry, 'id' | 'label'>;

/** `undefined` takes the key away. */
export type EntryChange = { [Key in keyof Omit<ServerEntry, 'id'>]?: ServerEntry[Key] | undefined };

/** What is wrong with the setting, and where: `nextcloudAdmin.servers[2].url`. */
export interface Problem {
  place: string;
  message: string;
}

interface ParsedServers {
  /** By its index in the setting. */
  entries: Map<number, ServerEntry>;
  problems: Problem[];
}

export const settingName = 'nextcloudAdmin.servers';

const longestId = 60;

/**
 * Reads the setting's value. An entry with anything wrong is left out and reported; the others count.
 * An entry without `id` gets one made from host and user.
 */
export function parseServers(value: unknown): ParsedServers {
  const entries = new Map<number, ServerEntry>();
  const problems: Problem[] = [];
  if (!Array.isArray(value)) {
    if (value !== undefined) problems.push({ place: settingName, message: vscode.l10n.t('must be a list') });
    return { entries, problems };
  }
  const taken = new Set<string>();
  // Given ids first: a made one must not take a given one's place.
  const made = (raw: unknown) => Number(!(isRecord(raw) && 'id' in raw));
  const items = [...value.entries()] as [number, unknown][];
  for (const [index, raw] of items.sort(([, a], [, b]) => made(a) - made(b))) {
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

/** An id for the server at `url` as `user`, other than those taken. */
export function makeId(url: string, user: string, taken: ReadonlySet<string>): string {
  const slug = `${new URL(url).host}-${user}`.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const id = slug.slice(0, longestId).replaceAll(/^-+|-+$/g, '') || 'server';
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? id : `${id}-${n}`;
    if (!taken.has(candidate)) return candidate;
  }
}

/** The base URL in the one form that is kept: no credentials, query or fragment, a slash at its end. */
export function baseUrl(text: string): string | undefined {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.username || url.password) return undefined;
  return `${url.origin}${url.pathname.replace(/\/*$/, '/')}`;
}

/** How a server is called that nobody has named: its host and path. */
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

/** Writes the entry's id as well: from now on it does not follow the host and user any more. */
export async function changeEntry(id: string, change: EntryChange): Promise<void> {
  await rewrite(list => {
    const index = indexOf(id, list);
    return index === undefined ? undefined : list.with(index, { ...(list[index] as object), id, ...change });
  });
}

export async function removeEntry(id: string): Promise<void> {
  await rewrite(list => {
    const index = indexOf(id, list);
    return index === undefined ? undefined : list.toSpliced(index, 1);
  });
}

let rewriting: Promise<void> = Promise.resolve();

/** One change of the list after the other: of two at once the later one would undo the earlier. */
function rewrite(change: (list: unknown[]) => unknown[] | undefined): Promise<void> {
  const done = rewriting.then(async () => {
    const list = change(rawList());
    if (list) await write(list);
  });
  rewriting = done.catch(() => undefined);
  return done;
}

type Check = (value: unknown, taken: ReadonlySet<string>) => boolean;

/** What an entry must fulfil, and what is said where it does not. */
const rules: readonly [key: string, check: Check, message: () => string][] = [
  [
    'url',
    url => baseUrlOf(url) !== undefined,
    () => vscode.l10n.t('must be like https://cloud.example.com/'),
  ],
  ['user', user => typeof user === 'string' && user.trim() !== '', () => vscode.l10n.t('must be a user id')],
  ['id', id => id === undefined || isId(id), () => vscode.l10n.t('must consist of a–z, 0–9 and "-"')],
  ['id', (id, taken) => !taken.has(id as string), () => vscode.l10n.t('is used twice')],
  ['label', label => label === undefined || typeof label === 'string', () => vscode.l10n.t('must be text')],
  ['certificate', pem => pem === undefined || isCertificate(pem), () => vscode.l10n.t('must be PEM')],
];

/** The entry, or the first thing that is wrong with it. */
function parseEntry(raw: unknown, place: string, taken: ReadonlySet<string>): ServerEntry | Problem {
  if (!isRecord(raw)) return { place, message: vscode.l10n.t('must be an object') };
  const broken = rules.find(([key, check]) => !check(raw[key], taken));
  if (broken) return { place: `${place}.${broken[0]}`, message: broken[2]() };
  const { id, label, user, certificate } = raw as Partial<ServerEntry> & { user: string };
  const url = baseUrlOf(raw.url) ?? '';
  return {
    id: id ?? makeId(url, user, taken),
    label: label?.trim() || defaultLabel(url),
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

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// Only the person's own settings count, whatever a workspace says.
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
