import * as vscode from 'vscode';
import { plainLine } from './plain.ts';

export interface Progress {
  readonly signal: AbortSignal;
  /** Replaces the text beside the title and, with `done` of `total`, moves the bar. */
  report: (message: string, done?: { done: number; total: number }) => void;
}

/** Converts a cancellation token of VS Code to an AbortSignal for the client. */
export function abortSignal(token: vscode.CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}

/** Runs `task` with a notification that has a *Cancel* button. */
export function withProgress<T>(title: string, task: (progress: Progress) => Promise<T>): Thenable<T> {
  return run(
    { location: vscode.ProgressLocation.Notification, title: plainLine(title), cancellable: true },
    task,
  );
}

/** A task that takes longer gets a notification. */
const lateMs = 1000;

/** Like `withProgress`, but shows nothing for tasks that end within a second. */
export async function withLateProgress<T>(
  title: string,
  task: (progress: Progress) => Promise<T>,
): Promise<T> {
  const abort = new AbortController();
  let last: Parameters<Progress['report']> | undefined;
  let show: Progress['report'] = (...report) => (last = report);
  const running = task({ signal: abort.signal, report: (...report) => show(...report) });
  const timer = setTimeout(() => {
    void withProgress(title, async ({ signal, report }) => {
      signal.addEventListener('abort', () => abort.abort());
      if (last) report(...last);
      show = report;
      await running.catch(() => undefined);
    });
  }, lateMs);
  return running.finally(() => clearTimeout(timer));
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
