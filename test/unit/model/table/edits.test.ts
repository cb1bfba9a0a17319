import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { AccountFieldName } from '../../../../src/model/account.ts';
import { toAccountDocument } from '../../../../src/model/account.ts';
import { columns } from '../../../../src/model/table/columns.ts';
import { copyText } from '../../../../src/model/table/copy.ts';
import {
  applyPatch,
  countEdits,
  fillDown,
  patchOf,
  shownValue,
  withdrawal,
} from '../../../../src/model/table/edits.ts';
import { gridOf } from '../../../../src/model/table/grid.ts';
import { pastePatch } from '../../../../src/model/table/paste.ts';
import type { PastePlace } from '../../../../src/model/table/paste.ts';
import { rowsChunk } from '../../../../src/model/table/rows.ts';
import { TableStore } from '../../../../src/model/table/store.ts';
import { typedValue } from '../../../../src/model/table/typed.ts';
import type { ColumnId, TableDocument, TablePatch } from '../../../../src/model/table/types.ts';
import { conflictsOf, wantedUsers, withoutEdits } from '../../../../src/model/table/wanted.ts';
import { people, reader, user } from './people.ts';

const store = new TableStore();
store.append(rowsChunk('cloud', people));

const key = (id: string): string => `cloud/${id}`;
const edit = (
  id: string,
  field: AccountFieldName,
  value: string | boolean | string[],
  document: TableDocument = {},
): TableDocument => applyPatch(document, patchOf(store, document, [{ key: key(id), field, value }]));

describe('patchOf and applyPatch', () => {
  it('keep what the server has beside what is wanted, over several edits', () => {
    const once = edit('anna', 'email', 'a@example.com');
    const twice = edit('anna', 'email', 'b@example.com', once);
    assert.deepEqual(twice, { 'cloud/anna': { email: { old: 'anna@example.com', new: 'b@example.com' } } });
    assert.deepEqual(edit('anna', 'quota', 'none'), {
      'cloud/anna': { quota: { old: '5 GB', new: 'none' } },
    });
    assert.deepEqual(edit('eve', 'email', ''), { 'cloud/eve': { email: { old: null, new: '' } } });
  });

  it('take an edit back when the value is as on the server, lists in any order', () => {
    const document = edit('bob', 'groups', [], edit('bob', 'email', 'x@example.com'));
    const groups = edit('bob', 'groups', ['alumni', 'sales'], document);
    assert.deepEqual(Object.keys(groups['cloud/bob'] ?? {}), ['email']);
    assert.deepEqual(edit('bob', 'email', 'bob@example.org', groups), {});
    assert.deepEqual(
      patchOf(store, {}, [{ key: key('bob'), field: 'groups', value: ['alumni', 'sales'] }]),
      {},
    );
  });

  it('count and withdraw edits', () => {
    const document = edit('bob', 'groups', [], edit('anna', 'email', 'x@example.com'));
    assert.equal(countEdits(document), 2);
    const patch = withdrawal(document, [key('anna'), key('bob')], ['email', 'quota', 'id']);
    assert.deepEqual(patch, { 'cloud/anna': { email: null } });
    assert.deepEqual(Object.keys(applyPatch(document, patch)), ['cloud/bob']);
  });

  it('ignore rows that are not there', () =>
    assert.deepEqual(patchOf(store, {}, [{ key: key('nobody'), field: 'email', value: '' }]), {}));
});

describe('fillDown', () => {
  it('puts what is shown in the first row into the others', () => {
    const document = edit('anna', 'language', 'fr');
    const filled = applyPatch(
      document,
      fillDown(store, document, [key('anna'), key('bob'), key('dora')], ['language', 'used', 'quota']),
    );
    const shown = (id: string, field: AccountFieldName): unknown => shownValue(store, filled, key(id), field);
    assert.deepEqual(
      [shown('bob', 'language'), shown('dora', 'language'), shown('dora', 'quota')],
      ['fr', 'fr', '5 GB'],
    );
    assert.equal(filled['cloud/bob']?.quota, undefined);
  });
});

describe('typedValue', () => {
  const cases: [field: AccountFieldName, text: string, expected: unknown][] = [
    ['quota', '5GB', '5 GB'],
    ['quota', '5,5 gb', '5632 MB'],
    ['quota', 'unlimited', 'none'],
    ['quota', '1.000 GB', /two ways/],
    ['quota', 'much', /5 GB/],
    ['quota', '', /size/],
    ['enabled', 'nein', false],
    ['enabled', 'perhaps', /yes or no/],
    ['groups', 'a; b;a', ['a', 'b']],
    ['groups', '+c;-sales', ['x', 'c']],
    ['groups', '+a;b', /Either all/],
    ['groups', '+a;-a', /both added and removed/],
    ['email', ' a@b.c ', 'a@b.c'],
    ['email', 'a@', /name@example.com/],
    ['additional_mail', 'a@b.c;x', /name@example.com/],
    ['language', 'German', 'de'],
    ['timezone', 'Mars', /Europe\/Berlin/],
    ['biography', ' a\n b ', ' a\n b '],
  ];
  for (const [field, text, expected] of cases)
    it(`${field} › ${JSON.stringify(text)}`, () => {
      const typed = typedValue(field, text, field === 'groups' ? ['sales', 'x'] : null);
      if (expected instanceof RegExp) assert.match('problem' in typed ? typed.problem : '', expected);
      else assert.deepEqual(typed, { value: expected });
    });
});

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
    keys: people.map(({ userId }) => key(userId)),
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
});

describe('wantedUsers', () => {
  it('asks for values, and for what was added to lists and removed from them', () => {
    const document = edit(
      'bob',
      'groups',
      ['sales', 'crew'],
      edit('bob', 'quota', 'none', edit('anna', 'enabled', false)),
    );
    assert.deepEqual(wantedUsers({ ...document, 'other/anna': { email: { old: '', new: 'x' } } }, 'cloud'), [
      { id: 'anna', enabled: false },
      { id: 'bob', quota: 'none', groups: { add: ['crew'], remove: ['alumni'] } },
    ]);
  });
});

describe('conflictsOf', () => {
  const now = (
    changes: Record<string, Partial<(typeof people)[number]>>,
  ): Map<string, ReturnType<typeof toAccountDocument>> =>
    new Map(people.map(one => [one.userId, toAccountDocument({ ...one, ...changes[one.userId] })]));
  const document = edit(
    'bob',
    'groups',
    [],
    edit('bob', 'email', 'new@example.org', edit('anna', 'quota', '10 GB')),
  );
  const conflicts = (accounts: ReturnType<typeof now>) => conflictsOf(document, 'cloud', accounts, 'en');

  it('finds none while the server has the old value, or already the new one', () => {
    assert.deepEqual(conflicts(now({})), {});
    assert.deepEqual(conflicts(now({ bob: { email: 'NEW@example.org', groups: ['x'] } })), {});
  });

  it('names what was changed, emptied, or is gone', () => {
    const found = conflicts(now({ bob: { email: '' }, anna: { quota: { quota: 2 * 1024 ** 3 } } }));
    assert.match(found['cloud/bob']?.email ?? '', /emptied/);
    assert.match(found['cloud/anna']?.quota ?? '', /“2 GB”/);
    assert.equal(found['cloud/bob']?.groups, undefined);
    const gone = now({});
    gone.delete('bob');
    assert.deepEqual(Object.keys(conflicts(gone)['cloud/bob'] ?? {}).toSorted(), ['email', 'groups']);
    const left = withoutEdits(document, found);
    assert.deepEqual(left, { 'cloud/bob': { groups: document['cloud/bob']!.groups } });
  });
});

describe('columns', () => {
  it('have titles and names of their own', () => {
    const names = columns.flatMap(({ filterName, aliases }) => [filterName.toLowerCase(), ...aliases]);
    assert.equal(new Set(names).size, names.length);
    assert.equal(new Set(columns.map(({ title }) => title())).size, columns.length);
  });

  it('take the record of a user with nothing in it', () => {
    for (const { id, read } of columns) {
      const expected: Partial<Record<ColumnId, string>> = { id: 'x', server: 'cloud' };
      assert.deepEqual(read(user('x'), 'cloud'), expected[id] ?? null);
    }
  });
});
