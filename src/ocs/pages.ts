import { checkCount } from './checks.ts';
import { NextcloudError } from './errors.ts';
import { throwIfAborted } from './transport/clock.ts';
import type { ListOptions } from './types.ts';

/** The most that servers give at once. */
export const maxLimit = 500;

/**
 * Fetches `limit` rows in pages that servers allow, in their order, each row once: a server counts `limit` per
 * backend, so a page may be longer, and pages may overlap. Without `limit` one request asks for all.
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
  for (let asked = 0; asked < limit; asked += maxLimit) {
    const page = await fetchPage({
      ...rest,
      limit: Math.min(maxLimit, limit - asked),
      offset: (offset ?? 0) + asked,
    });
    if (page.length === 0) break;
    for (const row of page) if (!rows.has(keyOf(row))) rows.set(keyOf(row), row);
  }
  return [...rows.values()];
}

/** So many pages without a new row are no overlap any more: the server gives the same page for ever. */
const maxOldPages = 3;

/**
 * Every row once, page after page with two in flight, until an empty page. Leaving the loop ends what is in flight.
 * Throws `protocol` when the server goes on with what it has given already.
 */
export async function* iteratePages<T>(
  pageSize: number,
  keyOf: (row: T) => string,
  fetchPage: (offset: number, signal: AbortSignal) => Promise<T[]>,
  signal: AbortSignal | undefined,
): AsyncGenerator<T, void, undefined> {
  const controller = new AbortController();
  const abort = () => controller.abort();
  signal?.addEventListener('abort', abort, { once: true });
  if (signal?.aborted) abort();
  const seen = new Set<string>();
  let offset = 0;
  const next = () => {
    const page = fetchPage(offset, controller.signal);
    page.catch(() => undefined);
    offset += pageSize;
    return page;
  };
  try {
    const inFlight = [next(), next()];
    for (let oldPages = 0; oldPages < maxOldPages;) {
      const page = (await inFlight.shift()) ?? [];
      if (page.length === 0) return;
      inFlight.push(next());
      const known = seen.size;
      for (const row of page) {
        throwIfAborted(signal);
        if (seen.has(keyOf(row))) continue;
        seen.add(keyOf(row));
        yield row;
      }
      oldPages = seen.size === known ? oldPages + 1 : 0;
    }
    throw new NextcloudError(
      'protocol',
      'The server gives the same accounts again and again. Not all could be read.',
    );
  } finally {
    signal?.removeEventListener('abort', abort);
    controller.abort();
  }
}
