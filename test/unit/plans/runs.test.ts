import assert from 'node:assert/strict';
import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plan } from '../../../src/model/plan/types.ts';
import { parseJournal } from '../../../src/plans/entries.ts';
import { Runs } from '../../../src/plans/runs.ts';
import { withFolder } from './support.ts';

const plan: Plan = {
  version: 1,
  steps: [{ kind: 'join', user: 'bob', group: 'crew', id: 1, needs: [] }],
  problems: [],
};
const dayMs = 86_400_000;

describe('Runs', () => {
  it('lists the runs of a server, newest first, and reads each', () =>
    withFolder(async folder => {
      let now = Date.UTC(2026, 0, 1);
      const runs = new Runs(join(folder, 'deep', 'runs'), () => (now += 1000));
      assert.deepEqual(await runs.list(), []);
      const first = await runs.create(plan, {
        server: 'a',
        url: 'https://cloud.test/',
        user: 'admin',
        title: 'First',
      });
      const second = await runs.create(plan, {
        server: 'a',
        url: 'https://cloud.test/',
        user: 'admin',
        title: 'Second',
        undoes: first.head.id,
      });
      await runs.create(plan, { server: 'b', url: 'https://cloud.test/', user: 'admin', title: 'Other' });
      assert.deepEqual(
        (await runs.list('a')).map(({ head }) => head.title),
        ['Second', 'First'],
      );
      assert.deepEqual(await runs.read(second.head.id), second);
    }));

  it('leaves out what cannot be read, and reads nothing outside its folder', () =>
    withFolder(async folder => {
      const runs = new Runs(folder);
      await mkdir(join(folder, '20260101000000-00000000'));
      await writeFile(join(folder, 'plan.json'), '');
      assert.deepEqual(await runs.list(), []);
      assert.equal(await runs.read('../secret'), undefined);
    }));

  it('removes runs after 30 days', () =>
    withFolder(async folder => {
      let now = Date.UTC(2026, 0, 1);
      const runs = new Runs(folder, () => now);
      const old = await runs.create(plan, {
        server: 'a',
        url: 'https://cloud.test/',
        user: 'admin',
        title: 'Old',
      });
      now += 29 * dayMs;
      const recent = await runs.create(plan, {
        server: 'a',
        url: 'https://cloud.test/',
        user: 'admin',
        title: 'Recent',
      });
      await runs.removeOld();
      assert.equal((await runs.list()).length, 2);
      now += 2 * dayMs;
      await runs.removeOld();
      assert.deepEqual(
        (await runs.list()).map(({ head }) => head.id),
        [recent.head.id],
      );
      assert.equal(await runs.read(old.head.id), undefined);
    }));
});

describe('Journal', () => {
  it('cuts off a line that was torn, and goes on behind the last whole one', () =>
    withFolder(async folder => {
      const runs = new Runs(folder);
      const { head } = await runs.create(plan, {
        server: 'a',
        url: 'https://cloud.test/',
        user: 'admin',
        title: 'Torn',
      });
      const path = join(folder, head.id, 'journal.jsonl');
      await appendFile(path, '{"step":1,"at":5,"type":"beg');
      assert.deepEqual((await runs.read(head.id))?.entries, [head]);
      const journal = runs.openJournal(head.id);
      for (const at of [1, 2, 3]) journal.append({ step: 1, at, type: 'begin' });
      await journal.close();
      const text = await readFile(path, 'utf8');
      assert.deepEqual(
        text.split('\n').slice(1, -1),
        [1, 2, 3].map(at => `{"step":1,"at":${at},"type":"begin"}`),
      );
    }));
});

describe('parseJournal', () => {
  it('passes over lines that are none of a journal', () => {
    const good = { step: 1, at: 1, type: 'done' };
    const lines = [
      '',
      'null',
      '[]',
      '{"step":1}',
      '{"step":"1","at":1,"type":"done"}',
      '{"step":1,"at":1,"type":"x"}',
      '\0\0',
    ];
    assert.deepEqual(parseJournal([...lines, JSON.stringify(good)].join('\n')), [good]);
  });
});
