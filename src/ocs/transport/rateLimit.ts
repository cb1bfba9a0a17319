import type { Wait } from '../types.ts';
import type { ServerAnswer } from './answer.ts';
import { waitAloud, type Clock } from './clock.ts';
import type { Request } from './request.ts';

/** What servers limit per signed-in user (`#[UserRateLimit]`), since about Nextcloud 35. */
const limits = [
  { method: 'PUT', path: /\/cloud\/users\/[^/]+$/, windowMs: 600_000 },
  { method: 'PATCH', path: /\/cloud\/users\/[^/]+$/, windowMs: 600_000 },
  { method: 'PUT', path: /\/cloud\/users\/[^/]+\/(?!enable$|disable$)[^/]+$/, windowMs: 60_000 },
];

interface Bucket {
  windowMs: number;
  /** When the requests that the server counts were sent, oldest first. */
  sent: number[];
  /** Sending any earlier is pointless. */
  blockedUntil: number;
}

/** Servers count in whole seconds. */
const marginMs = 1000;

/**
 * Waits out the rate limits of a server. Its 429 has neither `Retry-After` nor a body, but the windows are known: there is
 * room again when the oldest of our calls leaves the window. If there is no such call, waits for the whole window.
 */
export class RateLimits {
  readonly #clock: Clock;
  readonly #onWait: ((wait: Wait) => void) | undefined;
  readonly #buckets = limits.map((limit): Bucket => ({
    windowMs: limit.windowMs,
    sent: [],
    blockedUntil: 0,
  }));

  constructor(clock: Clock, onWait: ((wait: Wait) => void) | undefined) {
    this.#clock = clock;
    this.#onWait = onWait;
  }

  /** The answer of `send`; a 429 only if no window is known, or if nothing got through for two of them. */
  async run(
    request: Request,
    signal: AbortSignal | undefined,
    send: () => Promise<ServerAnswer>,
  ): Promise<ServerAnswer> {
    const index = limits.findIndex(
      ({ method, path }) => method === request.method && path.test(request.path),
    );
    const bucket = this.#buckets[index];
    if (!bucket) return send();
    const started = this.#clock.now();
    for (;;) {
      await this.#waitFor(bucket, signal);
      const at = this.#clock.now();
      const answer = await send();
      if (answer.status !== 429 || answer.envelope) {
        bucket.sent.push(at);
        return answer;
      }
      const lastPassed = Math.max(started, bucket.sent.at(-1) ?? 0);
      if (this.#clock.now() >= lastPassed + 2 * bucket.windowMs) return answer;
      block(bucket, at);
    }
  }

  async #waitFor(bucket: Bucket, signal: AbortSignal | undefined): Promise<void> {
    // A clock that was set back must not prolong the wait.
    const ms = Math.min(bucket.blockedUntil - this.#clock.now(), bucket.windowMs + marginMs);
    if (ms > 0) await waitAloud(this.#clock, this.#onWait, { reason: 'rateLimit', ms }, signal);
  }
}

/** The request sent at `refused` found the window full. */
function block(bucket: Bucket, refused: number): void {
  bucket.sent = bucket.sent.filter(at => at <= refused && at + bucket.windowMs + marginMs > refused);
  bucket.blockedUntil = (bucket.sent[0] ?? refused) + bucket.windowMs + marginMs;
}
