import { getLocation, parseTree } from 'jsonc-parser';
import type { Location } from 'jsonc-parser';
import * as vscode from 'vscode';
import type { Suggestion } from '../../webview/protocol.ts';
import type { DocumentPlace } from '../kind.ts';

/** What may stand at a position in the JSON text of a document. */
export async function complete(
  place: DocumentPlace,
  document: vscode.TextDocument,
  position: vscode.Position,
  signal: AbortSignal,
): Promise<vscode.CompletionList | vscode.CompletionItem[] | undefined> {
  const { kind, server } = place;
  const location = getLocation(document.getText(), document.offsetAt(position));
  if (location.isAtPropertyKey)
    return location.path.length === 1 ? fieldItems(place, document, position, location, signal) : undefined;
  const suggest = kind.suggestionsFor(String(location.path[0]));
  if (!suggest) return undefined;
  const { range, query } = valueAt(document, position, location);
  const found = await suggest(server, query, signal).catch(() => []);
  // Incomplete, as more letters may find something else on the server.
  return new vscode.CompletionList(
    found.map(suggestion => suggestionItem(suggestion, range)),
    true,
  );
}

/** The fields that the text lacks. */
async function fieldItems(
  place: DocumentPlace,
  document: vscode.TextDocument,
  position: vscode.Position,
  location: Location,
  signal: AbortSignal,
): Promise<vscode.CompletionItem[]> {
  const { range } = valueAt(document, position, location);
  const found = await place.kind.suggestFields(place, signal).catch(() => []);
  const fields = parseTree(document.getText())?.children ?? [];
  const present = new Set(fields.map(({ children }) => String(children?.[0]?.value)));
  const hasValue = /^\s*:/.test(document.getText().slice(document.offsetAt(range.end)));
  return found
    .filter(({ value }) => !present.has(value))
    .map(suggestion => {
      const field = suggestionItem(suggestion, range);
      field.kind = vscode.CompletionItemKind.Property;
      if (!hasValue)
        field.insertText = new vscode.SnippetString()
          .appendText(`${JSON.stringify(suggestion.value)}: "`)
          .appendTabstop(0)
          .appendText('"');
      return field;
    });
}

/** The text that a suggestion replaces, and the part of it before the cursor. */
export function valueAt(
  document: vscode.TextDocument,
  position: vscode.Position,
  { previousNode }: Location,
): { range: vscode.Range; query: string } {
  const nothing = { range: new vscode.Range(position, position), query: '' };
  if (previousNode?.type !== 'string' && previousNode?.type !== 'property') return nothing;
  const start = document.positionAt(previousNode.offset);
  const range = new vscode.Range(start, document.positionAt(previousNode.offset + previousNode.length));
  if (!range.contains(position)) return nothing;
  return { range, query: document.getText(new vscode.Range(start, position)).replaceAll('"', '') };
}

export function suggestionItem(
  { value, label, detail }: Suggestion,
  range: vscode.Range,
): vscode.CompletionItem {
  const completion = new vscode.CompletionItem(
    detail === undefined ? label : { label, description: detail },
    vscode.CompletionItemKind.Value,
  );
  completion.insertText = JSON.stringify(value);
  completion.filterText = JSON.stringify(`${value} ${label}`);
  completion.range = range;
  return completion;
}
