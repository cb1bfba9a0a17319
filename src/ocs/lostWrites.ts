import * as l10n from '@vscode/l10n';
import type { WriteCall } from './call.ts';
import { NextcloudError } from './errors.ts';
import { isOfGateway } from './transport/answer.ts';
import { waitAloud, type Clock } from './transport/clock.ts';
import type { ClientOptions } from './types.ts';

const defaultPatienceMs = 30_000;
/** For a server that is not known to be working on the write still. */
const shortPatienceMs = 1000;
const firstPauseMs = 500;
const longestPauseMs = 15_000;

/** Statuses of gateways that gave up waiting while the server goes on. */
const gaveUpWaiting: ReadonlySet<number | undefined> = new Set([504, 524]);

/** Node's codes for requests that never left this machine. */
const neverSent: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
]);

/** Whether a write that failed this way may have been carried out anyway. */
export function isOpenEnded({ kind, httpStatus, cause }: NextcloudError): boolean {
  if (httpStatus !== undefined) return kind === 'server' && isOfGateway(httpStatus);
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return kind === 'timeout' || (kind === 'network' && !neverSent.has(code));
}

function isStillRunning({ kind, httpStatus }: NextcloudError): boolean {
  return kind === 'timeout' || gaveUpWaiting.has(httpStatus);
}

/**
 * Looks for a change whose answer was lost, for as long as the server may still be working on it. Returns once the change
 * is in place; throws `error` again, marked as open, if that cannot be established.
 */
export async function lookForWrite(
  { stored, patienceMs = defaultPatienceMs, signal }: WriteCall,
  error: NextcloudError,
  clock: Clock,
  onWait: ClientOptions['onWait'],
): Promise<undefined> {
  if (!stored) throw error;
  const limitMs = isStillRunning(error) ? patienceMs : shortPatienceMs;
  for (let waitedMs = 0, pauseMs = firstPauseMs; ;) {
    const look = await stored().then(
      done => (done ? 'done' : 'not yet'),
      () => 'unknown' as const,
    );
    if (look === 'done') return undefined;
    if (look === 'unknown' || waitedMs >= limitMs) break;
    await waitAloud(clock, onWait, { reason: 'retry', ms: pauseMs }, signal);
    waitedMs += pauseMs;
    pauseMs = Math.min(2 * pauseMs, longestPauseMs);
  }
  const { kind, message, method, path, ocsCode, httpStatus, cause } = error;
  const text = l10n.t('{message} It is unknown whether the change was made. Check before you try again.', {
    message,
  });
  throw new NextcloudError(kind, text, { method, path, ocsCode, httpStatus, cause, isOpen: true });
}
