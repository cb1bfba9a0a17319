import * as vscode from 'vscode';
import type { Server } from '../servers/server.ts';
import type { Servers } from '../servers/servers.ts';
import { Disposables } from '../ui/disposables.ts';
import { inWords } from '../ui/messages.ts';
import { abortSignal } from '../ui/progress.ts';
import { Busy } from '../subjects/busy.ts';
import type { Decorations } from './decorations.ts';
import { loadedBelow } from './nodes/node.ts';
import type { TreeContext, TreeNode } from './nodes/node.ts';
import { ServerNode } from './nodes/server.ts';
import { Refreshes } from './refreshes.ts';
import { clickCommand } from './rowCommand.ts';
import { subjectKey } from '../subjects/subject.ts';

/** Milliseconds in which rows that become busy are gathered: a bulk run touches thousands, two times each. */
const redrawPause = 50;

/** The rows of the view *Servers*. */
export class TreeProvider implements vscode.TreeDataProvider<TreeNode> {
  readonly #disposables = new Disposables();
  readonly #changed = this.#disposables.add(new Refreshes());
  readonly onDidChangeTreeData = this.#changed.onDidChange;
  readonly busy = this.#disposables.add(new Busy());
  readonly #servers: Servers;
  readonly #decorations: Decorations;
  readonly #gone = this.#disposables.add(new vscode.EventEmitter<{ node: TreeNode; next: TreeNode }>());
  /** A row went; `next` is the one in its place. */
  readonly onDidGo = this.#gone.event;
  readonly #context: TreeContext = {
    busy: this.busy,
    refresh: node => this.#changed.fire(node),
    gone: (node, next) => this.#gone.fire({ node, next }),
  };
  /** Rows to be drawn anew, by their `subjectKey`. */
  readonly #stale = new Set<string>();
  #redrawing: NodeJS.Timeout | undefined;
  #roots = new Map<Server, ServerNode>();

  constructor(servers: Servers, decorations: Decorations) {
    this.#servers = servers;
    this.#decorations = decorations;
    this.#disposables.add(servers.onDidChange(() => this.#changed.fire(undefined)));
    this.#disposables.add(servers.onDidChangeState(server => this.#refresh(this.#roots.get(server))));
    this.#disposables.add(this.busy.onDidChange(key => this.#redrawSoon(key)));
  }

  getChildren(node?: TreeNode): Promise<TreeNode[]> {
    return this.#changed.during(node, async () => [...(node ? await node.children() : this.roots())]);
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    const item = node.item();
    item.id = node.id;
    if (node.click) item.command = clickCommand;
    if (item.collapsibleState === vscode.TreeItemCollapsibleState.Expanded) this.#changed.expect(node);
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

  /** One a server, in the order of the settings. A single server is open from the start. */
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

  /** Frees what was loaded below; VS Code forgets its copies as it asks for the row anew. */
  closed(node: TreeNode): void {
    node.expanded = false;
    for (const below of [...loadedBelow(node)].reverse()) below.free?.();
    this.#changed.fire(node);
  }

  dispose(): void {
    clearTimeout(this.#redrawing);
    for (const root of this.#roots.values()) root.dispose();
    this.#disposables.dispose();
  }

  #refresh(node: TreeNode | undefined): void {
    if (node) this.#changed.fire(node);
  }

  #redrawSoon(key: string): void {
    this.#stale.add(key);
    this.#redrawing ??= setTimeout(() => this.#redraw(), redrawPause);
  }

  #redraw(): void {
    this.#redrawing = undefined;
    for (const root of this.#roots.values())
      for (const node of loadedBelow(root))
        if (node.subject && this.#stale.has(subjectKey(node.subject))) this.#changed.fire(node);
    this.#stale.clear();
  }
}
