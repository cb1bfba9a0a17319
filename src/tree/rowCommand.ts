import type * as vscode from 'vscode';
import { commandName, commandTitles } from '../ui/commands.ts';
import type { TreeNode } from './nodes/node.ts';

/** Milliseconds within which a branch that is being redrawn has its rows again. */
const redrawMs = 1000;

/**
 * The command of every row that a click does something to. VS Code forgets the arguments of a row's command as soon as the
 * row is redrawn, and a click at that moment would have none; so the command takes the row that the click has selected.
 */
export const clickCommand: vscode.Command = {
  command: commandName('openRow'),
  title: commandTitles.openRow,
};

export async function selectedRow(view: vscode.TreeView<TreeNode>): Promise<TreeNode | undefined> {
  for (const end = Date.now() + redrawMs; ;) {
    const [node] = view.selection;
    if (node || Date.now() > end) return node;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
