import * as vscode from 'vscode';

export const scheme = 'nextcloud-admin';

/** What a document of ours stands for. */
export type Target =
  { kind: 'user' | 'group'; serverId: string; id: string } | { kind: 'apps'; serverId: string };

const folderOf = { user: 'users', group: 'groups' } as const;
const kindOf = { users: 'user', groups: 'group' } as const;

export function userUri(serverId: string, userId: string): vscode.Uri {
  return documentUri(serverId, 'user', userId);
}

export function groupUri(serverId: string, groupId: string): vscode.Uri {
  return documentUri(serverId, 'group', groupId);
}

export function appsUri(serverId: string): vscode.Uri {
  return vscode.Uri.from({ scheme, authority: serverId, path: '/apps.json' });
}

/** The reverse of the three above; `undefined` for whatever they would not have made. */
export function parseUri(uri: vscode.Uri): Target | undefined {
  const serverId = uri.authority;
  if (uri.scheme !== scheme || !serverId) return undefined;
  if (uri.path === '/apps.json') return { kind: 'apps', serverId };
  const [, folder, segment] = /^\/(users|groups)\/([^/]+)\.json$/.exec(uri.path) ?? [];
  const id = segment === undefined ? undefined : idOfSegment(segment);
  if (id === undefined) return undefined;
  return { kind: kindOf[folder as keyof typeof kindOf], serverId, id };
}

function documentUri(serverId: string, kind: keyof typeof folderOf, id: string): vscode.Uri {
  const path = `/${folderOf[kind]}/${encodeURIComponent(id)}.json`;
  return vscode.Uri.from({ scheme, authority: serverId, path });
}

// Two spellings of one id would be two documents of one account: only what we write ourselves is read,
// or an id that a person typed as it is.
function idOfSegment(segment: string): string | undefined {
  if (!segment.includes('%')) return segment;
  try {
    const id = decodeURIComponent(segment);
    return encodeURIComponent(id) === segment ? id : undefined;
  } catch {
    return undefined;
  }
}
