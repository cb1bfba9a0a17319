import * as vscode from 'vscode';
import type { Connection } from '../../servers/connection.ts';
import type { Server } from '../../servers/server.ts';
import { Rereader } from '../rereader.ts';
import type { ServerSubject } from '../../subjects/subject.ts';
import { serverTooltip } from '../tooltips/server.ts';
import { commandTitles } from '../../ui/commands.ts';
import { AppsNode } from './apps.ts';
import { groupList } from './groups.ts';
import { MessageNode } from './message.ts';
import { PlansNode } from './plans.ts';
import { loadedBelow, roleWord, TreeNode } from './node.ts';
import type { TreeContext } from './node.ts';
import { UsersNode } from './users.ts';

export class ServerNode extends TreeNode {
  readonly server: Server;
  readonly #rereader: Rereader;
  #plans: PlansNode | undefined;
  #shown: { rights: string; branches: readonly TreeNode[] } | undefined;

  constructor(context: TreeContext, server: Server, open: boolean) {
    super(context, server.id);
    this.server = server;
    this.expanded = open;
    this.#rereader = new Rereader(server, () => loadedBelow(this));
  }

  override get subject(): ServerSubject {
    return { kind: 'server', server: this.server };
  }

  item(): vscode.TreeItem {
    const { icon, words, brief } = this.server.appearance;
    const item = new vscode.TreeItem(this.server.label, this.collapsibleState);
    // The label shall be readable in a narrow sidebar: version and role are in the tooltip.
    item.description = brief;
    item.iconPath = icon;
    item.contextValue = `server;${this.server.state.kind};${roleWord(this.server)}`;
    item.accessibilityInformation = { label: [this.server.label, words].filter(Boolean).join(', ') };
    return item;
  }

  override async children(): Promise<readonly TreeNode[]> {
    const { kind } = this.server.state;
    // After a failure, send nothing until the user asks for it. The row offers a way to do so.
    if (kind === 'idle' || kind === 'signingIn') await this.server.connect().catch(() => undefined);
    if (this.#plans === undefined) await this.context.desk.list(this.server).catch(() => undefined);
    const branches = this.loaded();
    return branches.length > 0 ? branches : this.#trouble();
  }

  override loaded(): readonly TreeNode[] {
    const { state } = this.server;
    if (state.kind !== 'connected') return [];
    // A new sign-in keeps open branches unless the offered branches differ.
    const rights = `${state.connection.role} ${state.connection.version}`;
    if (this.#shown?.rights !== rights) this.#shown = { rights, branches: this.#branches(state.connection) };
    return this.#withPlans(this.#shown.branches);
  }

  override tooltip(): Promise<vscode.MarkdownString> {
    return Promise.resolve(serverTooltip(this.server));
  }

  dispose(): void {
    this.#rereader.dispose();
  }

  #branches(connection: Connection): TreeNode[] {
    const groups = groupList(this, this.server);
    const users = new UsersNode(this, this.server, connection);
    return connection.role === 'admin' ? [users, groups, new AppsNode(this, this.server)] : [users, groups];
  }

  /** Plans have a branch once there are any. */
  #withPlans(branches: readonly TreeNode[]): readonly TreeNode[] {
    if (this.context.desk.listed(this.server).length === 0) return branches;
    this.#plans ??= new PlansNode(this, this.server);
    return [...branches, this.#plans];
  }

  #trouble(): TreeNode[] {
    const { state } = this.server;
    const { icon, words, action } = this.server.appearance;
    if (!action) return [];
    const row = {
      text: commandTitles[action],
      description: 'error' in state ? state.error.message : words,
      icon,
      click: action,
    };
    const next = new MessageNode(this, 'state', row);
    if (!('error' in state)) return [next];
    const diagnosis = {
      text: commandTitles.diagnoseServer,
      icon: new vscode.ThemeIcon('pulse'),
      click: 'diagnoseServer' as const,
    };
    return [next, new MessageNode(this, 'diagnosis', diagnosis)];
  }
}
