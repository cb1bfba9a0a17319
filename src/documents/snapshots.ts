import * as vscode from 'vscode';
import { inWords } from '../ui/messages.ts';
import { scheme } from '../servers/uris.ts';
import type { DocumentStore } from './store.ts';

const snapshotScheme = `${scheme}-snapshot`;

/** The same object as a read-only text: one side of a comparison, which two forms could not show. */
export function snapshotUri(uri: vscode.Uri): vscode.Uri {
  return uri.with({ scheme: snapshotScheme });
}

/** Provides the texts behind `snapshotUri`: what the server holds when they are opened. */
export function registerSnapshots(store: DocumentStore): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(snapshotScheme, {
    provideTextDocumentContent: async uri => {
      try {
        return (await store.load(store.place(uri.with({ scheme })))).text;
      } catch (error) {
        return inWords(error);
      }
    },
  });
}
