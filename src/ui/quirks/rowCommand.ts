import type * as vscode from 'vscode';
import { commandName, commandTitles } from '../commands.ts';

/** How long a redrawn branch may take to report its selection again. Seen in 1.100.3 and 1.139.1. */
const redrawMs = 1000;

/** Pause between two looks at the selection: there is no event that fires in every case. */
const pollMs = 20;

/**
 * The command of every row that a click does something to. VS Code forgets the arguments of a row's command as soon as the
 * row is redrawn, so a click at that moment would run without them (1.100.3, 1.139.1). This one uses the selection instead.
 */
export const clickCommand: vscode.Command = {
  command: commandName('openRow'),
  title: commandTitles.openRow,
};

/** The row that a click has selected. */
export async function selectedRow<Row>(view: vscode.TreeView<Row>): Promise<Row | undefined> {
  for (const end = Date.now() + redrawMs; ;) {
    const [node] = view.selection;
    if (node || Date.now() > end) return node;
    await new Promise(resolve => setTimeout(resolve, pollMs));
  }
}
