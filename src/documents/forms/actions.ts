import * as vscode from 'vscode';
import type { OpenForm } from './formKind.ts';

/** What the button that reads again does: for the document, and for what is shown beside it. */
export function readAgain(refresh: (uri: vscode.Uri) => Promise<void>) {
  return async (form: OpenForm<unknown>): Promise<void> => {
    await Promise.all([refresh(form.document.uri), form.askExtras()]);
  };
}

/** Shows the same document as text beside its form. */
export function showText(uri: vscode.Uri): Thenable<unknown> {
  return vscode.commands.executeCommand('vscode.openWith', uri, 'default', vscode.ViewColumn.Beside);
}
