import { pagesToEnd } from '../ocs/index.ts';
import type { ListOptions } from '../ocs/index.ts';

/** Rows of one page. */
export const pageSize = 50;

/** The most rows a branch keeps: VS Code renders every row of an expanded branch anew with each page. */
export const mostRows = 5000;

export type Page<T> = (options: ListOptions & { limit: number; offset: number }) => Promise<T[]>;

/**
 * What is loaded of a list that is only ever asked for by pages.
 * The offset grows by the page's size, whatever came: a server counts it for each of its backends, which
 * makes pages longer, and lets rows come twice.
 */
export class Pages<T> {
  readonly #page: Page<T>;
  readonly #key: (row: T) => string;
  readonly #rows = new Map<string, T>();
  #offset = 0;
  #complete = false;
  /** The last page was not full. Some backends drop rows from a page, so that says little. */
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

  /** Whether another page follows, or may, all is here, or no more are kept. */
  get end(): 'more' | 'unknown' | 'complete' | 'full' {
    if (this.#complete) return 'complete';
    if (this.#rows.size >= mostRows) return 'full';
    return this.#short ? 'unknown' : 'more';
  }

  /** Loads on until something new comes or the list has ended; nothing changes when that fails. */
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
      // Whoever opens an empty list wants to know that it is empty: that is looked at afterwards.
      if (known === 0 && page.length === 0) return;
    }
    this.#complete = true;
  }

  /** Where the last page was short: one request tells whether the list goes on all the same. */
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

  /** Puts a row in its place, a new one at the end. */
  set(row: T): void {
    if (this.#rows.size < mostRows || this.#rows.has(this.#key(row))) this.#rows.set(this.#key(row), row);
  }

  delete(key: string): void {
    this.#rows.delete(key);
  }
}
