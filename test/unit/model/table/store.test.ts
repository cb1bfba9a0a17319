import assert from 'node:assert/strict';
import fc from 'fast-check';
import { columns } from '../../../../src/model/table/columns.ts';
import { rowKey, splitRowKey } from '../../../../src/model/table/keys.ts';
import { rowsChunk } from '../../../../src/model/table/rows.ts';
import { TableStore } from '../../../../src/model/table/store.ts';
import type { Cell, RowsChunk } from '../../../../src/model/table/types.ts';
import { people, user } from './people.ts';

const idsOf = (store: TableStore): Cell[] => [...store.all()].map(row => store.cell(row, 'id'));
/** As it arrives in the page. */
const sent = (chunk: RowsChunk): RowsChunk => JSON.parse(JSON.stringify(chunk)) as RowsChunk;

describe('rowsChunk', () => {
  it('leaves out columns in which nothing is known', () => {
    const { columns: sentColumns, ids } = rowsChunk('cloud', [user('a', { email: '' }), user('b')]);
    assert.deepEqual(ids, ['a', 'b']);
    assert.deepEqual(sentColumns, { email: ['', null] });
  });

  it('sends no limit, never, and shares of a quota', () => {
    const chunk = rowsChunk('cloud', [
      user('a', { quota: { quota: 'none', used: 1 }, lastLogin: null }),
      user('b', { quota: { quota: 1000, used: 905 }, lastLogin: new Date(7) }),
      user('c', { quota: { quota: 0, used: 2 } }),
    ]);
    assert.deepEqual(sent(chunk).columns, {
      quota: ['none', 1000, 0],
      used: [1, 905, 2],
      usage: ['none', 90.5, 200],
      lastLogin: ['never', 7, null],
    });
  });
});

describe('row keys', () => {
  it('are read back, whatever the ID of the user', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), userId =>
        assert.deepEqual(splitRowKey(rowKey('cloud', userId)), { serverId: 'cloud', userId }),
      ),
    ));
});

describe('TableStore', () => {
  it('gives back what was put in, for every column', () => {
    const store = new TableStore();
    store.append(sent(rowsChunk('cloud', people)));
    for (const { id, read } of columns)
      people.forEach((one, row) => {
        const cell = read(one, 'cloud');
        const expected = cell === 'none' ? Infinity : cell;
        assert.deepEqual(store.cell(row, id), expected, `${id} of ${one.userId}`);
      });
  });

  it('changes users who come twice, as when a server repeats a page', () => {
    const store = new TableStore();
    store.append(rowsChunk('cloud', [user('a', { email: 'x' }), user('b', { email: 'y' })]));
    store.append(rowsChunk('cloud', [user('b', { email: 'z' }), user('c')]));
    assert.deepEqual(idsOf(store), ['a', 'b', 'c']);
    assert.equal(store.cell(1, 'email'), 'z');
  });

  it('keeps apart users of two servers with equal IDs', () => {
    const store = new TableStore();
    store.append(rowsChunk('one', [user('a', { email: '1' })]));
    store.append(rowsChunk('two', [user('a', { email: '2' })]));
    assert.equal(store.size, 2);
    assert.equal(store.cell(store.rowOf('two/a')!, 'email'), '2');
    store.append(rowsChunk('one', []), true);
    assert.deepEqual(
      [...store.all()].map(row => store.keyOf(row)),
      ['two/a'],
    );
    assert.equal(store.rowOf('one/a'), undefined);
  });

  it('changes, adds and removes rows; columns that were not sent stay', () => {
    const store = new TableStore();
    store.append(rowsChunk('cloud', people));
    const { generation } = store;
    store.change(rowsChunk('cloud', [user('bob', { email: 'new@example.org' }), user('fay')]), [
      'anna',
      'nobody',
    ]);
    assert.deepEqual(idsOf(store), ['bob', 'carl', 'dora', 'eve', 'fay']);
    assert.notEqual(store.generation, generation);
    const bob = store.rowOf('cloud/bob')!;
    assert.equal(store.cell(bob, 'email'), 'new@example.org');
    assert.deepEqual(store.cell(bob, 'groups'), ['sales', 'alumni']);
    assert.equal(store.cell(store.rowOf('cloud/fay')!, 'email'), null);
  });

  it('lays edits over rows, over those too that come later, and lets go of them', () => {
    const store = new TableStore();
    store.append(rowsChunk('cloud', people.slice(0, 2)));
    store.setEdits({
      'cloud/bob': { quota: { old: '5 GB', new: 'none' }, enabled: { old: true, new: false } },
      'cloud/dora': { email: { old: 'dora@example.com', new: '' } },
    });
    store.append(rowsChunk('cloud', people.slice(2)));
    const dora = store.rowOf('cloud/dora')!;
    assert.deepEqual(
      [store.cell(1, 'quota'), store.cell(1, 'enabled'), store.cell(dora, 'email')],
      [Infinity, false, ''],
    );
    assert.equal(store.serverCell(dora, 'email'), 'dora@example.com');
    assert.ok(store.isEdited(dora, 'email') && !store.isEdited(dora, 'quota'));
    store.change({ serverId: 'cloud', ids: [], columns: {} }, ['anna']);
    assert.equal(store.cell(store.rowOf('cloud/dora')!, 'email'), '');
    store.setEdits({});
    assert.equal(store.cell(store.rowOf('cloud/dora')!, 'email'), 'dora@example.com');
  });

  it('is as if built anew after any changes', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const values = fc.record(
      { email: fc.constantFrom('', 'x', 'y'), groups: fc.subarray(['g', 'h']) },
      { requiredKeys: [] },
    );
    const step = fc.record({
      server: fc.constantFrom('one', 'two'),
      users: fc.uniqueArray(fc.tuple(id, values), { selector: ([one]) => one, maxLength: 5 }),
      gone: fc.array(id, { maxLength: 2 }),
      fresh: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), steps => {
        const store = new TableStore();
        const model = new Map<string, Record<string, Cell>>();
        for (const { server, users, gone, fresh } of steps) {
          const chunk = rowsChunk(
            server,
            users.map(([userId, fields]) => user(userId, fields)),
          );
          if (fresh) {
            for (const key of [...model.keys()].filter(one => one.startsWith(`${server}/`)))
              model.delete(key);
            store.append(chunk, true);
          } else store.change(chunk, gone);
          chunk.ids.forEach((one, index) => {
            const sentCells = Object.entries(chunk.columns).map(
              ([name, cells]) => [name, cells[index] ?? null] as const,
            );
            const key = `${server}/${one}`;
            model.set(key, { ...model.get(key), ...Object.fromEntries(sentCells) });
          });
          if (!fresh) for (const one of gone) model.delete(`${server}/${one}`);
        }
        assert.deepEqual(
          [...store.all()].map(row => store.keyOf(row)).toSorted(),
          [...model.keys()].toSorted(),
        );
        for (const [key, cells] of model) {
          const row = store.rowOf(key)!;
          assert.deepEqual(store.cell(row, 'email'), cells.email ?? null);
          assert.deepEqual(store.cell(row, 'groups'), cells.groups ?? null);
        }
      }),
    );
  });

  it('does not grow while the same rows change again and again', () => {
    const store = new TableStore();
    const ids = Array.from({ length: 3000 }, (_, index) => `user${index}`);
    for (let round = 0; round < 20; round++)
      store.change({ serverId: 'cloud', ids, columns: { email: ids.map(id => `${id}@${round}.example`) } });
    const data = store.data('email');
    assert.ok(data?.kind === 'values' && data.values.length < 12_000);
    assert.equal(store.cell(2999, 'email'), 'user2999@19.example');
  });
});
