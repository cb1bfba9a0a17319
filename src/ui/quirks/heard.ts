import * as vscode from 'vscode';

let asked = 0;

/**
 * Settles when VS Code has carried out everything set on a quick pick before, and all events that this caused have arrived.
 * No event says so, and no fixed delay is long enough on a slow connection (1.100.3, 1.139.1).
 */
export async function heard(): Promise<void> {
  // Property changes are sent in a timer of their own. The command follows on the same channel, so its answer comes last.
  await new Promise(resolve => setTimeout(resolve, 0));
  await vscode.commands.executeCommand('setContext', 'nextcloudAdmin.drawn', ++asked);
}
