import * as vscode from 'vscode';

const openRow = 'nextcloudAdmin.openRow';

/** How long a redrawn branch may take to report its selection again. Seen in 1.100.3 and 1.139.1. */
const redrawMs = 1000;

/** Pause between two looks at the selection: there is no event that fires in every case. */
const pollMs = 20;

/**
 * The command to give VS Code for a row. VS Code forgets the arguments of a row's command as soon as the row is redrawn, so a
 * click at that moment would run without them (1.100.3, 1.139.1). This one has no arguments and uses the selection instead.
 */
export function withoutArguments(command: vscode.Command): vscode.Command {
  return { command: openRow, title: command.title };
}

/** Runs the command of the selected row. */
export function registerRowCommand(view: vscode.TreeView<{ item(): vscode.TreeItem }>): vscode.Disposable {
  return vscode.commands.registerCommand(openRow, async () => {
    const node = await selectedRow(view);
    const command = node?.item().command;
    if (command)
      await vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
  });
}

async function selectedRow<Row>(view: vscode.TreeView<Row>): Promise<Row | undefined> {
  for (const end = Date.now() + redrawMs; ;) {
    const [node] = view.selection;
    if (node || Date.now() > end) return node;
    await new Promise(resolve => setTimeout(resolve, pollMs));
  }
}
