/** The clock of a pulse, which tests replace. */
export interface PulseClock {
  now(): number;
  /** Returns what takes it back. */
  after(ms: number, run: () => void): () => void;
}

const realClock: PulseClock = {
  now: Date.now,
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** How often a server is asked: less and less often while it does not answer. */
export const everyMs = 30_000;
const longestMs = 10 * 60_000;

/** Does something again and again while that is wanted, and never twice at once. */
export class Pulse {
  readonly #work: () => Promise<boolean>;
  readonly #clock: PulseClock;
  #last: number;
  #pauseMs = everyMs;
  #isOn = false;
  #running: Promise<void> | undefined;
  #cancel: (() => void) | undefined;

  /** @param work returns whether it worked; it was just done */
  constructor(work: () => Promise<boolean>, clock: PulseClock = realClock) {
    this.#work = work;
    this.#clock = clock;
    this.#last = clock.now();
  }

  /** Goes on, at once if it is time, or stops. */
  set isOn(isOn: boolean) {
    this.#isOn = isOn;
    this.#plan();
  }

  /** Does it now, whatever the time. */
  beat(): Promise<void> {
    return (this.#running ??= this.#beat().finally(() => {
      this.#running = undefined;
      this.#plan();
    }));
  }

  async #beat(): Promise<void> {
    const isWell = await this.#work();
    this.#last = this.#clock.now();
    this.#pauseMs = isWell ? everyMs : Math.min(2 * this.#pauseMs, longestMs);
  }

  #plan(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    if (!this.#isOn || this.#running) return;
    const wait = Math.max(0, this.#last + this.#pauseMs - this.#clock.now());
    this.#cancel = this.#clock.after(wait, () => void this.beat());
  }
}
