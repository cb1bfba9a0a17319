import * as vscode from 'vscode';
import type { RunDesk } from '../runs/desk.ts';
import type { Server } from '../servers/server.ts';
import type { Servers } from '../servers/servers.ts';
import { Disposables } from '../ui/disposables.ts';
import { inWords } from '../ui/messages.ts';
import { abortSignal } from '../ui/progress.ts';
import type { Departure } from '../ui/quirks/focus.ts';
import { Redraws } from '../ui/quirks/redraws.ts';
import { clickCommand } from '../ui/quirks/rowCommand.ts';
import type { Busy } from '../subjects/busy.ts';
import type { Decorations } from './decorations.ts';
import { loadedBelow } from './nodes/node.ts';
import type { TreeContext, TreeNode } from './nodes/node.ts';
import { ServerNode } from './nodes/server.ts';
import { subjectKey } from '../subjects/subject.ts';
import { markRuns } from './runs.ts';

/** Collects rows that become busy or idle for this long: a bulk run touches thousands, twice each. */
const gatherMs = 50;

/** Provides the rows of the view *Servers*. */
export class TreeProvider implements vscode.TreeDataProvider<TreeNode> {
  readonly #disposables = new Disposables();
  readonly #redraws = this.#disposables.add(new Redraws<TreeNode>());
  readonly onDidChangeTreeData = this.#redraws.onDidChange;
  readonly busy: Busy;
  readonly #servers: Servers;
  readonly #decorations: Decorations;
  readonly #gone = this.#disposables.add(new vscode.EventEmitter<Departure<TreeNode>>());
  /** A row disappeared; `next` is the one in its place. */
  readonly onDidGo = this.#gone.event;
  readonly #context: TreeContext;
  /** Rows to redraw, by their `subjectKey`. */
  readonly #stale = new Set<string>();
  #redrawing: NodeJS.Timeout | undefined;
  #roots = new Map<Server, ServerNode>();

  constructor(servers: Servers, desk: RunDesk, busy: Busy, decorations: Decorations) {
    this.#servers = servers;
    this.busy = busy;
    this.#context = {
      busy,
      desk,
      refresh: node => this.#redraws.fire(node),
      gone: (node, next) => this.#gone.fire({ node, next }),
    };
    this.#decorations = decorations;
    this.#disposables.add(servers.onDidChange(() => this.#redraws.fire(undefined)));
    this.#disposables.add(servers.onDidChangeState(server => this.#refresh(this.#roots.get(server))));
    this.#disposables.add(
      desk.onDidChange(({ server, isProgress }) => {
        const root = this.#servers.get(server);
        if (root && !isProgress) this.#refresh(this.#roots.get(root));
      }),
    );
    this.#disposables.add(busy.onDidChange(key => this.#redrawSoon(key)));
    this.#disposables.add(markRuns(desk, servers, busy));
  }

  getChildren(node?: TreeNode): Promise<TreeNode[]> {
    return this.#redraws.during(node, async () => [...(node ? await node.children() : this.roots())]);
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    const item = node.item();
    item.id = node.id;
    if (node.click) item.command = clickCommand;
    if (item.collapsibleState === vscode.TreeItemCollapsibleState.Expanded) this.#redraws.expect(node);
    const { subject } = node;
    if (subject?.kind === 'user' && subject.info) this.#decorations.show(subject.server.id, subject.info);
    return item;
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return node.parent;
  }

  async resolveTreeItem(
    item: vscode.TreeItem,
    node: TreeNode,
    token: vscode.CancellationToken,
  ): Promise<vscode.TreeItem> {
    try {
      const tooltip = await node.tooltip?.(abortSignal(token));
      if (tooltip) item.tooltip = tooltip;
    } catch (error) {
      item.tooltip = inWords(error);
    }
    return item;
  }

  /** One row per server, in the order of the settings. A single server starts expanded. */
  roots(): readonly ServerNode[] {
    const servers = this.#servers.all();
    const before = this.#roots;
    const open = servers.length === 1;
    this.#roots = new Map(
      servers.map(server => [server, before.get(server) ?? new ServerNode(this.#context, server, open)]),
    );
    for (const [server, root] of before) if (!this.#roots.has(server)) root.dispose();
    return [...this.#roots.values()];
  }

  opened(node: TreeNode): void {
    node.expanded = true;
  }

  /** Frees what was loaded below. VS Code drops its own copies when the row is redrawn. */
  closed(node: TreeNode): void {
    node.expanded = false;
    for (const below of [...loadedBelow(node)].reverse()) below.free?.();
    this.#redraws.fire(node);
  }

  dispose(): void {
    clearTimeout(this.#redrawing);
    for (const root of this.#roots.values()) root.dispose();
    this.#disposables.dispose();
  }

  #refresh(node: TreeNode | undefined): void {
    if (node) this.#redraws.fire(node);
  }

  #redrawSoon(key: string): void {
    this.#stale.add(key);
    this.#redrawing ??= setTimeout(() => this.#redraw(), gatherMs);
  }

  #redraw(): void {
    this.#redrawing = undefined;
    for (const root of this.#roots.values())
      for (const node of loadedBelow(root))
        if (node.subject && this.#stale.has(subjectKey(node.subject))) this.#redraws.fire(node);
    this.#stale.clear();
  }
}
