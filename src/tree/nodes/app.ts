import * as vscode from 'vscode';
import { appsUri } from '../../servers/uris.ts';
import type { AppSubject } from '../../subjects/subject.ts';
import { appTooltip } from '../tooltips/app.ts';
import type { ListNode } from './list.ts';
import type { ListedApp } from './listedApp.ts';
import { TreeNode } from './node.ts';

export class AppNode extends TreeNode {
  readonly #list: ListNode<ListedApp>;
  readonly #updateOf: (id: string) => string | undefined;
  #app: ListedApp;

  /** `updateOf`: the version that an app can be updated to, as far as known. */
  constructor(app: ListedApp, list: ListNode<ListedApp>, updateOf: (id: string) => string | undefined) {
    super(list.context, `${list.id}/${app.id}`, list);
    this.#app = app;
    this.#list = list;
    this.#updateOf = updateOf;
  }

  override get subject(): AppSubject {
    return { kind: 'app', server: this.#list.server, ...this.#app };
  }

  update(app: ListedApp): void {
    this.#app = app;
  }

  item(): vscode.TreeItem {
    const { id, enabled } = this.#app;
    const doing = this.context.busy.doing(this.subject);
    const update = this.#updateOf(id);
    const state = enabled
      ? vscode.l10n.t({ message: 'Enabled', comment: ['app'] })
      : vscode.l10n.t({ message: 'Disabled', comment: ['app'] });
    const news = update === undefined ? '' : vscode.l10n.t('update to {0}', update);
    const item = new vscode.TreeItem(id);
    item.description = doing ?? news;
    item.resourceUri = appsUri(this.#list.server.id).with({ fragment: id });
    const icon = enabled ? 'pass-filled' : 'circle-large-outline';
    const color = enabled ? new vscode.ThemeColor('charts.green') : undefined;
    item.iconPath = doing ? new vscode.ThemeIcon('loading~spin') : new vscode.ThemeIcon(icon, color);
    item.contextValue = `app;${enabled ? 'enabled' : 'disabled'};${news && 'update;'}`;
    const label = [id, ...(doing ? [doing] : [state, news])].filter(Boolean).join(', ');
    item.accessibilityInformation = { label, role: 'treeitem' };
    return item;
  }

  override tooltip(signal: AbortSignal): Promise<vscode.MarkdownString> {
    return appTooltip(this.subject, signal);
  }
}
