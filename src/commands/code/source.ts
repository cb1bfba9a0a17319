import * as vscode from 'vscode';
import { loadCode, type CodeFiles, type CodeSource } from '../../keep/code/load.ts';
import type { CodePlace } from '../../keep/code/types.ts';
import { openDocument } from '../../ui/tabs.ts';

/** A file with what it includes, as the editors have them, and their texts. */
export interface LoadedCode extends CodeFiles {
  uri: vscode.Uri;
  rangeOf: (place: CodePlace) => vscode.Range;
}

/** Reads a file and what it includes; texts that are being edited as they are now. */
export async function loadFrom(uri: vscode.Uri): Promise<LoadedCode> {
  const texts = new Map<string, string>();
  const source: CodeSource = {
    async read(path) {
      const file = vscode.Uri.parse(path, true);
      const bytes = () => vscode.workspace.fs.readFile(file);
      const text = openDocument(file)?.getText() ?? Buffer.from(await bytes()).toString('utf8');
      texts.set(path, text);
      return text;
    },
    resolve: (from, include) => vscode.Uri.joinPath(vscode.Uri.parse(from, true), '..', include).toString(),
    nameOf: path => vscode.workspace.asRelativePath(vscode.Uri.parse(path, true)),
  };
  const { files, problems } = await loadCode(uri.toString(), source);
  return { uri, files, problems, rangeOf: place => rangeIn(texts.get(place.path) ?? '', place) };
}

function rangeIn(text: string, { offset, length }: CodePlace): vscode.Range {
  return new vscode.Range(positionIn(text, offset), positionIn(text, offset + length));
}

function positionIn(text: string, offset: number): vscode.Position {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  return new vscode.Position(lines.length - 1, lines.at(-1)?.length ?? 0);
}
