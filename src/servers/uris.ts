import * as vscode from 'vscode';
import { namesIn } from '../ocs/narrow.ts';

export const scheme = 'nextcloud-admin';

/** Where a server's documents are: a file per ID in a folder, or a single file. */
const paths = { user: 'users/*', group: 'groups/*', apps: 'apps', plan: 'plans/*' } as const;

/** What a document can stand for. */
export type TargetKind = keyof typeof paths;
type KindWithIds = { [K in TargetKind]: (typeof paths)[K] extends `${string}*` ? K : never }[TargetKind];

/** What a document stands for: one of many objects of its kind, or the only one of its server. */
export type Target =
  | { kind: KindWithIds; serverId: string; id: string }
  | { kind: Exclude<TargetKind, KindWithIds>; serverId: string };

const extension = '.json';
const kinds = namesIn(paths);

export const userUri = (serverId: string, id: string): vscode.Uri =>
  documentUri({ kind: 'user', serverId, id });
export const groupUri = (serverId: string, id: string): vscode.Uri =>
  documentUri({ kind: 'group', serverId, id });
export const appsUri = (serverId: string): vscode.Uri => documentUri({ kind: 'apps', serverId });
export const planUri = (serverId: string, id: string): vscode.Uri =>
  documentUri({ kind: 'plan', serverId, id });

export function documentUri(target: Target): vscode.Uri {
  const path = 'id' in target ? folderOf(target.kind) + encodeURIComponent(target.id) : paths[target.kind];
  return vscode.Uri.from({ scheme, authority: target.serverId, path: `/${path}${extension}` });
}

/** The ID that the document itself holds. */
export const idOf = (target: Target): string => ('id' in target ? target.id : target.kind);

/** The reverse of `documentUri`; `undefined` for any URI that it would not have made. */
export function parseUri(uri: vscode.Uri): Target | undefined {
  const serverId = uri.authority;
  if (uri.scheme !== scheme || !serverId || !uri.path.endsWith(extension)) return undefined;
  const path = uri.path.slice(1, -extension.length);
  for (const kind of kinds) {
    if (!hasIds(kind)) {
      if (path === paths[kind]) return { kind, serverId };
      continue;
    }
    const folder = folderOf(kind);
    const id = path.startsWith(folder) ? idOfSegment(path.slice(folder.length)) : undefined;
    if (id !== undefined) return { kind, serverId, id };
  }
  return undefined;
}

/** The root folder of a server: the files in it, and the folders. */
export function rootEntries(): { files: string[]; folders: string[] } {
  return {
    files: kinds.flatMap(kind => (hasIds(kind) ? [] : [paths[kind] + extension])),
    folders: kinds.flatMap(kind => (hasIds(kind) ? [folderOf(kind).slice(0, -1)] : [])),
  };
}

function hasIds(kind: TargetKind): kind is KindWithIds {
  return paths[kind].endsWith('*');
}

/** With the slash at its end. */
function folderOf(kind: KindWithIds): string {
  return paths[kind].slice(0, -1);
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
