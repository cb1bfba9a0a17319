import { parseTree } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';
import * as vscode from 'vscode';
import { hidden, parseConfig } from '../../model/config/document.ts';
import { commandName, commandTitles } from '../../ui/commands.ts';

/** Above the document, what reveals its secrets, and above each secret, what reveals that one. */
export function revealLenses(document: vscode.TextDocument): vscode.CodeLens[] {
  const text = document.getText();
  const read = parseConfig(text);
  const root = 'document' in read ? parseTree(text) : undefined;
  if (!root || !('document' in read)) return [];
  const secrets = (root.children ?? []).filter(property => read.document.get(nameOf(property)) === hidden);
  if (secrets.length === 0) return [];
  return [
    lens(document, root, commandTitles.revealSecrets),
    ...secrets.map(property =>
      lens(document, property, vscode.l10n.t('Reveal Secret Value…'), nameOf(property)),
    ),
  ];
}

const nameOf = ({ children }: Node): string => String(children?.[0]?.value);

function lens(document: vscode.TextDocument, { offset }: Node, title: string, key?: string): vscode.CodeLens {
  const start = document.positionAt(offset);
  const command = commandName('revealSecrets');
  return new vscode.CodeLens(new vscode.Range(start, start), {
    title,
    command,
    arguments: [document.uri, ...(key === undefined ? [] : [key])],
  });
}
