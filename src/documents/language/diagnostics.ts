import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import type { Node, ParseError } from 'jsonc-parser';
import * as vscode from 'vscode';
import type { AccountFieldName } from '../../model/account.ts';
import { fieldProblem } from '../../model/checks.ts';
import { scheme } from '../../servers/uris.ts';
import { Disposables } from '../../ui/disposables.ts';
import type { AnyDocument, DocumentStore, Place } from '../store.ts';
import { readText } from '../store.ts';

/** Marks in the JSON text what would be refused, and what the server did refuse at the last save. */
export class Diagnostics extends Disposables {
  readonly #store: DocumentStore;
  readonly #collection = this.add(vscode.languages.createDiagnosticCollection('nextcloudAdmin'));

  constructor(store: DocumentStore) {
    super();
    this.#store = store;
    const { workspace } = vscode;
    this.add(workspace.onDidOpenTextDocument(document => this.#check(document)));
    this.add(workspace.onDidChangeTextDocument(({ document }) => this.#check(document)));
    this.add(workspace.onDidCloseTextDocument(({ uri }) => this.#collection.delete(uri)));
    this.add(store.onDidChangeRefused(uri => this.#checkOpen(uri)));
    workspace.textDocuments.forEach(document => this.#check(document));
  }

  #checkOpen(uri: vscode.Uri): void {
    const open = vscode.workspace.textDocuments.find(document => document.uri.toString() === uri.toString());
    if (open) this.#check(open);
  }

  /** None for what a server left open that has been removed since. */
  #placeOf(uri: vscode.Uri): Place | undefined {
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

interface Problem {
  offset: number;
  length: number;
  message: string;
}

/** A broken syntax is left to VS Code's own JSON support, which says so already. */
function problemsIn(place: Place, text: string, refused: ReadonlyMap<string, string>): Problem[] {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors);
  if (!root || errors.length > 0) return [];
  const read = readText(place, text);
  if ('problems' in read) return read.problems;
  // Once a field, as in the form: ours tells more of it than the server does.
  const byField = new Map([...refused, ...ownProblems(place, read.document)]);
  return [...byField].map(([field, message]) => ({ ...placeOf(root, field), message }));
}

function ownProblems({ target }: Place, document: AnyDocument): [string, string][] {
  if (target.kind !== 'user') return [];
  return Object.entries(document).flatMap(([name, value]) => {
    const problem = fieldProblem(name as AccountFieldName, value);
    return problem === undefined ? [] : [[name, problem]];
  });
}

/** The value of a field; of one that is not in the text, the whole of it. */
function placeOf(root: Node, field: string): { offset: number; length: number } {
  const { offset, length } = findNodeAtLocation(root, [field]) ?? root;
  return { offset, length };
}
