import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import type { Node, ParseError } from 'jsonc-parser';
import * as vscode from 'vscode';
import type { DocumentProblem } from '../../model/document.ts';
import type { DocumentPlace } from '../kind.ts';

/** What is wrong in the text of a document, and what is good to know of parts of it. `base`: the text that was edited. */
export async function diagnosticsOf(
  place: DocumentPlace,
  document: vscode.TextDocument,
  base: string | undefined,
  refused: ReadonlyMap<string, string>,
): Promise<vscode.Diagnostic[]> {
  const { problems, notes } = await findIn(place, document.getText(), base, refused);
  const toDiagnostic = (severity: vscode.DiagnosticSeverity) => (problem: DocumentProblem) => {
    const { offset, length, message } = problem;
    const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
    const diagnostic = new vscode.Diagnostic(range, message, severity);
    diagnostic.source = 'Nextcloud Admin';
    // VS Code shows what a note is about fainter.
    if (severity === vscode.DiagnosticSeverity.Hint) diagnostic.tags = [vscode.DiagnosticTag.Unnecessary];
    return diagnostic;
  };
  return [
    ...problems.map(toDiagnostic(vscode.DiagnosticSeverity.Error)),
    ...notes.map(toDiagnostic(vscode.DiagnosticSeverity.Hint)),
  ];
}

/** Broken syntax is left to VS Code's own JSON support, which marks it already. */
async function findIn(
  { id, kind }: DocumentPlace,
  text: string,
  base: string | undefined,
  refused: ReadonlyMap<string, string>,
): Promise<InText> {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors);
  if (!root || errors.length > 0) return { problems: [], notes: [] };
  const read = kind.read(text, id);
  if ('problems' in read) return { problems: read.problems, notes: [] };
  const known = () => {
    const before = base === undefined ? undefined : kind.read(base, id);
    return before && 'document' in before ? before.document : undefined;
  };
  // One problem per field, as in the form: ours is more precise than the server's.
  const byField = new Map([...refused, ...(await kind.problems(read.document, id, known))]);
  const inText = (texts: ReadonlyMap<string, string>) =>
    [...texts].map(([field, message]) => ({ ...placeOf(root, kind.pathOf(field)), message }));
  return { problems: inText(byField), notes: inText(await kind.notes(read.document, id)) };
}

interface InText {
  problems: DocumentProblem[];
  notes: DocumentProblem[];
}

/** The value at a path; the whole document where the text lacks it. */
function placeOf(root: Node, path: string[]): { offset: number; length: number } {
  const { offset, length } = findNodeAtLocation(root, path) ?? root;
  return { offset, length };
}
