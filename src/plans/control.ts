/** How long a request that is under way may take when the person cancels. After that its end is looked up at *Resume*. */
const graceMs = 3000;

/** Lets a person hold a run and end it. */
export class RunControl {
  readonly #abort = new AbortController();
  #isCancelled = false;
  #isAbandoned = false;
  #held: { wait: Promise<void>; release: () => void } | undefined;

  /** Aborted some time after `cancel`, when what was under way has had its time. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get isCancelled(): boolean {
    return this.#isCancelled;
  }

  /** Whether it ends because the window closes, so that nobody knows how the steps under way end. */
  get isAbandoned(): boolean {
    return this.#isAbandoned;
  }

  get isPaused(): boolean {
    return this.#held !== undefined;
  }

  /** Nothing new is begun until `resume`. */
  pause(): void {
    if (this.#held) return;
    let release = (): void => undefined;
    const wait = new Promise<void>(resolve => (release = resolve));
    this.#held = { wait, release };
  }

  resume(): void {
    this.#held?.release();
    this.#held = undefined;
  }

  /** Nothing new is begun; what is under way may end. */
  cancel(): void {
    if (this.#isCancelled) return;
    this.#isCancelled = true;
    this.resume();
    setTimeout(() => this.#abort.abort(), graceMs).unref();
  }

  /** As `cancel`, but the run counts as interrupted. */
  abandon(): void {
    this.#isAbandoned = true;
    this.cancel();
  }

  /** Resolves at once unless the run is held. */
  async whilePaused(): Promise<void> {
    while (this.#held) await this.#held.wait;
  }
}
