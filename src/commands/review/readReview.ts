import * as vscode from 'vscode';
import type { CollectedInstance } from '../../keep/instance/state.ts';
import { usualLimits } from '../../keep/review/instance.ts';
import { reviewInstance, type ReviewFinding } from '../../keep/review/review.ts';
import type { ReviewLimits } from '../../keep/review/types.ts';
import type { Server } from '../../servers/server.ts';
import { readServer } from '../keep/readServer.ts';

/** What was read of a server, and what was found in it. */
export interface Review {
  at: Date;
  instance: CollectedInstance;
  limits: ReviewLimits;
  findings: readonly ReviewFinding[];
}

/** Reads a server from the beginning, and reviews it. Throws NextcloudError, of kind `aborted` when it is given up. */
export async function readReview(
  server: Server,
  options: { signal: AbortSignal; report: (text: string) => void },
): Promise<Review> {
  const instance = await readServer(server, { ...options, factorsOf: 'managers' });
  const limits = { ...usualLimits, awayDays: awayDays() };
  const at = new Date();
  return {
    at,
    instance,
    limits,
    findings: reviewInstance({ ...instance, now: at, limits, language: vscode.env.language }),
  };
}

/** How long users may be away, by the setting, in days. */
function awayDays(): number {
  const days = vscode.workspace.getConfiguration('nextcloudAdmin').get<unknown>('review.awayDays');
  return typeof days === 'number' && days >= 1 ? days : usualLimits.awayDays;
}
