import * as vscode from 'vscode';
import type { DocumentValue } from '../model/document.ts';
import { smallestChange, withValues } from '../model/textEdits.ts';

/** Writes values into an open document as one undo step; does nothing if it holds them already. */
export async function editValues(
  document: vscode.TextDocument,
  values: Readonly<Record<string, DocumentValue>>,
): Promise<void> {
  const before = document.getText();
  const change = smallestChange(before, withValues(before, values));
  if (!change) return;
  const { offset, length, text } = change;
  const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, text);
  await vscode.workspace.applyEdit(edit);
}
