import * as vscode from 'vscode';
import { candidateAt } from './find/candidates.ts';
import { hoverSelector } from './hover.ts';
import { userKeys } from './settings.ts';

/** A text that may mean a user, and the expression for it in a program. */
export interface Pointed {
  text: string;
  expression?: string;
}

/** The characters of IDs, addresses and single names. */
const word = /[\p{L}\p{N}_.@'+-]+/u;

/** A variable or a chain of members. */
const expression = /\$?[\p{L}_][\p{L}\p{N}_]*(?:(?:\.|->|::|\?\.)[\p{L}_][\p{L}\p{N}_]*)*/u;

/** The longest text to look up, in UTF-16 units. */
const longest = 200;

/** What is selected or at the cursor; in files that name users, that name in its plain form. */
export function pointedAt({ document, selection }: vscode.TextEditor): Pointed | undefined {
  const isData = vscode.languages.match(hoverSelector, document) > 0;
  if (!selection.isEmpty) {
    const text = document.getText(selection).trim();
    if (!text || text.length > longest || text.includes('\n')) return undefined;
    return isData ? { text } : { text, expression: text };
  }
  const position = selection.active;
  const found = candidateAt(document, position.line, position.character, userKeys(document));
  if (found) return { text: found.text };
  const text = wordAt(document, position);
  if (!text) return undefined;
  const evaluated = isData ? undefined : expressionAt(document, position);
  return { text, ...(evaluated && { expression: evaluated }) };
}

function wordAt(document: vscode.TextDocument, position: vscode.Position): string | undefined {
  const range = document.getWordRangeAtPosition(position, word);
  // Punctuation of the sentence or string around it is not part of an ID.
  return range && document.getText(range).replaceAll(/^['.+-]+|['.+-]+$/g, '');
}

/** Up to the member that the cursor is on: `share.owner` of `share.owner.name`. */
function expressionAt(document: vscode.TextDocument, position: vscode.Position): string | undefined {
  const range = document.getWordRangeAtPosition(position, expression);
  if (!range) return undefined;
  const member = document.getWordRangeAtPosition(position, /[\p{L}\p{N}_$]+/u);
  return document.getText(range.with(undefined, member?.end));
}
