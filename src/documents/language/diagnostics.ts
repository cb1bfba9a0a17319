import * as vscode from 'vscode';
import { scheme } from '../../servers/uris.ts';
import { Disposables } from '../../ui/disposables.ts';
import { openDocument } from '../../ui/tabs.ts';
import type { DocumentPlace } from '../kind.ts';
import type { DocumentStore } from '../store.ts';

/** Marks in the JSON text what a save would be refused for, and what the server refused at the last save. */
export class Diagnostics extends Disposables {
  readonly #store: DocumentStore;
  readonly #collection = this.add(vscode.languages.createDiagnosticCollection('nextcloudAdmin'));

  constructor(store: DocumentStore) {
    super();
    this.#store = store;
    this.add(vscode.workspace.onDidOpenTextDocument(document => void this.#check(document)));
    this.add(vscode.workspace.onDidChangeTextDocument(({ document }) => void this.#check(document)));
    this.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#collection.delete(uri)));
    this.add(store.onDidChangeRefused(uri => this.#checkOpen(uri)));
    vscode.workspace.textDocuments.forEach(document => void this.#check(document));
  }

  #checkOpen(uri: vscode.Uri): void {
    const open = openDocument(uri);
    if (open) void this.#check(open);
  }

  /** `undefined`: the document is still open after its server was removed. */
  #placeOf(uri: vscode.Uri): DocumentPlace | undefined {
    try {
      return this.#store.place(uri);
    } catch {
      return undefined;
    }
  }

  async #check(document: vscode.TextDocument): Promise<void> {
    if (document.uri.scheme !== scheme) return;
    const place = this.#placeOf(document.uri);
    if (!place) return;
    const { version } = document;
    const { diagnosticsOf } = await import('./check.ts');
    const refused = document.isDirty ? this.#store.refused(document.uri) : new Map<string, string>();
    const found = await diagnosticsOf(place, document, this.#store.bases.known(document.uri), refused);
    if (document.version === version && !document.isClosed) this.#collection.set(document.uri, found);
  }
}
