/** While rows stream in, they are put in order this often at most (milliseconds). */
const leastPauseMs = 150;
/** And so that ordering takes no more than this part of the time. */
const share = 0.25;

/** Runs work that grows with the table: at once when a person waits for it, else with pauses. */
export class Refresher {
  readonly #work: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When the next run may be. */
  #next = 0;

  constructor(work: () => void) {
    this.#work = work;
  }

  now(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const began = performance.now();
    this.#work();
    const ended = performance.now();
    this.#next = ended + Math.max(leastPauseMs, (ended - began) / share);
  }

  soon(): void {
    this.#timer ??= setTimeout(() => this.now(), Math.max(0, this.#next - performance.now()));
  }

  /** Runs what was to be run soon: nothing more comes. */
  finish(): void {
    if (this.#timer !== undefined) this.now();
  }
}
