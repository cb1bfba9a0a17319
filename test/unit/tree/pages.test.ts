import assert from 'node:assert/strict';
import { mostRows, Pages, pageSize } from '../../../src/tree/pages.ts';

/** Pages of rows `0 … total-1`; a server with several backends gives more than was asked for, some twice. */
function pagesOf(total: number, extra = 0): { pages: Pages<string>; offsets: number[] } {
  const offsets: number[] = [];
  const pages = new Pages<string>(
    ({ limit, offset }) => {
      offsets.push(offset);
      const length = Math.max(0, Math.min(limit + extra, total - offset));
      return Promise.resolve(Array.from({ length }, (_row, index) => String(offset + index)));
    },
    row => row,
  );
  return { pages, offsets };
}

const all = async (pages: Pages<string>) => {
  do {
    await pages.next();
    if (pages.end === 'unknown') await pages.probe();
  } while (pages.end === 'more');
};

/** A server whose list is cut into these pages. */
function cut(...given: string[][]): Pages<string> {
  return new Pages<string>(
    ({ limit, offset }) =>
      Promise.resolve(given.slice(offset / pageSize, (offset + limit) / pageSize).flat()),
    String,
  );
}

const rows = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) => String(first + index));

describe('pages', () => {
  it('are loaded one by one; after a short page, one more is requested', async () => {
    const { pages, offsets } = pagesOf(120);
    await all(pages);
    assert.equal(pages.size, 120);
    assert.deepEqual(offsets, [0, pageSize, 2 * pageSize, 3 * pageSize]);
  });

  it('may be longer than requested and repeat rows, which are kept once', async () => {
    const { pages } = pagesOf(180, 7);
    await all(pages);
    assert.deepEqual(pages.rows, [...Array(180).keys()].map(String));
  });

  it('continue after a short page and after two empty ones', async () => {
    const pages = cut(rows(0, 49), [], [], rows(200, 3));
    await all(pages);
    assert.equal(pages.size, 52);
    const full = cut(rows(0, 50), [], [], rows(200, 3));
    await all(full);
    assert.equal(full.size, 53);
  });

  it('end if a server ignores limit and offset', async () => {
    const pages = new Pages<string>(() => Promise.resolve(rows(0, 120)), String);
    await all(pages);
    assert.deepEqual([pages.size, pages.end], [120, 'complete']);
  });

  it('load the first rows once, and do not know yet whether more follow', async () => {
    const { pages, offsets } = pagesOf(10);
    await pages.next();
    assert.deepEqual([pages.size, pages.end, offsets.length], [10, 'unknown', 1]);
    await pages.probe();
    assert.deepEqual([pages.end, offsets.length], ['complete', 2]);
  });

  it('end at the maximum of a branch', async () => {
    const { pages } = pagesOf(100_000);
    await all(pages);
    assert.equal(pages.size, mostRows);
    assert.equal(pages.end, 'full');
    pages.set('one more');
    assert.equal(pages.size, mostRows);
  });

  it('stay unchanged if one fails or is aborted', async () => {
    const failing = new Pages<string>(() => Promise.reject(new Error('no')), String);
    await assert.rejects(failing.next());
    assert.equal(failing.size, 0);
    const { pages } = pagesOf(10);
    await assert.rejects(pages.next({ signal: AbortSignal.abort() }));
    assert.deepEqual([pages.size, pages.end], [0, 'more']);
  });

  it('keep the position of an updated row', async () => {
    const { pages } = pagesOf(3);
    await all(pages);
    pages.set('1');
    pages.delete('0');
    assert.deepEqual(pages.rows, ['1', '2']);
  });
});
