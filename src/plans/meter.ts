/** How far a run is, in steps. */
export interface RunProgress {
  total: number;
  done: number;
  /** Failed, changed by somebody else, or skipped because of that. */
  failed: number;
  left: number;
  /** Steps a second of the last half minute; absent at first. */
  perSecond?: number;
  /** Until the end, in milliseconds, at this rate. */
  remainingMs?: number;
}

const windowMs = 30_000;
const enough = 3;

/** Counts steps and measures their rate. Pauses count as time of work until they leave the window. */
export class Meter {
  readonly #total: number;
  readonly #now: () => number;
  #done: number;
  #failed: number;
  #recent: number[];

  constructor(counts: { total: number; done: number; failed: number }, now: () => number) {
    this.#total = counts.total;
    this.#done = counts.done;
    this.#failed = counts.failed;
    this.#now = now;
    this.#recent = [now()];
  }

  count(isDone: boolean): void {
    if (isDone) this.#done++;
    else this.#failed++;
    const now = this.#now();
    this.#recent.push(now);
    if ((this.#recent[0] ?? now) < now - 2 * windowMs)
      this.#recent = this.#recent.filter(at => at >= now - windowMs);
  }

  get progress(): RunProgress {
    const left = this.#total - this.#done - this.#failed;
    const counts = { total: this.#total, done: this.#done, failed: this.#failed, left };
    const [first = 0] = this.#recent;
    const elapsed = this.#now() - first;
    const steps = this.#recent.length - 1;
    if (steps < enough || elapsed <= 0) return counts;
    return { ...counts, perSecond: (1000 * steps) / elapsed, remainingMs: (left * elapsed) / steps };
  }
}
