import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import { updatesByInfo } from '../../servers/appStore.ts';
import type { Server } from '../../servers/server.ts';
import { AppNode } from './app.ts';
import { ListNode } from './list.ts';
import type { ListedApp } from './listedApp.ts';
import { TreeNode } from './node.ts';

/** What is open comes last: nothing is out of sight below it. */
const lists = [
  {
    name: 'disabled',
    title: vscode.l10n.t({ message: 'Disabled', comment: ['apps'] }),
    icon: 'circle-large-outline',
    enabled: false,
    expanded: false,
  },
  {
    name: 'enabled',
    title: vscode.l10n.t({ message: 'Enabled', comment: ['apps'] }),
    icon: 'pass',
    enabled: true,
    expanded: true,
  },
] as const;

export class AppsNode extends TreeNode {
  readonly #server: Server;
  readonly #lists: ListNode<ListedApp>[];
  /** The versions that apps can be updated to, by their IDs. */
  #updates: Readonly<Record<string, string>> = {};
  #asking = false;

  constructor(parent: TreeNode, server: Server) {
    super(parent.context, `${parent.id}/apps`, parent);
    this.#server = server;
    this.#lists = lists.map(list => appList(this, server, list));
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(vscode.l10n.t('Apps'), this.collapsibleState);
    const count = Object.keys(this.#updates).length;
    item.iconPath = new vscode.ThemeIcon('extensions');
    if (count > 0)
      item.description = count === 1 ? vscode.l10n.t('1 update') : vscode.l10n.t('{0} updates', count);
    item.contextValue = `apps;${count > 0 ? 'updates;' : ''}`;
    return item;
  }

  override children(): Promise<readonly TreeNode[]> {
    return Promise.resolve(this.#lists);
  }

  override loaded(): readonly TreeNode[] {
    return this.#lists;
  }

  updateOf(id: string): string | undefined {
    return this.#updates[id];
  }

  /** The server may ask its app store first, so the rows do not wait for it. Failures are silent: updates are an addition. */
  async askUpdates(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    const updates = await this.#server.call(client => updatesByInfo(client)).catch(() => this.#updates);
    this.#asking = false;
    if (isDeepStrictEqual(updates, this.#updates)) return;
    this.#updates = updates;
    this.context.refresh(this);
  }
}

function appList(parent: AppsNode, server: Server, list: (typeof lists)[number]): ListNode<ListedApp> {
  const { name, enabled } = list;
  let count: number | undefined;
  return new ListNode<ListedApp>(parent, server, {
    ...list,
    rows: 'apps',
    empty: enabled ? vscode.l10n.t('No enabled apps') : vscode.l10n.t('No disabled apps'),
    orders: [],
    key: app => app.id,
    belongs: app => app.enabled === enabled,
    count: () => count,
    // The server returns all IDs at once and cannot search them.
    async page(client, { search = '', limit, offset, signal }) {
      const ids = (await client.apps.list(name, { signal })).sort();
      if (enabled && offset === 0) void parent.askUpdates();
      const found = ids.filter(id => id.includes(search.toLowerCase()));
      count = found.length;
      return found.slice(offset, offset + limit).map(id => ({ id, enabled }));
    },
    node: (app, parentList) => new AppNode(app, parentList, id => parent.updateOf(id)),
  });
}
