import PQueue from 'p-queue';
import { abortable, throwIfAborted } from './clock.ts';

const maxWriters = 4;

/** Runs writes to different users at the same time, four at most, and writes to one user one after another. */
export class Writes {
  readonly #lanes = new PQueue({ concurrency: maxWriters });
  readonly #last = new Map<string, Promise<unknown>>();

  /** Runs `work` in its turn. `account` is the ID of the user it changes, if it changes one. */
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

  get atOnce(): number {
    return this.#lanes.concurrency;
  }

  /** From now on runs one write at a time, for servers that cannot handle more (SQLite). */
  oneAtATime(): void {
    this.#lanes.concurrency = 1;
  }
}
