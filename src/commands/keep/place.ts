import * as vscode from 'vscode';
import { fileNameOf } from '../../keep/snapshot/fileNames.ts';
import type { Server } from '../../servers/server.ts';

/** In the workspace: what is decided about servers, for everybody who works on them. */
const folderName = '.nextcloud-admin';

/** The folder of a server in the workspace, the same for everybody who signs in to it; `undefined` without a workspace. */
export function workspaceFolderOf({ url }: Pick<Server, 'url'>): vscode.Uri | undefined {
  const root = vscode.workspace.workspaceFolders?.[0]?.uri;
  return root && vscode.Uri.joinPath(root, folderName, nameOf(url));
}

/** An address as a name of a folder: without its scheme. */
function nameOf(url: string): string {
  const { host, pathname } = new URL(url);
  return fileNameOf(`${host}${pathname}`.replace(/\/+$/, ''));
}

/** `undefined` if there is no such file. Throws what else the file system says. */
export async function readText(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return Buffer.from(await vscode.workspace.fs.readFile(uri)).toString('utf8');
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
    throw error;
  }
}

export async function writeText(uri: vscode.Uri, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
}

/**
 * Tells whenever somebody has changed a file in the workspace: here, or elsewhere (when the window is looked at again, too,
 * since not every file system can be watched). Watched from its root: VS Code looks for a folder that is not there yet only
 * every few seconds.
 */
export function watchFile(uri: vscode.Uri, tell: () => void): vscode.Disposable {
  const root = vscode.workspace.getWorkspaceFolder(uri)?.uri ?? vscode.Uri.joinPath(uri, '..');
  const path = uri.path.slice(root.path.replace(/\/$/, '').length + 1);
  const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(root, path));
  for (const event of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete]) event(tell);
  return vscode.Disposable.from(
    watcher,
    vscode.workspace.onDidSaveTextDocument(saved => saved.uri.toString() === uri.toString() && tell()),
    vscode.window.onDidChangeWindowState(({ focused }) => focused && tell()),
  );
}
