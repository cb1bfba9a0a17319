import * as vscode from 'vscode';
import type { NextcloudClient, UserInfo } from '../../ocs/index.ts';
import { iteratePages } from '../../ocs/pages.ts';
import type { Server } from '../../servers/server.ts';
import type { GroupSubject, UserSubject } from '../../subjects/subject.ts';
import { subjectName } from '../../subjects/subject.ts';
import { isListOf } from '../../tree/nodes/list.ts';
import type { TreeNode } from '../../tree/nodes/node.ts';

/** Users of one server that a command is about, wherever they come from. Nothing is read before it is asked for. */
export interface UserSet {
  server: Server;
  /** What they are called together: “crew”, “12 users”. */
  title: string;
  /** How many there are, where this is known. */
  count?: number;
  read: (client: NextcloudClient, signal: AbortSignal) => AsyncIterable<UserInfo> | Iterable<UserInfo>;
}

/** Rows of one request. */
const pageSize = 200;

/** Records that are asked for one by one are read in such portions. */
const portion = 50;

export const userCount = (count: number): string =>
  count === 1 ? vscode.l10n.t('1 user') : vscode.l10n.t('{0} users', count);

export const allUsers = (server: Server): UserSet => ({
  server,
  title: vscode.l10n.t('All Users'),
  read: (client, signal) => client.users.iterate({ pageSize, signal }),
});

export const membersOf = (group: GroupSubject): UserSet => ({
  server: group.server,
  title: subjectName(group),
  read: (client, signal) =>
    iteratePages(
      { pageSize, keyOf: user => user.userId, fetch: page => client.groups.memberDetails(group.id, page) },
      signal,
    ),
});

export function someUsers(server: Server, users: readonly UserSubject[]): UserSet {
  const [first, ...others] = users;
  return {
    server,
    title: first && others.length === 0 ? subjectName(first) : userCount(users.length),
    count: users.length,
    async *read(client, signal) {
      const ids = users.map(({ id }) => id);
      for (let at = 0; at < ids.length; at += portion)
        yield* await client.users.listById(ids.slice(at, at + portion), { signal });
    },
  };
}

/** Everybody whom a list of the sidebar would show if all of its pages were loaded. */
export function usersOfList(node: TreeNode): UserSet | undefined {
  if (!isListOf(node, 'users')) return undefined;
  const { server, spec, filter, title } = node;
  return {
    server,
    title: filter ? `${title} “${filter}”` : title,
    read: (client, signal) =>
      iteratePages(
        { pageSize, keyOf: spec.key, fetch: page => spec.page(client, { search: filter, ...page }) },
        signal,
      ),
  };
}

/** Users that were read already. */
export const usersInMemory = (server: Server, users: readonly UserInfo[]): UserSet => ({
  server,
  title: userCount(users.length),
  count: users.length,
  read: () => users,
});
