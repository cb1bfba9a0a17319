import * as vscode from 'vscode';
import type { RunDesk } from '../../runs/desk.ts';
import type { Server } from '../../servers/server.ts';
import type { Busy } from '../../subjects/busy.ts';
import type { CommandId } from '../../ui/commands.ts';
import type { Subject } from '../../subjects/subject.ts';

/** Shared by all nodes. */
export interface TreeContext {
  busy: Busy;
  desk: RunDesk;
  /** Redraws the node and the open rows below it. */
  refresh(node: TreeNode): void;
  /** Reports a row that disappeared; `next` is the one in its place. */
  gone(node: TreeNode, next: TreeNode): void;
}

/** A row of the tree. */
export abstract class TreeNode {
  /** Unique in the tree, and stable, so that VS Code keeps rows expanded and selected. */
  readonly id: string;
  readonly parent: TreeNode | undefined;
  readonly context: TreeContext;
  /** Whether a branch is open. VS Code applies what the item says each time the row is redrawn. */
  expanded = false;

  constructor(context: TreeContext, id: string, parent?: TreeNode) {
    this.context = context;
    this.id = id;
    this.parent = parent;
  }

  /** The target of actions on this row, if it has any. */
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

  /** Never throws: an error becomes a row. */
  children(): Promise<readonly TreeNode[]> {
    return Promise.resolve([]);
  }

  /** The children already loaded; sends no request. */
  loaded(): readonly TreeNode[] {
    return [];
  }

  /** Loaded when first shown. */
  tooltip?(signal: AbortSignal): Promise<vscode.MarkdownString>;

  /** Frees what was loaded, after the branch was collapsed. */
  free?(): void;
}

/** The last word of a row's context value: our role on the server. Empty for administrators, who may do everything. */
export function roleWord({ role }: Server): string {
  return role === undefined || role === 'admin' ? '' : `as:${role};`;
}

/** The node and all loaded nodes below it. */
export function* loadedBelow(node: TreeNode): Generator<TreeNode> {
  yield node;
  for (const child of node.loaded()) yield* loadedBelow(child);
}
