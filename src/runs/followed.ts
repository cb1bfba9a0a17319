import * as vscode from 'vscode';
import { withCountdown } from '../servers/countdown.ts';
import type { Server } from '../servers/server.ts';
import type { Progress } from '../ui/progress.ts';
import type { RunDesk } from './desk.ts';
import { duration } from './duration.ts';
import type { EndedRun, LiveRun } from './liveRun.ts';

/** Applies what is left of a plan, with all that failed if `retryFailed`. Reports how far it is; aborting `signal` cancels it. */
export async function applyFollowed(
  desk: RunDesk,
  server: Server,
  id: string,
  retryFailed: boolean,
  { signal, report }: Progress,
): Promise<EndedRun> {
  const cancel = () => desk.live(server, id)?.control.cancel();
  signal.addEventListener('abort', cancel);
  const show = desk.onDidChange(({ run }) => run === id && showProgress(desk.live(server, id), report));
  try {
    return await withCountdown([server], report, () => desk.apply(server, id, retryFailed));
  } finally {
    signal.removeEventListener('abort', cancel);
    show.dispose();
  }
}

function showProgress(live: LiveRun | undefined, report: Progress['report']): void {
  if (!live?.progress) return;
  const { total, left, remainingMs } = live.progress;
  const counts = vscode.l10n.t('{0} of {1}', total - left, total);
  const rest = live.control.isPaused
    ? vscode.l10n.t('paused')
    : remainingMs !== undefined && vscode.l10n.t('{0} left', duration(remainingMs));
  report([counts, rest].filter(Boolean).join(' · '), { done: total - left, total });
}
