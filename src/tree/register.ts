import * as vscode from 'vscode';
import type { RunDesk } from '../runs/desk.ts';
import type { Services } from '../servers/services.ts';
import { Focus } from '../ui/quirks/focus.ts';
import type { Busy } from '../subjects/busy.ts';
import { Decorations } from './decorations.ts';
import { UsersOntoGroup } from './drop.ts';
import type { TreeNode } from './nodes/node.ts';
import { TreeProvider } from './provider.ts';
import type { GroupSubject, UserSubject } from '../subjects/subject.ts';

export const viewId = 'nextcloudAdmin.servers';

export interface Tree {
  view: vscode.TreeView<TreeNode>;
  provider: TreeProvider;
  busy: Busy;
  focus: Focus<TreeNode>;
  onDrop: vscode.Event<{ users: UserSubject[]; group: GroupSubject }>;
}

/** The view in the sidebar. No server receives a request before its row is expanded on screen. */
export function registerTree(
  { context, servers }: Pick<Services, 'context' | 'servers'>,
  desk: RunDesk,
  busy: Busy,
): Tree {
  const decorations = new Decorations();
  const provider = new TreeProvider(servers, desk, busy, decorations);
  const dropped = new vscode.EventEmitter<{ users: UserSubject[]; group: GroupSubject }>();
  const view = vscode.window.createTreeView<TreeNode>(viewId, {
    treeDataProvider: provider,
    canSelectMany: true,
    showCollapseAll: true,
    dragAndDropController: new UsersOntoGroup((users, group) => dropped.fire({ users, group })),
  });
  const focus = new Focus(view, provider.onDidGo);
  context.subscriptions.push(
    view,
    focus,
    provider,
    decorations,
    dropped,
    vscode.window.registerFileDecorationProvider(decorations),
    view.onDidExpandElement(({ element }) => provider.opened(element)),
    view.onDidCollapseElement(({ element }) => provider.closed(element)),
  );
  return { view, provider, busy, focus, onDrop: dropped.event };
}
