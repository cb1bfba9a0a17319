import * as vscode from 'vscode';
import type { TreeNode } from './nodes/node.ts';

/**
 * What a key is pressed on: the selected rows if the focus is on one of them, else the row with the focus.
 * Arrow keys move the focus and leave the selection behind; extensions are told of the selection only. So VS Code is made to
 * add the focused row to it (or to take it off), which shows which one it is, and to do that once more.
 */
export async function rowsUnderFocus(view: vscode.TreeView<TreeNode>): Promise<readonly TreeNode[]> {
  const selected = view.selection;
  await vscode.commands.executeCommand('list.toggleSelection');
  const toggled = view.selection;
  await vscode.commands.executeCommand('list.toggleSelection');
  const focused = toggled.find(node => !selected.includes(node));
  return focused ? [focused] : selected;
}
