import type { Wait } from './types.ts';
import { waitAloud, type Clock } from './transport/clock.ts';
import type { Answer, Request } from './transport/request.ts';

/** What servers limit per account that calls (`#[UserRateLimit]`), since Nextcloud 35 or a little before. */
const limits = [
  { method: 'PUT', path: /\/cloud\/users\/[^/]+$/, seconds: 600 },
  { method: 'PATCH', path: /\/cloud\/users\/[^/]+$/, seconds: 600 },
  { method: 'PUT', path: /\/cloud\/users\/[^/]+\/(?!enable$|disable$)[^/]+$/, seconds: 60 },
];

interface Bucket {
  windowMs: number;
  /** When what the server counts was sent, oldest first. */
  sent: number[];
  /** No use in sending before. */
  blockedUntil: number;
}

/** A server counts in whole seconds. */
const marginMs = 1000;

/**
 * Waits where a server limits how often it is asked: its 429 has neither `Retry-After` nor a body, but the windows are
 * known. Room is made when the oldest call of ours leaves the window; without one, the whole window is waited for.
 */
export class RateLimits {
  readonly #clock: Clock;
  readonly #onWait: ((wait: Wait) => void) | undefined;
  readonly #buckets = limits.map((limit): Bucket => ({
    windowMs: limit.seconds * 1000,
    sent: [],
    blockedUntil: 0,
  }));

  constructor(clock: Clock, onWait: ((wait: Wait) => void) | undefined) {
    this.#clock = clock;
    this.#onWait = onWait;
  }

  /** Answers with what `send` brings; with a 429 only where no window is known or none of ours got through for two of them. */
  async run(request: Request, signal: AbortSignal | undefined, send: () => Promise<Answer>): Promise<Answer> {
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
    // A clock that is set back must not make more of it than the window.
    const ms = Math.min(bucket.blockedUntil - this.#clock.now(), bucket.windowMs + marginMs);
    if (ms > 0) await waitAloud(this.#clock, this.#onWait, { reason: 'rateLimit', ms }, signal);
  }
}

/** What was sent at `refused` found the window full. */
function block(bucket: Bucket, refused: number): void {
  bucket.sent = bucket.sent.filter(at => at <= refused && at + bucket.windowMs + marginMs > refused);
  bucket.blockedUntil = (bucket.sent[0] ?? refused) + bucket.windowMs + marginMs;
}
