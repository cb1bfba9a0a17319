import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { usualScope } from '../../../src/keep/instance/scope.ts';
import { itemsOf, type InstanceState } from '../../../src/keep/instance/state.ts';
import { keptLayout, loadSnapshot, saveSnapshot } from '../../../src/keep/snapshot/folder.ts';
import type { SnapshotFile } from '../../../src/keep/snapshot/layout.ts';
import { writeSnapshot, type SnapshotOptions } from '../../../src/keep/snapshot/writeSnapshot.ts';

const never = new AbortController().signal;

const state = (...ids: string[]): InstanceState => ({
  scope: usualScope,
  users: new Map(ids.map(id => [id, { id, groups: ['crew'], enabled: true }])),
  groups: new Map([['crew', { id: 'crew' }]]),
});

const files = (instance: InstanceState, options?: SnapshotOptions) =>
  writeSnapshot(itemsOf(instance), options);

describe('saveSnapshot', () => {
  let folder: string;

  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'snapshot-')), 'here');
  });
  afterEach(() => rm(join(folder, '..'), { recursive: true }));

  const all = async () => (await readdir(folder, { recursive: true })).sort();

  it('makes the folder, and loadSnapshot reads what is in it', async () => {
    const saved = await saveSnapshot(folder, files(state('ann', 'bob')), never);
    assert.deepEqual(saved, { total: 4, written: 4, removed: 0 });
    assert.deepEqual(await all(), ['groups.json', 'snapshot.json', 'users', 'users/ann.json', 'users/bob.json']);
    assert.deepEqual(await loadSnapshot(folder), { state: state('ann', 'bob') });
  }); // prettier-ignore

  it('touches what has changed alone, removes what is gone, and leaves other files', async () => {
    await saveSnapshot(folder, files(state('ann', 'bob')), never);
    await writeFile(join(folder, 'README.md'), 'Ours');
    const before = await stat(join(folder, 'users/ann.json'));
    const saved = await saveSnapshot(folder, files(state('ann', 'carl')), never);
    assert.deepEqual(saved, { total: 4, written: 1, removed: 1 });
    assert.equal((await stat(join(folder, 'users/ann.json'))).ino, before.ino);
    assert.deepEqual(await all(), ['README.md', 'groups.json', 'snapshot.json', 'users', 'users/ann.json', 'users/carl.json']);
  }); // prettier-ignore

  it('changes the layout of an earlier one', async () => {
    await saveSnapshot(folder, files(state('ann')), never);
    assert.deepEqual(await keptLayout(folder), { layout: 'perUser', activity: false });
    await saveSnapshot(folder, files(state('ann'), { layout: 'perKind', activity: true }), never);
    assert.deepEqual(await keptLayout(folder), { layout: 'perKind', activity: true });
    assert.deepEqual(await loadSnapshot(folder), { state: state('ann') });
  });

  for (const [what, fail] of [
    ['reading fails', () => new Error('The server is gone.')],
    ['it is canceled', () => undefined],
  ] as const)
    it(`leaves everything as it was when ${what}`, async () => {
      await saveSnapshot(folder, files(state('ann')), never);
      const before = await all();
      const abort = new AbortController();
      async function* breaking(): AsyncGenerator<SnapshotFile> {
        yield* files(state('dora', 'ann'));
        abort.abort();
        const error = fail();
        if (error) throw error;
      }
      await assert.rejects(saveSnapshot(folder, breaking(), abort.signal), /gone|canceled|aborted/i);
      assert.deepEqual(await all(), before);
      assert.deepEqual(await loadSnapshot(folder), { state: state('ann') });
    });

  it('does not take a folder with files of somebody else that it would replace', async () => {
    await mkdir(join(folder, 'users'), { recursive: true });
    await writeFile(join(folder, 'users/ann.json'), 'Mine');
    await assert.rejects(saveSnapshot(folder, files(state('ann')), never), /Select another folder/);
    assert.equal(await readFile(join(folder, 'users/ann.json'), 'utf8'), 'Mine');
    assert.equal(await keptLayout(folder), undefined);
  });

  it('loadSnapshot says what is wrong, also where there is nothing', async () => {
    assert.ok('problems' in (await loadSnapshot(folder)));
    await saveSnapshot(folder, files(state('ann')), never);
    await writeFile(join(folder, 'users/ann.json'), '{');
    const read = await loadSnapshot(folder);
    assert.ok('problems' in read);
    assert.deepEqual(
      read.problems.map(({ path }) => path),
      ['users/ann.json'],
    );
  });
});
