import * as vscode from 'vscode';
import { scheme } from '../../servers/uris.ts';
import { abortSignal } from '../../ui/progress.ts';
import type { DocumentStore } from '../store.ts';

/** Completes values in the JSON text of a document, such as with what exists on the server, and names of fields. */
export function registerCompletion(store: DocumentStore): vscode.Disposable {
  return vscode.languages.registerCompletionItemProvider(
    { scheme, language: 'json' },
    {
      async provideCompletionItems(document, position, token) {
        const { complete } = await import('./complete.ts');
        return complete(store.place(document.uri), document, position, abortSignal(token));
      },
    },
    '"',
  );
}
