import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import type { Node, ParseError } from 'jsonc-parser';
import * as vscode from 'vscode';
import type { DocumentProblem } from '../../model/document.ts';
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
    this.add(vscode.workspace.onDidOpenTextDocument(document => this.#check(document)));
    this.add(vscode.workspace.onDidChangeTextDocument(({ document }) => this.#check(document)));
    this.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#collection.delete(uri)));
    this.add(store.onDidChangeRefused(uri => this.#checkOpen(uri)));
    vscode.workspace.textDocuments.forEach(document => this.#check(document));
  }

  #checkOpen(uri: vscode.Uri): void {
    const open = openDocument(uri);
    if (open) this.#check(open);
  }

  /** `undefined`: the document is still open after its server was removed. */
  #placeOf(uri: vscode.Uri): DocumentPlace | undefined {
    try {
      return this.#store.place(uri);
    } catch {
      return undefined;
    }
  }

  #check(document: vscode.TextDocument): void {
    if (document.uri.scheme !== scheme) return;
    const place = this.#placeOf(document.uri);
    if (!place) return;
    const refused = document.isDirty ? this.#store.refused(document.uri) : new Map<string, string>();
    const problems = problemsIn(place, document.getText(), refused);
    this.#collection.set(
      document.uri,
      problems.map(({ offset, length, message }) => {
        const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
        const diagnostic = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Error);
        diagnostic.source = 'Nextcloud Admin';
        return diagnostic;
      }),
    );
  }
}

/** Broken syntax is left to VS Code's own JSON support, which marks it already. */
function problemsIn(
  { id, kind }: DocumentPlace,
  text: string,
  refused: ReadonlyMap<string, string>,
): DocumentProblem[] {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors);
  if (!root || errors.length > 0) return [];
  const read = kind.read(text, id);
  if ('problems' in read) return read.problems;
  // One problem per field, as in the form: ours is more precise than the server's.
  const byField = new Map([...refused, ...kind.problems(read.document)]);
  return [...byField].map(([field, message]) => ({ ...placeOf(root, kind.pathOf(field)), message }));
}

/** The value at a path; the whole document where the text lacks it. */
function placeOf(root: Node, path: string[]): { offset: number; length: number } {
  const { offset, length } = findNodeAtLocation(root, path) ?? root;
  return { offset, length };
}
