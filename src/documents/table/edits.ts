import * as vscode from 'vscode';
import { serializeTable } from '../../model/table/document.ts';
import type { TableDocument } from '../../model/table/types.ts';
import { smallestChange } from '../../model/textEdits.ts';

/** Makes an open document hold these edits, as one step of undo; does nothing if it holds them already. */
export async function replaceTable(document: vscode.TextDocument, edits: TableDocument): Promise<void> {
  const change = smallestChange(document.getText(), serializeTable(edits));
  if (!change) return;
  const { offset, length, text } = change;
  const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, text);
  await vscode.workspace.applyEdit(edit);
}
