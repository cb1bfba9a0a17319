import * as vscode from 'vscode';

/** The document that a tab shows, as text or in a form. */
export function uriOf({ input }: vscode.Tab): vscode.Uri | undefined {
  const showsOne = input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText;
  return showsOne ? input.uri : undefined;
}
