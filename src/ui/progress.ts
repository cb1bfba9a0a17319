import * as vscode from 'vscode';
import { plainLine } from './plain.ts';

export interface Progress {
  readonly signal: AbortSignal;
  /** Replaces the text beside the title; `done` of `total` moves the bar. */
  report(message: string, done?: { done: number; total: number }): void;
}

/** A VS Code cancellation token as the AbortSignal that the client takes. */
export function abortSignal(token: vscode.CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}

/** Runs `task` under a notification with *Cancel*. */
export function withProgress<T>(title: string, task: (progress: Progress) => Promise<T>): Thenable<T> {
  return run({ location: vscode.ProgressLocation.Notification, title: plainLine(title), cancellable: true }, task);
}

/** Runs `task` under a thin bar over the view. */
export function withViewProgress<T>(viewId: string, task: (progress: Progress) => Promise<T>): Thenable<T> {
  return run({ location: { viewId } }, task);
}

function run<T>(options: vscode.ProgressOptions, task: (progress: Progress) => Promise<T>): Thenable<T> {
  return vscode.window.withProgress(options, (bar, token) => {
    let percent = 0;
    return task({
      signal: abortSignal(token),
      report(message, part) {
        const reached = part === undefined || part.total === 0 ? percent : (100 * part.done) / part.total;
        bar.report({ message: plainLine(message), increment: reached - percent });
        percent = reached;
      },
    });
  });
}
