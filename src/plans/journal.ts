import { open, type FileHandle } from 'node:fs/promises';
import type { Entry } from './entries.ts';

/** How long a line may be in the hands of the operating system alone, which loses it when the power fails. */
const syncAfterMs = 200;

/**
 * The file of a run, one line an entry. A line that was appended survives the end of this process at once, and a power
 * failure soon after; lines that come while another is written go together.
 */
export class Journal {
  readonly #file: FileHandle;
  #waiting: string[] = [];
  #writing: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #syncing: Promise<void> = Promise.resolve();

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  /** Opens the file, or makes it; a torn last line is cut off, as nothing may be appended to it. */
  static async open(path: string): Promise<Journal> {
    const file = await open(path, 'a+');
    try {
      const text = await file.readFile();
      const end = text.lastIndexOf(0x0a) + 1;
      if (end < text.length) await file.truncate(end);
      return new Journal(file);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** Resolves when the line is written. */
  append(entry: Entry): Promise<void> {
    this.#waiting.push(`${JSON.stringify(entry)}\n`);
    return (this.#writing ??= this.#write());
  }

  async close(): Promise<void> {
    await this.#writing;
    clearTimeout(this.#timer);
    await this.#syncing;
    await this.#file.datasync();
    await this.#file.close();
  }

  async #write(): Promise<void> {
    try {
      // Until the next turn, so that lines of one moment go together.
      await Promise.resolve();
      while (this.#waiting.length > 0) {
        const lines = this.#waiting.join('');
        this.#waiting = [];
        await this.#file.appendFile(lines);
      }
      this.#timer ??= setTimeout(() => this.#sync(), syncAfterMs);
    } finally {
      this.#writing = undefined;
    }
  }

  #sync(): void {
    this.#timer = undefined;
    // A disk that cannot take it says so at the next line, too.
    this.#syncing = this.#file.datasync().catch(() => undefined);
  }
}
