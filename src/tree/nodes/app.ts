import * as vscode from 'vscode';
import { appsUri } from '../../servers/uris.ts';
import type { AppSubject } from '../../subjects/subject.ts';
import { appTooltip } from '../tooltips/app.ts';
import type { ListedApp, ListNode } from './list.ts';
import { TreeNode } from './node.ts';

export class AppNode extends TreeNode {
  readonly #list: ListNode<ListedApp>;
  #app: ListedApp;

  constructor(app: ListedApp, list: ListNode<ListedApp>) {
    super(list.context, `${list.id}/${app.id}`, list);
    this.#app = app;
    this.#list = list;
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
    const state = enabled ? vscode.l10n.t('Enabled') : vscode.l10n.t('Disabled');
    const item = new vscode.TreeItem(id);
    if (doing) item.description = doing;
    item.resourceUri = appsUri(this.#list.server.id).with({ fragment: id });
    const icon = enabled ? 'pass-filled' : 'circle-large-outline';
    const color = enabled ? new vscode.ThemeColor('charts.green') : undefined;
    item.iconPath = doing ? new vscode.ThemeIcon('loading~spin') : new vscode.ThemeIcon(icon, color);
    item.contextValue = `app;${enabled ? 'enabled' : 'disabled'};`;
    item.accessibilityInformation = { label: `${id}, ${doing ?? state}`, role: 'treeitem' };
    return item;
  }

  override tooltip(signal: AbortSignal): Promise<vscode.MarkdownString> {
    return appTooltip(this.subject, signal);
  }
}
