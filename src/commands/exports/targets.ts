import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { throwIfAborted } from '../../ocs/transport/clock.ts';
import type { MessageButton } from '../../ui/messages.ts';
import { streamTo } from '../../keep/files/streamTo.ts';

/** Where an export goes. */
export interface ExportTarget {
  /** For messages: the file's name. */
  label?: string;
  /** Writes all of it or nothing. Throws what `chunks` throws, and errors of the file system. */
  write(chunks: AsyncIterable<string>, signal: AbortSignal): Promise<void>;
  /** Offered when it is done. */
  next?: MessageButton;
}

/** The most that is put into an editor, in characters. VS Code turns off highlighting and more beyond that. */
const mostInEditor = 5_000_000;

/** A local file is written as the text comes; other file systems take it as a whole. */
export function fileTarget(uri: vscode.Uri): ExportTarget {
  const { scheme, fsPath, path } = uri;
  return {
    label: path.split('/').at(-1) ?? path,
    async write(chunks, signal) {
      if (scheme === 'file') return streamTo(fsPath, chunks, signal);
      const text = await collect(chunks);
      throwIfAborted(signal);
      await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
    },
    next: {
      title: vscode.l10n.t('Open'),
      run: () => vscode.commands.executeCommand('vscode.open', uri),
    },
  };
}

export const editorTarget = (language: string | undefined): ExportTarget => ({
  async write(chunks, signal) {
    const content = await collect(chunks, mostInEditor);
    throwIfAborted(signal);
    const document = await vscode.workspace.openTextDocument({ content, ...(language && { language }) });
    await vscode.window.showTextDocument(document);
  },
});

async function collect(chunks: AsyncIterable<string>, most = Infinity): Promise<string> {
  const parts: string[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    length += chunk.length;
    if (length > most)
      throw new Error(vscode.l10n.t('The export is too large for the editor. Save it to a file instead.'));
  }
  return parts.join('');
}

/** A name for the new file, in the first folder of the workspace or at home. */
export function suggestedFile(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
  return vscode.Uri.joinPath(folder, name);
}
