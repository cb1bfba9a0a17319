import * as vscode from 'vscode';
import type { Server } from '../../servers/server.ts';
import { AppNode } from './app.ts';
import { ListNode } from './list.ts';
import type { ListedApp } from './list.ts';
import { TreeNode } from './node.ts';

const lists = [
  { name: 'enabled', title: vscode.l10n.t('Enabled'), icon: 'pass', enabled: true, expanded: true },
  {
    name: 'disabled',
    title: vscode.l10n.t('Disabled'),
    icon: 'circle-large-outline',
    enabled: false,
    expanded: false,
  },
] as const;

export class AppsNode extends TreeNode {
  readonly #lists: ListNode<ListedApp>[];

  constructor(parent: TreeNode, server: Server) {
    super(parent.context, `${parent.id}/apps`, parent);
    this.#lists = lists.map(list => appList(this, server, list));
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(vscode.l10n.t('Apps'), this.collapsibleState);
    item.iconPath = new vscode.ThemeIcon('extensions');
    item.contextValue = 'apps;';
    return item;
  }

  override children(): Promise<readonly TreeNode[]> {
    return Promise.resolve(this.#lists);
  }

  override loaded(): readonly TreeNode[] {
    return this.#lists;
  }
}

function appList(parent: AppsNode, server: Server, list: (typeof lists)[number]): ListNode<ListedApp> {
  const { name, enabled } = list;
  return new ListNode<ListedApp>(parent, server, {
    ...list,
    rows: 'apps',
    empty: enabled ? vscode.l10n.t('No enabled apps') : vscode.l10n.t('No disabled apps'),
    orders: [],
    key: app => app.id,
    belongs: app => app.enabled === enabled,
    // The server returns all IDs at once and cannot search them.
    async page(client, { search = '', limit, offset, signal }) {
      const ids = (await client.apps.list(name, { signal })).sort();
      const found = ids.filter(id => id.includes(search.toLowerCase()));
      return found.slice(offset, offset + limit).map(id => ({ id, enabled }));
    },
    node: (app, parentList) => new AppNode(app, parentList),
  });
}
