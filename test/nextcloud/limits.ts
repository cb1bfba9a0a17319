import type { Clock } from './clock.ts';

/** So many calls of one account within so many seconds. */
export interface Limit {
  calls: number;
  seconds: number;
}

export type Bucket = 'edit' | 'patch' | 'collection';

/** The limits of Nextcloud 35. */
export const realLimits: Readonly<Record<Bucket, Limit>> = {
  edit: { calls: 50, seconds: 600 },
  patch: { calls: 50, seconds: 600 },
  collection: { calls: 5, seconds: 60 },
};

export class RateLimits {
  /** Absent buckets are not limited. Tests may change it. */
  limits: Partial<Record<Bucket, Limit>>;
  readonly #taken = new Map<string, number[]>();
  readonly #clock: Clock;

  constructor(limits: Partial<Record<Bucket, Limit>>, clock: Clock) {
    this.limits = limits;
    this.#clock = clock;
  }

  /** Counts a call; false where it is one too many. */
  take(bucket: Bucket, userId: string): boolean {
    const limit = this.limits[bucket];
    if (!limit) return true;
    const now = this.#clock.now();
    const key = `${bucket} ${userId}`;
    const recent = (this.#taken.get(key) ?? []).filter(at => at > now - limit.seconds * 1000);
    if (recent.length >= limit.calls) return false;
    this.#taken.set(key, [...recent, now]);
    return true;
  }
}
