/** The server's clock: real time, which tests can advance instead of waiting. */
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

  /** Advances the clock by `ms` milliseconds: for sessions, confirmations, limits and login flows. */
  advance(ms: number): void {
    this.#ahead += ms;
  }
}
