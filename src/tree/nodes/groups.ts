import * as vscode from 'vscode';
import type { GroupInfo } from '../../ocs/index.ts';
import type { Server } from '../../servers/server.ts';
import { groupOrders } from '../sorting.ts';
import { GroupNode } from './group.ts';
import { ListNode } from './list.ts';
import type { TreeNode } from './node.ts';

export function groupList(parent: TreeNode, server: Server): ListNode<GroupInfo> {
  return new ListNode<GroupInfo>(parent, server, {
    name: 'groups',
    title: vscode.l10n.t('Groups'),
    icon: 'organization',
    rows: 'groups',
    empty: vscode.l10n.t('No groups'),
    orders: groupOrders,
    key: group => group.id,
    page: (client, options) => client.groups.listDetails(options),
    belongs: () => true,
    node: (group, list) => new GroupNode(group, list),
  });
}
