import * as vscode from 'vscode';
import type { Server } from '../../servers/server.ts';
import type { Busy } from '../../subjects/busy.ts';
import type { CommandId } from '../../ui/commands.ts';
import type { Subject } from '../../subjects/subject.ts';

/** What nodes share. */
export interface TreeContext {
  busy: Busy;
  /** Draws the node (and what is open below it) anew. */
  refresh(node: TreeNode): void;
  /** A row went; `next` is the one in its place. */
  gone(node: TreeNode, next: TreeNode): void;
}

/** One row of the tree, which answers for itself. */
export abstract class TreeNode {
  /** Unique in the tree and the same for the same place, so that VS Code keeps what is open and selected. */
  readonly id: string;
  readonly parent: TreeNode | undefined;
  readonly context: TreeContext;
  /** Whether a branch is open. VS Code takes what an item says of it each time the row is drawn anew. */
  expanded = false;

  constructor(context: TreeContext, id: string, parent?: TreeNode) {
    this.context = context;
    this.id = id;
    this.parent = parent;
  }

  /** What can be done something to, where there is such a thing. */
  get subject(): Subject | undefined {
    return undefined;
  }

  /** What a click does, unless it opens or closes the row. */
  get click(): CommandId | undefined {
    return undefined;
  }

  /** For the item of a branch. */
  get collapsibleState(): vscode.TreeItemCollapsibleState {
    const { Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
    return this.expanded ? Expanded : Collapsed;
  }

  /** Without `id`, `command` and `tooltip`, which the provider adds. */
  abstract item(): vscode.TreeItem;

  /** Never throws: what goes wrong is a row. */
  children(): Promise<readonly TreeNode[]> {
    return Promise.resolve([]);
  }

  /** The children that are there without asking anybody. */
  loaded(): readonly TreeNode[] {
    return [];
  }

  /** Loaded when it is first shown. */
  tooltip?(signal: AbortSignal): Promise<vscode.MarkdownString>;

  /** Forgets what was loaded, as the branch was closed. */
  free?(): void;
}

/** The last word of a row's context value: who we are there, unless an administrator, who may do everything. */
export function roleWord({ role }: Server): string {
  return role === undefined || role === 'admin' ? '' : `as:${role};`;
}

/** The node and everything loaded below it. */
export function* loadedBelow(node: TreeNode): Generator<TreeNode> {
  yield node;
  for (const child of node.loaded()) yield* loadedBelow(child);
}
