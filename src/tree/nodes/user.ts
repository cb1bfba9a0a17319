import * as vscode from 'vscode';
import type { UserInfo } from '../../ocs/index.ts';
import { isOutOfReach } from '../../servers/reach.ts';
import { userUri } from '../../servers/uris.ts';
import type { CommandId } from '../../ui/commands.ts';
import { standingsOf } from '../../ui/standing.ts';
import type { UserSubject } from '../../subjects/subject.ts';
import { userTooltip } from '../tooltips/user.ts';
import type { ListNode } from './list.ts';
import { roleWord, TreeNode } from './node.ts';

export class UserNode extends TreeNode {
  readonly #list: ListNode<UserInfo>;
  #user: UserInfo;

  constructor(user: UserInfo, list: ListNode<UserInfo>) {
    super(list.context, `${list.id}/${user.userId}`, list);
    this.#user = user;
    this.#list = list;
  }

  override get subject(): UserSubject {
    return { kind: 'user', server: this.#list.server, id: this.#user.userId, info: this.#user };
  }

  update(user: UserInfo): void {
    this.#user = user;
  }

  override get click(): CommandId | undefined {
    return isOutOfReach(this.#list.server.role, this.#user) ? undefined : 'openUser';
  }

  item(): vscode.TreeItem {
    const { userId, displayName } = this.#user;
    const standings = standingsOf(this.#user);
    const doing = this.context.busy.doing(this.subject);
    const item = new vscode.TreeItem(displayName || userId);
    const titles = doing ? [doing] : standings.map(({ title }) => title);
    item.description = [displayName && displayName !== userId ? userId : '', ...titles]
      .filter(Boolean)
      .join(' · ');
    item.resourceUri = userUri(this.#list.server.id, userId);
    item.iconPath = new vscode.ThemeIcon(doing ? 'loading~spin' : (standings[0]?.icon ?? 'person'));
    item.contextValue = this.#contextValue();
    item.accessibilityInformation = { label: [displayName || userId, userId, ...titles].join(', ') };
    return item;
  }

  #contextValue(): string {
    const { server } = this.#list;
    if (isOutOfReach(server.role, this.#user)) return 'outOfReach;';
    const enabled = this.#user.enabled === false ? '' : 'enabled;';
    const words = standingsOf(this.#user).map(({ word }) => `${word};`);
    const password = this.#user.backendCapabilities?.setPassword === false ? 'fixedPassword;' : '';
    return `user;${enabled}${words.join('')}${password}${roleWord(server)}`;
  }

  override tooltip(signal: AbortSignal): Promise<vscode.MarkdownString> {
    return userTooltip(this.subject, signal);
  }
}
