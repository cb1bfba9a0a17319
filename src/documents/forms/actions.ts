import * as vscode from 'vscode';

/** Shows the same document as text beside its form. */
export function showText(uri: vscode.Uri): Thenable<unknown> {
  return vscode.commands.executeCommand('vscode.openWith', uri, 'default', vscode.ViewColumn.Beside);
}
