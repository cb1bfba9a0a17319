import assert from 'node:assert/strict';
import { readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lockedFor, takeLock } from '../../../src/plans/lock.ts';
import { withFolder } from './support.ts';

const ignore = (): void => undefined;

describe('takeLock', () => {
  it('gives the lock to one holder at a time, and tells others which run holds it', () =>
    withFolder(async folder => {
      const path = join(folder, 'server');
      const taken = await Promise.all(['a', 'b', 'c'].map(run => takeLock(path, run, ignore)));
      const [lock, ...more] = taken.filter(one => typeof one !== 'string');
      assert.ok(lock);
      assert.deepEqual(more, []);
      const held = await lockedFor(path);
      assert.ok(taken.filter(one => typeof one === 'string').every(run => run === held));
      await lock.release();
      assert.equal(await lockedFor(path), undefined);
    }));

  it('takes over from a dead process, and from one that has been inactive for a minute', () =>
    withFolder(async folder => {
      const path = join(folder, 'server');
      const dead = [
        { pid: 2 ** 22 + 1, ageMs: 0 },
        { pid: process.pid, ageMs: 120_000 },
      ];
      for (const { pid, ageMs } of dead) {
        await writeFile(path, JSON.stringify({ token: 'x', pid, run: 'old' }));
        const then = new Date(Date.now() - ageMs);
        await utimes(path, then, then);
        assert.equal(await lockedFor(path), undefined);
        const lock = await takeLock(path, 'new', ignore);
        assert.ok(typeof lock !== 'string');
        assert.equal(await lockedFor(path), 'new');
        await lock.release();
      }
      assert.deepEqual(await readdir(folder), []);
    }));
});
