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
  do await pages.next();
  while (pages.end === 'more');
};

describe('pages', () => {
  it('are loaded one by one until a short one', async () => {
    const { pages, offsets } = pagesOf(120);
    await all(pages);
    assert.equal(pages.size, 120);
    assert.deepEqual(offsets, [0, pageSize, 2 * pageSize]);
  });

  it('may be longer than asked for and tell rows twice: each is kept once', async () => {
    const { pages } = pagesOf(180, 7);
    await all(pages);
    assert.deepEqual(pages.rows, [...Array(180).keys()].map(String));
  });

  it('end at the most that a branch keeps', async () => {
    const { pages } = pagesOf(100_000);
    await all(pages);
    assert.equal(pages.size, mostRows);
    assert.equal(pages.end, 'full');
    pages.set('one more');
    assert.equal(pages.size, mostRows);
  });

  it('stay as they were when one fails or is aborted', async () => {
    const failing = new Pages<string>(() => Promise.reject(new Error('no')), String);
    await assert.rejects(failing.next());
    assert.equal(failing.size, 0);
    const { pages } = pagesOf(10);
    await assert.rejects(pages.next({ signal: AbortSignal.abort() }));
    assert.deepEqual([pages.size, pages.end], [0, 'more']);
  });

  it('keep the place of a row that is set anew', async () => {
    const { pages } = pagesOf(3);
    await all(pages);
    pages.set('1');
    pages.delete('0');
    assert.deepEqual(pages.rows, ['1', '2']);
  });
});
