import assert from 'node:assert/strict';
import fc from 'fast-check';
import { copyText } from '../../../../src/model/table/copy.ts';
import { gridOf } from '../../../../src/model/table/grid.ts';
import { pastePatch } from '../../../../src/model/table/paste.ts';
import type { PastePlace } from '../../../../src/model/table/paste.ts';
import { rowsChunk } from '../../../../src/model/table/rows.ts';
import { TableStore } from '../../../../src/model/table/store.ts';
import type { Cell, ColumnId, TablePatch } from '../../../../src/model/table/types.ts';
import { people, reader } from './people.ts';

const store = new TableStore();
store.append(rowsChunk('cloud', people));

describe('gridOf', () => {
  it('reads what copyText wrote for spreadsheets, whatever the cells', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.string({ unit: 'binary' }), fc.constantFrom('a\tb', 'x\ny', '"q"', '', ' ', '\r', '"')),
          { minLength: 1 },
        ),
        rows => {
          const text = copyText('tsv', ['email', 'phone'], rows, { isHeaded: false, reader });
          const unguarded = gridOf(text).map(row => row.map(cell => cell.replace(/^'(?='*[=+\-@\t\r])/, '')));
          assert.deepEqual(
            unguarded,
            rows.map(row => [...row]),
          );
        },
      ),
    ));

  it('keeps rows that are empty, and does without the last line end', () => {
    assert.deepEqual(gridOf('a\tb\r\n\r\nc'), [['a', 'b'], [''], ['c']]);
    assert.deepEqual(gridOf('a\n'), [['a']]);
    assert.deepEqual(gridOf(''), [['']]);
    assert.deepEqual(gridOf('"a\nb"\t"c""d"\tx"y'), [['a\nb', 'c"d', 'x"y']]);
  });
});

describe('pastePatch', () => {
  const shown: ColumnId[] = ['id', 'email', 'manager', 'language', 'used', 'groups'];
  const place = (row: number, column: ColumnId, more: Partial<PastePlace> = {}): PastePlace => ({
    keys: people.map(({ userId }) => `cloud/${userId}`),
    columns: shown,
    row,
    column: shown.indexOf(column),
    serverIds: ['cloud'],
    editable: new Set(['email', 'manager', 'language', 'groups']),
    ...more,
  });
  const brief = (patch: TablePatch): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(patch).map(([row, fields]) => [
        row,
        Object.fromEntries(Object.entries(fields).map(([field, one]) => [field, one?.new])),
      ]),
    );

  it('puts a block at its place', () => {
    const { patch, problems, cells, byId } = pastePatch(
      store,
      {},
      'bob\tfr\r\nanna\ten\r\n',
      place(0, 'manager'),
    );
    assert.deepEqual(brief(patch), {
      'cloud/anna': { manager: 'bob', language: 'fr' },
      'cloud/bob': { manager: 'anna' },
    });
    assert.deepEqual([problems, cells, byId], [[], 3, false]);
  });

  it('finds the rows by ID where the first column has IDs', () => {
    const text = 'dora\td@example.org\tanna\nbob\tb@example.org\tanna';
    for (const at of ['id', 'email'] as const) {
      const { patch, byId } = pastePatch(store, {}, text, place(0, at));
      assert.ok(byId);
      assert.deepEqual(brief(patch), {
        'cloud/dora': { email: 'd@example.org', manager: 'anna' },
        'cloud/bob': { email: 'b@example.org', manager: 'anna' },
      });
    }
  });

  it('finds the columns by a header, also in comma-separated values', () => {
    const text = 'User ID,Groups,lang\ndora,"a;b",fr\nnobody,x,fr\n';
    const { patch, problems } = pastePatch(store, {}, text, place(3, 'used'));
    assert.deepEqual(brief(patch), { 'cloud/dora': { groups: ['a', 'b'], language: 'fr' } });
    assert.deepEqual(
      problems.map(({ row, column }) => [row, column]),
      [
        [2, 1],
        [2, 2],
      ],
    );
  });

  it('takes text with commas and without tabs for one cell in each row', () => {
    const { patch } = pastePatch(store, {}, 'a,b\nc,d', place(0, 'groups'));
    assert.deepEqual(brief(patch), {
      'cloud/anna': { groups: ['a', 'b'] },
      'cloud/bob': { groups: ['c', 'd'] },
    });
  });

  it('puts one cell into all that are selected', () => {
    const { patch } = pastePatch(
      store,
      {},
      'fr',
      place(0, 'language', { selected: { rows: 2, columns: 1 } }),
    );
    assert.deepEqual(brief(patch), { 'cloud/anna': { language: 'fr' }, 'cloud/bob': { language: 'fr' } });
  });

  it('leaves out what cannot be used, with its place and reason', () => {
    const { patch, problems } = pastePatch(store, {}, 'a@\tanna\tde\t5\tx\ty\nb@c.de', place(4, 'email'));
    assert.deepEqual(brief(patch), { 'cloud/eve': { manager: 'anna', language: 'de', groups: ['x'] } });
    assert.deepEqual(
      problems.map(({ row, column, message }) => [row, column, message.slice(0, 24)]),
      [
        [0, 0, 'Enter an email address s'],
        [0, 3, '“Storage used” cannot be'],
        [0, 5, 'There is no column for t'],
        [1, 0, 'There is no row for this'],
      ],
    );
  });

  it('takes back the apostrophe that keeps spreadsheets from running formulas', () => {
    const { patch } = pastePatch(store, {}, "'+team", place(0, 'manager'));
    assert.deepEqual(brief(patch), { 'cloud/anna': { manager: '+team' } });
  });

  it('never throws', () =>
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom(...shown),
        fc.nat(6),
        (text, column, row) => {
          assert.ok(pastePatch(store, {}, text, place(row, column)).cells >= 0);
        },
      ),
    ));
});

describe('copyText', () => {
  const rows = [
    ['=1+1', 'a|b', 5 * 1024 ** 3, 90.46, true, ['a;b', 'c'], Date.UTC(2026, 0, 31), null] as const,
  ];
  const shown: ColumnId[] = [
    'displayname',
    'address',
    'quota',
    'usage',
    'enabled',
    'groups',
    'lastLogin',
    'email',
  ];
  const copy = (format: Parameters<typeof copyText>[0]): string[] =>
    copyText(format, shown, rows, { isHeaded: true, reader }).split(/\r?\n/);

  it('writes CSV that can be imported and runs nothing', () => {
    const [head, row] = copy('csv');
    assert.equal(head, 'Display name,Address,Quota,Usage,Enabled,Groups,Last login,Email');
    assert.equal(row, `'=1+1,"a|b",5 GB,90.5%,yes,"""a;b"";c",2026-01-31T00:00:00.000Z,`);
  });

  it('writes Markdown for people, in which nothing of a cell means anything', () => {
    const [head, rule, row] = copy('markdown');
    assert.match(head!, /^\| Display name \| Address \|/);
    assert.match(rule!, /^\| --- \| --- \| --: \| --: \|/);
    assert.equal(row, '| \\=1\\+1 | a\\|b | 5 GB | 90\\.5% | Yes | a;b, c | 4 months ago |  |');
  });

  it('tells no second factor from one that is not known', () => {
    const cells: Cell[][] = [[[]], [null], [['totp']]];
    const copied = copyText('csv', ['secondFactor'], cells, { isHeaded: false, reader });
    assert.deepEqual(copied.split(/\r?\n/).slice(0, 3), ['none', '', 'totp']);
  });
});
