import * as vscode from 'vscode';

export const allTabs = (): vscode.Tab[] => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs);

/** The document that a tab shows as text or as a form. */
export function uriOf({ input }: vscode.Tab): vscode.Uri | undefined {
  const showsOne = input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText;
  return showsOne ? input.uri : undefined;
}

/** All documents that a tab shows; a comparison has two. */
export function urisOf(tab: vscode.Tab): vscode.Uri[] {
  const { input } = tab;
  if (input instanceof vscode.TabInputTextDiff) return [input.original, input.modified];
  const uri = uriOf(tab);
  return uri ? [uri] : [];
}

/** The document if VS Code has it loaded, which it may without a tab. */
export function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const key = uri.toString();
  return vscode.workspace.textDocuments.find(document => document.uri.toString() === key);
}
