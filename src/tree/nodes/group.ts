import * as vscode from 'vscode';
import { folded } from '../../model/table/fold.ts';
import { adminGroup } from '../../ocs/index.ts';
import type { GroupInfo } from '../../ocs/index.ts';
import type { Server } from '../../servers/server.ts';
import { groupUri } from '../../servers/uris.ts';
import { usersById } from '../../servers/userReads.ts';
import { memberCount } from '../../subjects/subject.ts';
import type { GroupSubject } from '../../subjects/subject.ts';
import { groupTooltip } from '../tooltips/group.ts';
import type { ListNode } from './list.ts';
import { roleWord, TreeNode } from './node.ts';
import { userList } from './users.ts';

const letters = (text: string): string => folded(text).replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Whether a name only repeats the ID: in another case, with accents, spaces or punctuation. */
const isSpelledAlike = (name: string, id: string): boolean =>
  name === id || (letters(id) !== '' && letters(name) === letters(id));

export class GroupNode extends TreeNode {
  readonly #server: Server;
  readonly #lists: readonly TreeNode[];
  #group: GroupInfo;

  constructor(group: GroupInfo, list: ListNode<GroupInfo>) {
    super(list.context, `${list.id}/${group.id}`, list);
    this.#group = group;
    this.#server = list.server;
    // The admin group has no group administrators, and they may not list their fellows.
    const hasSubadmins = group.id !== adminGroup && this.#server.role !== 'subadmin';
    this.#lists = hasSubadmins ? [this.#subadmins(group), this.#members(group)] : [this.#members(group)];
  }

  override get subject(): GroupSubject {
    return { kind: 'group', server: this.#server, id: this.#group.id, info: this.#group };
  }

  update(group: GroupInfo): void {
    this.#group = group;
  }

  item(): vscode.TreeItem {
    const { id, displayName } = this.#group;
    const doing = this.context.busy.doing(this.subject);
    const item = new vscode.TreeItem(displayName || id, this.collapsibleState);
    const facts = doing ? [doing] : this.#counts();
    item.description = [displayName && !isSpelledAlike(displayName, id) ? id : '', ...facts]
      .filter(Boolean)
      .join(' · ');
    item.resourceUri = groupUri(this.#server.id, id);
    item.iconPath = new vscode.ThemeIcon(
      doing ? 'loading~spin' : id === adminGroup ? 'shield' : 'organization',
    );
    item.contextValue = `group;${id === adminGroup ? 'admin;' : ''}${roleWord(this.#server)}`;
    item.accessibilityInformation = { label: [displayName || id, id, ...facts].join(', ') };
    return item;
  }

  override children(): Promise<readonly TreeNode[]> {
    return Promise.resolve(this.#lists);
  }

  override loaded(): readonly TreeNode[] {
    return this.#lists;
  }

  override tooltip(signal: AbortSignal): Promise<vscode.MarkdownString> {
    return groupTooltip(this.subject, signal);
  }

  #counts(): string[] {
    const { userCount, disabledCount } = this.#group;
    return [
      userCount === undefined ? '' : memberCount(userCount),
      disabledCount ? vscode.l10n.t('{0} disabled', disabledCount) : '',
    ].filter(Boolean);
  }

  #subadmins({ id }: GroupInfo): TreeNode {
    return userList(this, this.#server, {
      name: 'subadmins',
      title: vscode.l10n.t('Group Administrators'),
      icon: 'organization',
      empty: vscode.l10n.t('No group administrators'),
      page: async (client, options) => usersById(client, await client.groups.subadmins(id, options), options),
      belongs: user => user.subadmin?.includes(id),
    });
  }

  #members({ id }: GroupInfo): TreeNode {
    return userList(this, this.#server, {
      name: 'members',
      title: vscode.l10n.t('Members'),
      icon: 'person',
      expanded: true,
      empty: vscode.l10n.t('No members'),
      whenEmpty: 'addMembers',
      page: (client, options) => client.groups.memberDetails(id, options),
      belongs: user => user.groups?.includes(id),
    });
  }
}
