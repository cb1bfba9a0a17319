import { pagesToEnd } from '../ocs/index.ts';
import type { ListOptions } from '../ocs/index.ts';

/** Rows of one page. */
export const pageSize = 50;

/** The most rows a branch keeps: VS Code renders all rows of an expanded branch again with each page. */
export const mostRows = 5000;

export type Page<T> = (options: ListOptions & { limit: number; offset: number }) => Promise<T[]>;

/**
 * The loaded part of a list that is requested page by page.
 * The offset grows by the page size, however many rows arrive: servers apply it to each of their backends, so pages may
 * be longer and rows may repeat.
 */
export class Pages<T> {
  readonly #page: Page<T>;
  readonly #key: (row: T) => string;
  readonly #rows = new Map<string, T>();
  #offset = 0;
  #complete = false;
  /** The last page was not full. This proves little: some backends drop rows from a page. */
  #short = false;

  constructor(page: Page<T>, key: (row: T) => string) {
    this.#page = page;
    this.#key = key;
  }

  get rows(): T[] {
    return [...this.#rows.values()];
  }

  get size(): number {
    return this.#rows.size;
  }

  /** Whether another page follows (`more`), may follow (`unknown`), or does not, because all rows are here or the limit is reached. */
  get end(): 'more' | 'unknown' | 'complete' | 'full' {
    if (this.#complete) return 'complete';
    if (this.#rows.size >= mostRows) return 'full';
    return this.#short ? 'unknown' : 'more';
  }

  /** Loads pages until new rows arrive or the list ends. On failure the rows stay as they were. */
  async next(options: Pick<ListOptions, 'search' | 'signal'> = {}): Promise<void> {
    for (let old = 0; old < pagesToEnd; old++) {
      const page = await this.#page({ ...options, limit: pageSize, offset: this.#offset });
      options.signal?.throwIfAborted();
      this.#offset += pageSize;
      const known = this.#rows.size;
      for (const row of page) this.set(row);
      this.#complete = false;
      this.#short = page.length < pageSize;
      if (this.#rows.size > known || this.#rows.size >= mostRows) return;
      // Show an empty list as empty at once. `probe` looks further afterwards.
      if (known === 0 && page.length === 0) return;
    }
    this.#complete = true;
  }

  /** After a short page: finds out with one request whether the list continues. */
  async probe(options: Pick<ListOptions, 'search' | 'signal'> = {}): Promise<void> {
    const limit = pageSize * pagesToEnd;
    const page = await this.#page({ ...options, limit, offset: this.#offset });
    options.signal?.throwIfAborted();
    this.#short = false;
    this.#complete = page.every(row => this.#rows.has(this.#key(row)));
  }

  get(key: string): T | undefined {
    return this.#rows.get(key);
  }

  /** Replaces a row in place or appends a new one. */
  set(row: T): void {
    if (this.#rows.size < mostRows || this.#rows.has(this.#key(row))) this.#rows.set(this.#key(row), row);
  }

  delete(key: string): void {
    this.#rows.delete(key);
  }
}
