import * as vscode from 'vscode';

// How VS Code reads and saves documents, as far as it can only be worked around by time.
// Seen in VS Code 1.100.3 and 1.139.1.

/** VS Code asks for `stat` and the content one right after the other: within this time one answer serves both. */
export const oneOpeningMs = 1000;

/** VS Code ignores a change announced while it ends a save; after this time it no longer does. */
const saveEndsMs = 50;

/** VS Code announces a finished save within this time, but never one of `vscode.workspace.fs.writeFile`. */
const saveAnnouncedMs = 10_000;

/** VS Code goes on reading a document whose tab was closed meanwhile; by this time it has. */
const readAfterClosingMs = 500;

/** VS Code reads a document again within this time after a change was announced, even on a busy machine. */
const rereadMs = 10_000;

/**
 * VS Code waits 1.75 s for participants of a save, then saves without them. A form that does not answer within this time
 * is not waited for, which leaves time to apply the edits that it sent before.
 */
export const handOverMs = 1250;

/** Runs `task` when VS Code would notice a change that is announced for the document that it is saving. */
export function afterSave(document: vscode.TextDocument, task: () => void): void {
  const listening = vscode.workspace.onDidSaveTextDocument(saved => {
    if (saved !== document) return;
    listening.dispose();
    setTimeout(task, saveEndsMs);
  });
  setTimeout(() => void listening.dispose(), saveAnnouncedMs);
}

/** Runs `task` when VS Code has read the document whose tab is being closed. */
export function afterClosing(task: () => void): void {
  setTimeout(task, readAfterClosingMs);
}

/** Settles when VS Code has read the document again after a change was announced, or closed it instead. */
export async function rereadOf(document: vscode.TextDocument): Promise<void> {
  let listening: vscode.Disposable | undefined;
  let timer: NodeJS.Timeout | undefined;
  await new Promise<void>(resolve => {
    listening = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument(change => {
        if (change.document === document && change.contentChanges.length > 0) resolve();
      }),
      vscode.workspace.onDidCloseTextDocument(closed => {
        if (closed === document) resolve();
      }),
    );
    timer = setTimeout(resolve, rereadMs);
  });
  listening?.dispose();
  clearTimeout(timer);
}
