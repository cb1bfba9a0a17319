import * as vscode from 'vscode';
import type { ListedRun } from '../../runs/desk.ts';
import type { Server } from '../../servers/server.ts';
import type { PlanSubject } from '../../subjects/subject.ts';
import type { CommandId } from '../../ui/commands.ts';
import { TreeNode } from './node.ts';

/** The plans of a server that are stored here, newest first. */
export class PlansNode extends TreeNode {
  readonly #server: Server;

  constructor(parent: TreeNode, server: Server) {
    super(parent.context, `${parent.id}/plans`, parent);
    this.#server = server;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(vscode.l10n.t('Plans'), this.collapsibleState);
    const isInterrupted = this.#listed.some(({ phase }) => phase === 'interrupted');
    item.iconPath = new vscode.ThemeIcon('checklist');
    item.contextValue = 'plans;';
    if (isInterrupted) {
      item.description = vscode.l10n.t('interrupted');
      item.accessibilityInformation = { label: vscode.l10n.t('Plans, interrupted') };
    }
    return item;
  }

  override async children(): Promise<readonly TreeNode[]> {
    await this.context.desk.list(this.#server);
    return this.loaded();
  }

  override loaded(): readonly TreeNode[] {
    return this.#listed.map(run => new PlanNode(this, this.#server, run));
  }

  get #listed(): readonly ListedRun[] {
    return this.context.desk.listed(this.#server);
  }
}

class PlanNode extends TreeNode {
  readonly #server: Server;
  readonly #run: ListedRun;

  constructor(parent: TreeNode, server: Server, run: ListedRun) {
    super(parent.context, `${parent.id}/${run.id}`, parent);
    this.#server = server;
    this.#run = run;
  }

  override get subject(): PlanSubject {
    const { id, title } = this.#run;
    return { kind: 'plan', server: this.#server, id, title };
  }

  override get click(): CommandId {
    return 'openPlan';
  }

  item(): vscode.TreeItem {
    const { title, at, phase } = this.#run;
    const item = new vscode.TreeItem(title);
    const [icon, color] = iconOf(this.#run);
    const when = new Date(at).toLocaleString(vscode.env.language, { dateStyle: 'short', timeStyle: 'short' });
    item.iconPath = new vscode.ThemeIcon(icon, new vscode.ThemeColor(color));
    item.description = `${wordsOf(this.#run)} · ${when}`;
    item.contextValue = `plan;${phase};`;
    item.accessibilityInformation = { label: `${title}, ${item.description}` };
    return item;
  }
}

function iconOf({ phase, counts }: ListedRun): [icon: string, color: string] {
  if (phase === 'running') return ['loading~spin', 'icon.foreground'];
  if (phase === 'new') return ['circle-large-outline', 'icon.foreground'];
  if (phase === 'interrupted') return ['debug-disconnect', 'charts.yellow'];
  if (counts.failed > 0) return ['error', 'errorForeground'];
  return counts.pending + counts.unknown > 0 ? ['debug-pause', 'icon.foreground'] : ['pass', 'charts.green'];
}

function wordsOf({ phase, counts: { done, failed, total } }: ListedRun): string {
  if (phase === 'new') return vscode.l10n.t('not applied, {0} steps', total);
  if (phase === 'running') return vscode.l10n.t('being applied');
  const counts =
    failed > 0
      ? vscode.l10n.t('{0} of {1} done, {2} failed', done, total, failed)
      : vscode.l10n.t('{0} of {1} done', done, total);
  return phase === 'interrupted' ? vscode.l10n.t('interrupted, {0}', counts) : counts;
}
