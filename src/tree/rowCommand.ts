import * as vscode from 'vscode';
import type { TreeNode } from './nodes/node.ts';

const openRow = 'nextcloudAdmin.openRow';

/** Milliseconds in which a branch that is being drawn anew has its rows again. */
const redraw = 1000;

/**
 * What a click on a row runs. VS Code forgets the arguments of a row's command as soon as the row is drawn anew, and a click
 * at that moment would find none; so the command has no arguments and takes the row that the click has selected.
 */
export function withoutArguments(command: vscode.Command): vscode.Command {
  return { command: openRow, title: command.title };
}

/** Runs the command of the selected row. */
export function registerRowCommand(view: vscode.TreeView<TreeNode>): vscode.Disposable {
  return vscode.commands.registerCommand(openRow, async () => {
    const node = await selectedRow(view);
    const command = node?.item().command;
    if (command)
      await vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
  });
}

async function selectedRow(view: vscode.TreeView<TreeNode>): Promise<TreeNode | undefined> {
  for (const end = Date.now() + redraw; ;) {
    const [node] = view.selection;
    if (node || Date.now() > end) return node;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
