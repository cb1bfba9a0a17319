import * as vscode from 'vscode';
import { adminGroup } from '../../ocs/index.ts';
import type { NextcloudClient, UserInfo } from '../../ocs/index.ts';
import type { Connection } from '../../servers/connection.ts';
import type { Server } from '../../servers/server.ts';
import { usersById } from '../../servers/userReads.ts';
import { userOrders } from '../sorting.ts';
import { ListNode } from './list.ts';
import type { ListSpec } from './list.ts';
import { roleWord, TreeNode } from './node.ts';
import { UserNode } from './user.ts';

type UserList = Omit<ListSpec<UserInfo>, 'rows' | 'orders' | 'key' | 'node' | 'empty'> & { empty?: string };

/** A list of users; `list` says which ones. */
export function userList(parent: TreeNode, server: Server, list: UserList): ListNode<UserInfo> {
  return new ListNode(parent, server, {
    empty: vscode.l10n.t('No users'),
    ...list,
    rows: 'users',
    orders: userOrders,
    key: user => user.userId,
    node: (user, parentList) => new UserNode(user, parentList),
  });
}

interface View extends UserList {
  /** Whether the server supports the view and our role may see it. */
  offered(connection: Connection): boolean;
}

/** Group administrators may list neither administrators nor recently active users. */
const seesAll = ({ role }: Connection) => role !== 'subadmin';

const major = ({ capabilities }: Connection) => capabilities.version.major;

const views: readonly View[] = [
  {
    name: 'all',
    title: vscode.l10n.t('All'),
    icon: 'person',
    offered: () => true,
    page: (client, options) => client.users.listDetails(options),
    belongs: () => true,
  },
  {
    name: 'admins',
    title: vscode.l10n.t('Administrators'),
    icon: 'shield',
    offered: seesAll,
    page: (client, options) => client.groups.memberDetails(adminGroup, options),
    belongs: user => user.groups?.includes(adminGroup),
  },
  {
    name: 'subadmins',
    title: vscode.l10n.t('Group Administrators'),
    icon: 'organization',
    offered: seesAll,
    page: async (client, options) => usersById(client, await allSubadmins(client, options.signal), options),
    belongs: user => user.subadmin && user.subadmin.length > 0,
  },
  {
    name: 'disabled',
    title: vscode.l10n.t({ message: 'Disabled', comment: ['users'] }),
    icon: 'circle-slash',
    offered: connection => major(connection) >= 28,
    page: (client, options) => client.users.listDisabled(options),
    belongs: user => user.enabled === false,
  },
  {
    name: 'recent',
    title: vscode.l10n.t('Recently Active'),
    icon: 'history',
    offered: connection => seesAll(connection) && major(connection) >= 30,
    page: (client, options) => client.users.listRecent(options),
    belongs: () => undefined,
  },
];

/** The views of a server's users: open at first, and each of them closed, so that all of the server is in sight. */
export class UsersNode extends TreeNode {
  readonly #server: Server;
  readonly #views: ListNode<UserInfo>[];

  constructor(parent: TreeNode, server: Server, connection: Connection) {
    super(parent.context, `${parent.id}/users`, parent);
    this.#server = server;
    this.expanded = true;
    const offered = views.filter(view => view.offered(connection));
    this.#views = offered.map(view => userList(this, server, view));
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(vscode.l10n.t('Users'), this.collapsibleState);
    item.iconPath = new vscode.ThemeIcon('account');
    item.contextValue = `users;${roleWord(this.#server)}`;
    return item;
  }

  override children(): Promise<readonly TreeNode[]> {
    return Promise.resolve(this.#views);
  }

  override loaded(): readonly TreeNode[] {
    return this.#views;
  }
}

const mostGroupsToAsk = 100;

/** Servers cannot list all group administrators, so ask each group, as long as there are few. */
async function allSubadmins(client: NextcloudClient, signal: AbortSignal | undefined): Promise<string[]> {
  const groups = await client.groups.list({ limit: mostGroupsToAsk + 1, signal });
  if (groups.length > mostGroupsToAsk)
    throw new Error(
      vscode.l10n.t('More than {0} groups. Expand a group to see its administrators', mostGroupsToAsk),
    );
  const asked = groups.filter(id => id !== adminGroup).map(id => client.groups.subadmins(id, { signal }));
  return [...new Set((await Promise.all(asked)).flat())].sort();
}
