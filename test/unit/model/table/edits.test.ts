import assert from 'node:assert/strict';
import type { AccountFieldName } from '../../../../src/model/account.ts';
import { toAccountDocument } from '../../../../src/model/account.ts';
import { columns } from '../../../../src/model/table/columns.ts';
import {
  applyPatch,
  countEdits,
  fillDown,
  patchOf,
  shownValue,
  withdrawal,
} from '../../../../src/model/table/edits.ts';
import { rowsChunk } from '../../../../src/model/table/rows.ts';
import { TableStore } from '../../../../src/model/table/store.ts';
import { typedValue } from '../../../../src/model/table/typed.ts';
import type { ColumnId, TableDocument } from '../../../../src/model/table/types.ts';
import { conflictsOf, wantedUsers, withoutEdits } from '../../../../src/model/table/wanted.ts';
import { people, user } from './people.ts';

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
