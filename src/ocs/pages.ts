import * as l10n from '@vscode/l10n';
import { checkCount } from './checks.ts';
import { NextcloudError } from './errors.ts';
import { throwIfAborted } from './transport/clock.ts';
import type { ListOptions } from './types.ts';

/** Servers return no more rows at once. */
export const maxLimit = 500;

/**
 * A list ends after this many pages in a row without a new row. One is not enough: some backends drop rows from a page
 * after counting it, which may leave an empty page in the middle, and servers that ignore `limit` or `offset` repeat rows.
 */
export const pagesToEnd = 3;

/**
 * Fetches `limit` rows, in pages of a size that servers allow, in the server's order, each row once. Servers count `limit`
 * per backend, so a page may be longer, and pages may overlap. Without `limit`, one request asks for everything.
 */
export async function paged<T>(
  { limit, offset, ...rest }: ListOptions,
  keyOf: (row: T) => string,
  fetchPage: (options: ListOptions) => Promise<T[]>,
): Promise<T[]> {
  checkCount('limit', limit);
  checkCount('offset', offset);
  if (limit === undefined || (limit > 0 && limit <= maxLimit)) return fetchPage({ ...rest, limit, offset });
  const rows = new Map<string, T>();
  let old = 0;
  for (let asked = 0; asked < limit && old < pagesToEnd; asked += maxLimit) {
    const page = await fetchPage({
      ...rest,
      limit: Math.min(maxLimit, limit - asked),
      offset: (offset ?? 0) + asked,
    });
    const known = rows.size;
    for (const row of page) if (!rows.has(keyOf(row))) rows.set(keyOf(row), row);
    old = rows.size === known ? old + 1 : 0;
  }
  return [...rows.values()];
}

export interface PageSource<T> {
  pageSize: number;
  keyOf: (row: T) => string;
  fetch: (page: { limit: number; offset: number; signal: AbortSignal }) => Promise<T[]>;
}

/** Requests at once. A third fills the gap that a slow page leaves; any more only wait for each other on the server. */
const workers = 3;

/** The most pages fetched but not yet returned: those after a slow page have to wait for it. */
const mostAhead = 8;

/**
 * Every row once, in the server's order. Fetches pages ahead, the next one as soon as a request is free, and returns them
 * in order. Leaving the loop aborts what is in flight. Throws `protocol` if the server repeats itself so that not all rows
 * can be read.
 */
export async function* iteratePages<T>(
  source: PageSource<T>,
  signal: AbortSignal | undefined,
): AsyncGenerator<T, void, undefined> {
  for await (const rows of newRows(source, signal))
    for (const row of rows) {
      throwIfAborted(signal);
      yield row;
    }
}

/** As `iteratePages`, but the new rows of each page at once, as soon as it is there. Pages without any are passed over. */
export async function* newRows<T>(
  source: PageSource<T>,
  signal: AbortSignal | undefined,
): AsyncGenerator<T[], void, undefined> {
  const ahead = new Ahead(source, signal);
  const seen = new Set<string>();
  const { keyOf, pageSize } = source;
  const isNew = (row: T) => {
    const key = keyOf(row);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  };
  let repeats = false;
  let longest = 0;
  try {
    for (let old = 0; old < pagesToEnd;) {
      const page = await ahead.next();
      throwIfAborted(signal);
      longest = Math.max(longest, page.length);
      const rows = page.filter(isNew);
      if (rows.length > 0) yield rows;
      old = rows.length > 0 ? 0 : old + 1;
      repeats = rows.length === 0 && page.length > 0;
    }
    // The last pages were not empty but repeated: the server ignores `offset`. If it also ignores `limit`, it has sent all.
    if (!repeats || longest > pageSize) return;
    const all = await source.fetch({ limit: maxLimit, offset: 0, signal: ahead.signal });
    const rest = all.filter(isNew);
    if (rest.length > 0) yield rest;
    if (all.length >= maxLimit || longest >= maxLimit)
      throw new NextcloudError(
        'protocol',
        l10n.t('The server sends the same users repeatedly. Not all of them could be read.'),
      );
  } finally {
    ahead.stop();
  }
}

/** Pages of a list, fetched before they are needed. */
class Ahead<T> {
  readonly #source: PageSource<T>;
  readonly #controller = new AbortController();
  readonly #signal: AbortSignal | undefined;
  readonly #pages = new Map<number, Promise<T[]>>();
  readonly #abort = () => this.#controller.abort();
  #fetching = 0;
  #started = 0;
  #taken = 0;
  /** The first empty page. Pages too far behind it to matter are not fetched. */
  #empty = Infinity;

  constructor(source: PageSource<T>, signal: AbortSignal | undefined) {
    this.#source = source;
    this.#signal = signal;
    signal?.addEventListener('abort', this.#abort, { once: true });
    if (signal?.aborted) this.#abort();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** The next page in order. */
  next(): Promise<T[]> {
    const index = this.#taken++;
    this.#fill();
    const page = this.#pages.get(index) ?? this.#start(index);
    this.#pages.delete(index);
    return page;
  }

  stop(): void {
    this.#signal?.removeEventListener('abort', this.#abort);
    this.#controller.abort();
  }

  #fill(): void {
    while (
      this.#fetching < workers &&
      this.#started < this.#taken + mostAhead &&
      this.#started < this.#empty + pagesToEnd &&
      !this.#controller.signal.aborted
    )
      void this.#start(this.#started);
  }

  #start(index: number): Promise<T[]> {
    const { pageSize, fetch } = this.#source;
    this.#started = index + 1;
    this.#fetching++;
    const page = fetch({ limit: pageSize, offset: index * pageSize, signal: this.#controller.signal });
    this.#pages.set(index, page);
    const landed = () => {
      this.#fetching--;
      this.#fill();
    };
    void page
      .then(rows => {
        if (rows.length === 0) this.#empty = Math.min(this.#empty, index);
        else if (index >= this.#empty) this.#empty = Infinity;
      })
      .then(landed, landed);
    return page;
  }
}
