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

  /** Whether another page may follow, all is here, or no more are kept. */
  get end(): 'more' | 'complete' | 'full' {
    if (this.#complete) return 'complete';
    return this.#rows.size >= mostRows ? 'full' : 'more';
  }

  /** Loads the next page; nothing changes when that fails. */
  async next(options: Pick<ListOptions, 'search' | 'signal'> = {}): Promise<void> {
    const page = await this.#page({ ...options, limit: pageSize, offset: this.#offset });
    options.signal?.throwIfAborted();
    this.#offset += pageSize;
    this.#complete = page.length < pageSize;
    for (const row of page) this.set(row);
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
