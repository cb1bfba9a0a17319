/** The server's time: the real one, moved on by tests that do not want to wait. */
export class Clock {
  #ahead = 0;

  /** Milliseconds since 1970, like `Date.now()`. */
  now(): number {
    return Date.now() + this.#ahead;
  }

  /** Seconds since 1970, as Nextcloud stores times. */
  seconds(): number {
    return Math.floor(this.now() / 1000);
  }

  /** Lets `ms` milliseconds pass at once: for sessions, confirmations, limits and login flows. */
  advance(ms: number): void {
    this.#ahead += ms;
  }
}
