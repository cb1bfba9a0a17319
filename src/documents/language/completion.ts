import { getLocation } from 'jsonc-parser';
import type { Location } from 'jsonc-parser';
import * as vscode from 'vscode';
import { scheme } from '../../servers/uris.ts';
import { abortSignal } from '../../ui/progress.ts';
import type { Suggestion } from '../../webview/protocol.ts';
import type { DocumentStore } from '../store.ts';

/** Completes values in the JSON text of a document, such as with what exists on the server. */
export function registerCompletion(store: DocumentStore): vscode.Disposable {
  return vscode.languages.registerCompletionItemProvider(
    { scheme, language: 'json' },
    {
      async provideCompletionItems(document, position, token) {
        const { kind, server } = store.place(document.uri);
        const location = getLocation(document.getText(), document.offsetAt(position));
        const suggest = location.isAtPropertyKey ? undefined : kind.suggestionsFor(String(location.path[0]));
        if (!suggest) return undefined;
        const { range, query } = valueAt(document, position, location);
        const found = await suggest(server, query, abortSignal(token)).catch(() => []);
        // Incomplete, as more letters may find something else on the server.
        return new vscode.CompletionList(
          found.map(suggestion => item(suggestion, range)),
          true,
        );
      },
    },
    '"',
  );
}

/** The text that a suggestion replaces, and the part of it before the cursor. */
function valueAt(document: vscode.TextDocument, position: vscode.Position, { previousNode }: Location) {
  if (previousNode?.type !== 'string') return { range: new vscode.Range(position, position), query: '' };
  const start = document.positionAt(previousNode.offset);
  const range = new vscode.Range(start, document.positionAt(previousNode.offset + previousNode.length));
  return { range, query: document.getText(new vscode.Range(start, position)).replaceAll('"', '') };
}

function item({ value, label, detail }: Suggestion, range: vscode.Range): vscode.CompletionItem {
  const completion = new vscode.CompletionItem(
    detail === undefined ? label : { label, description: detail },
    vscode.CompletionItemKind.Value,
  );
  completion.insertText = JSON.stringify(value);
  completion.filterText = JSON.stringify(`${value} ${label}`);
  completion.range = range;
  return completion;
}
