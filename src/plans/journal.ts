import { closeSync, fdatasync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { Entry } from './entries.ts';

/** How long a line may be in the hands of the operating system alone, which loses it when the power fails. */
const syncAfterMs = 200;

/**
 * The file of a run, one line an entry. A line that was appended survives the end of this process, and soon after a
 * power failure as well. Lines are written at once, without a thread: that takes some microseconds, where a turn of the
 * event loop before and after each request would slow the whole run down.
 */
export class Journal {
  readonly #file: number;
  #timer: NodeJS.Timeout | undefined;
  #syncing: Promise<void> | undefined;
  #isClosed = false;

  /** Opens the file, or makes it; a torn last line is cut off, as nothing may be appended to it. */
  constructor(path: string) {
    this.#file = openSync(path, 'a+', 0o600);
    const text = readFileSync(path);
    const end = text.lastIndexOf(0x0a) + 1;
    if (end < text.length) ftruncateSync(this.#file, end);
  }

  /** Throws when the line cannot be written, say because the disk is full. */
  append(entry: Entry): void {
    // Its number may be another file's by now.
    if (this.#isClosed) throw new Error('The journal is closed.');
    const line = Buffer.from(`${JSON.stringify(entry)}\n`);
    for (let written = 0; written < line.length;) written += writeSync(this.#file, line, written);
    this.#timer ??= setTimeout(() => void this.#sync(), syncAfterMs);
  }

  /** Resolves when the disk has all lines, which takes seconds where others keep it busy. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#syncing;
    await this.#sync();
    closeSync(this.#file);
  }

  #sync(): Promise<void> {
    this.#timer = undefined;
    // A disk that cannot take it says so at the next line, too.
    return (this.#syncing = new Promise(resolve => fdatasync(this.#file, () => resolve())));
  }
}
