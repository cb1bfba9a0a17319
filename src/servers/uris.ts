import * as vscode from 'vscode';
import { namesIn } from '../ocs/narrow.ts';

export const scheme = 'nextcloud-admin';

/** Where a server's documents are: a file per ID between what is before and after the star, or a single file. */
const paths = {
  user: 'users/*.json',
  group: 'groups/*.json',
  apps: 'apps.json',
  overview: 'overview.json',
  plan: 'plans/*.json',
  config: 'config/*.json',
  users: 'users.table',
  members: 'groups/*.table',
  everywhere: 'with/*/users.table',
} as const;

/** What a document can stand for. */
export type TargetKind = keyof typeof paths;
type KindWithIds = {
  [K in TargetKind]: (typeof paths)[K] extends `${string}*${string}` ? K : never;
}[TargetKind];

/** What a document stands for: one of many objects of its kind, or the only one of its server. */
export type Target =
  | { kind: KindWithIds; serverId: string; id: string }
  | { kind: Exclude<TargetKind, KindWithIds>; serverId: string };

const kinds = namesIn(paths);

export const userUri = (serverId: string, id: string): vscode.Uri =>
  documentUri({ kind: 'user', serverId, id });
export const groupUri = (serverId: string, id: string): vscode.Uri =>
  documentUri({ kind: 'group', serverId, id });
export const appsUri = (serverId: string): vscode.Uri => documentUri({ kind: 'apps', serverId });
export const overviewUri = (serverId: string): vscode.Uri => documentUri({ kind: 'overview', serverId });
/** The configuration of an app. */
export const configUri = (serverId: string, id: string): vscode.Uri =>
  documentUri({ kind: 'config', serverId, id });
export const planUri = (serverId: string, id: string): vscode.Uri =>
  documentUri({ kind: 'plan', serverId, id });
/** The table of a group's members. */
export const membersUri = (serverId: string, id: string): vscode.Uri =>
  documentUri({ kind: 'members', serverId, id });

/** No ID of a server has it, and no URI encodes it. */
const betweenServers = '~';

/** The table of all users of one server or several, of which the first by its ID has the document. */
export function usersUri(serverIds: readonly [string, ...string[]]): vscode.Uri {
  const [serverId = '', ...others] = [...new Set(serverIds)].sort();
  return documentUri(
    others.length === 0
      ? { kind: 'users', serverId }
      : { kind: 'everywhere', serverId, id: others.join(betweenServers) },
  );
}

/** The servers that a document is about: its own, and those that it names. */
export const serversOf = (target: Target): [string, ...string[]] => [
  target.serverId,
  ...(target.kind === 'everywhere' ? serverNames(target.id) : []),
];

const serverNames = (id: string): string[] => id.split(betweenServers);

const isInOrder = (ids: readonly string[]): boolean =>
  ids.every((id, index) => index === 0 || (ids[index - 1] ?? '') < id);

export function documentUri(target: Target): vscode.Uri {
  const path = 'id' in target ? around(target.kind).join(encodeURIComponent(target.id)) : paths[target.kind];
  return vscode.Uri.from({ scheme, authority: target.serverId, path: `/${path}` });
}

/** The ID that the document itself holds. */
export const idOf = (target: Target): string => ('id' in target ? target.id : target.kind);

/** The reverse of `documentUri`; `undefined` for any URI that it would not have made. */
export function parseUri(uri: vscode.Uri): Target | undefined {
  const serverId = uri.authority;
  if (uri.scheme !== scheme || !serverId) return undefined;
  const path = uri.path.slice(1);
  for (const kind of kinds) {
    if (!hasIds(kind)) {
      if (path === paths[kind]) return { kind, serverId };
      continue;
    }
    const id = idIn(path, kind);
    if (id !== undefined && (kind !== 'everywhere' || isInOrder([serverId, ...serverNames(id)])))
      return { kind, serverId, id };
  }
  return undefined;
}

/** The root folder of a server: the files in it, and the folders. */
export function rootEntries(): { files: string[]; folders: string[] } {
  const folders = kinds.flatMap(kind => (hasIds(kind) ? [around(kind)[0].slice(0, -1)] : []));
  return {
    files: kinds.flatMap(kind => (hasIds(kind) ? [] : [paths[kind]])),
    folders: [...new Set(folders)],
  };
}

function hasIds(kind: TargetKind): kind is KindWithIds {
  return paths[kind].includes('*');
}

/** What stands before and after the ID. */
function around(kind: KindWithIds): [folder: string, end: string] {
  const [folder = '', end = ''] = paths[kind].split('*');
  return [folder, end];
}

function idIn(path: string, kind: KindWithIds): string | undefined {
  const [folder, end] = around(kind);
  const isInside = path.startsWith(folder) && path.endsWith(end);
  return isInside ? idOfSegment(path.slice(folder.length, -end.length)) : undefined;
}

// Two spellings of one ID would be two documents of one user: only our own encoding is accepted,
// or an ID that somebody typed without any.
function idOfSegment(segment: string): string | undefined {
  if (segment === '' || segment.includes('/')) return undefined;
  if (!segment.includes('%')) return segment;
  try {
    const id = decodeURIComponent(segment);
    return encodeURIComponent(id) === segment ? id : undefined;
  } catch {
    return undefined;
  }
}
