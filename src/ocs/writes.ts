import PQueue from 'p-queue';
import { abortable, throwIfAborted } from './transport/clock.ts';

const writers = 4;

/** Lets writes to different accounts run at once, four at most, and those to one account one after the other. */
export class Writes {
  readonly #lanes = new PQueue({ concurrency: writers });
  readonly #last = new Map<string, Promise<unknown>>();

  /** Runs `work` at its turn. `account` is the user id it writes to; absent when it writes to none. */
  async run<T>(
    account: string | undefined,
    signal: AbortSignal | undefined,
    work: () => Promise<T>,
  ): Promise<T> {
    const turn = async () => {
      throwIfAborted(signal);
      return work();
    };
    if (account === undefined) return abortable(this.#lanes.add(turn), signal);
    const key = account.toLowerCase();
    const before = this.#last.get(key) ?? Promise.resolve();
    const done = before.then(() => this.#lanes.add(turn));
    const settled = done
      .catch(() => undefined)
      .then(() => {
        if (this.#last.get(key) === settled) this.#last.delete(key);
      });
    this.#last.set(key, settled);
    return abortable(done, signal);
  }

  /** The server cannot take writes at once (SQLite): from now on one at a time. */
  oneAtATime(): void {
    this.#lanes.concurrency = 1;
  }
}
