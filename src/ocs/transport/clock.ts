import * as l10n from '@vscode/l10n';
import { setMaxListeners } from 'node:events';
import { NextcloudError } from '../errors.ts';
import type { Wait } from '../types.ts';

/** The time as the client sees it. Tests bring their own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after `ms` milliseconds, or rejects with an `aborted` error as soon as `signal` fires. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  wait: (ms, signal) => {
    let timer: NodeJS.Timeout | undefined;
    const elapsed = new Promise<void>(resolve => (timer = setTimeout(resolve, ms)));
    return abortable(elapsed, signal).finally(() => clearTimeout(timer));
  },
};

/** Waits, and tells the owner of the client. */
export async function waitAloud(
  clock: Clock,
  onWait: ((wait: Wait) => void) | undefined,
  { reason, ms }: Pick<Wait, 'reason' | 'ms'>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const waiting = clock.wait(ms, signal);
  onWait?.({ reason, ms, over: waiting.catch(() => undefined) });
  await waiting;
}

/** A clock whose waits all end when `end` fires. */
export function stoppable(clock: Clock, end: AbortSignal): Clock {
  return {
    now: () => clock.now(),
    wait: (ms, signal) => clock.wait(ms, signal ? AbortSignal.any([signal, end]) : end),
  };
}

export function abortedError(): NextcloudError {
  return new NextcloudError('aborted', l10n.t('Canceled.'));
}

export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw abortedError();
}

/** `promise`, or an `aborted` error as soon as `signal` fires. The work behind the promise continues. */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  // One signal may serve hundreds of calls at a time, which Node would mistake for a leak.
  setMaxListeners(0, signal);
  return new Promise<T>((resolve, reject) => {
    const onAbort = () => reject(abortedError());
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
