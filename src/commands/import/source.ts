import * as vscode from 'vscode';
import type { Encoding } from '../../model/tables/encoding.ts';
import { decodeBytes } from '../../model/tables/encoding.ts';
import type { Finding, FindingCode } from '../../model/tables/findings.ts';
import type { ReadTable } from '../../model/tables/readTable.ts';
import { readTable, tooLarge } from '../../model/tables/readTable.ts';
import { limits } from '../../model/tables/table.ts';
import { openDocument } from '../../ui/tabs.ts';

/** The text that is imported, as an editor has it. */
export interface Source {
  document: vscode.TextDocument;
  /** The name of the file, or of the editor. */
  name: string;
  /** The file behind it, unless its text was edited or has no file. */
  file?: { uri: vscode.Uri; encoding: Encoding };
  /** What is lost when VS Code opens a file, such as line ends that differ. */
  lost: Finding[];
}

/** With these, there is no text to show. */
const refusals: readonly FindingCode[] = ['tooLarge', 'empty', 'workbook', 'binary'];

function orRefuse(read: ReadTable, name: string): ReadTable {
  const found = read.findings.find(({ code }) => refusals.includes(code));
  if (found) throw new Error(vscode.l10n.t('“{0}” cannot be imported. {1}', name, found.message));
  return read;
}

/** VS Code may have taken the bytes of a file for another encoding, so they are decoded here first. */
export async function fromFile(uri: vscode.Uri): Promise<Source> {
  const name = uri.path.split('/').at(-1) ?? '';
  const open = openDocument(uri);
  if (open && (open.isDirty || open.isUntitled)) {
    orRefuse(readTable(open.getText()), name);
    return { document: open, name, lost: [] };
  }
  const { size } = await vscode.workspace.fs.stat(uri);
  const read = size > limits.bytes ? tooLarge() : readTable(await vscode.workspace.fs.readFile(uri));
  const { text, encoding = 'utf-8', bom, findings } = orRefuse(read, name);
  const document =
    (await openAs(uri, text, encoding, bom)) ??
    (await openText(text, uri.path.endsWith('.json') ? 'json' : 'csv'));
  const lost = findings.filter(({ code }) => code === 'mixedLineEnds');
  return { document, name, file: { uri, encoding }, lost };
}

export async function fromClipboard(): Promise<Source> {
  const text = await vscode.env.clipboard.readText();
  const { format, delimiter } = orRefuse(readTable(text), vscode.l10n.t('Clipboard'));
  const document = await openText(text, format === 'json' ? 'json' : delimiter === '\t' ? 'tsv' : 'csv');
  return { document, name: vscode.l10n.t('Clipboard'), lost: [] };
}

/** Opens a new, untitled text and shows it. Not every VS Code has these languages. */
export async function openText(
  content: string,
  language: 'csv' | 'tsv' | 'json',
): Promise<vscode.TextDocument> {
  const has = (await vscode.languages.getLanguages()).includes(language);
  const document = await vscode.workspace.openTextDocument({
    content,
    language: has ? language : 'plaintext',
  });
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

/** Reads the file of a source in another encoding, in the same editor. */
export async function decodeAgain({ document, file }: Source, encoding: Encoding): Promise<void> {
  if (!file) return;
  const { text, bom } = decodeBytes(await vscode.workspace.fs.readFile(file.uri), encoding);
  file.encoding = encoding;
  if (document.isUntitled) {
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, document.validateRange(new vscode.Range(0, 0, document.lineCount, 0)), text);
    await vscode.workspace.applyEdit(edit);
  } else if (document.isDirty || !(await openAs(file.uri, text, encoding, bom)))
    throw new Error(vscode.l10n.t('Save the file or revert it before you change its encoding.'));
}

/** `undefined` if VS Code cannot show the file with this text. */
async function openAs(
  uri: vscode.Uri,
  text: string,
  encoding: Encoding,
  bom = false,
): Promise<vscode.TextDocument | undefined> {
  const name = encoding === 'utf-8' && bom ? 'utf8bom' : encoding.replace('-', '');
  try {
    const document = await vscode.workspace.openTextDocument(uri, { encoding: name });
    return sameLines(document.getText()) === sameLines(text) ? document : undefined;
  } catch {
    return undefined;
  }
}

const sameLines = (text: string): string => text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n');
