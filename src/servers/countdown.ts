import * as vscode from 'vscode';
import type { Progress } from '../ui/progress.ts';
import type { Server } from './server.ts';

const tickMs = 1000;

/** While `task` runs, reports every second how long a rate limit still lasts. */
export async function withCountdown<T>(
  servers: Iterable<Server>,
  report: Progress['report'],
  task: () => Promise<T>,
): Promise<T> {
  const all = [...servers];
  const timer = setInterval(() => {
    const until = Math.max(0, ...all.map(({ waitingUntil }) => waitingUntil?.getTime() ?? 0));
    const left = Math.ceil((until - Date.now()) / 1000);
    if (left > 0) report(vscode.l10n.t('Rate limited by the server. Resuming in {0}', inMinutes(left)));
  }, tickMs);
  try {
    return await task();
  } finally {
    clearInterval(timer);
  }
}

/** Seconds as "9:05". */
function inMinutes(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
