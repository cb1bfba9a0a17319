import assert from 'node:assert/strict';
import fc from 'fast-check';
import { collator, sortedPlaces } from '../../../../src/model/table/collation.ts';
import { sumOf, totals } from '../../../../src/model/table/footer.ts';
import { groupRows } from '../../../../src/model/table/groups.ts';
import { sortRows } from '../../../../src/model/table/order.ts';
import { rowsChunk } from '../../../../src/model/table/rows.ts';
import { TableStore } from '../../../../src/model/table/store.ts';
import { findRow } from '../../../../src/model/table/typeAhead.ts';
import type { ColumnId, SortKey } from '../../../../src/model/table/types.ts';
import { people, reader, user } from './people.ts';
import type { UserInfo } from '../../../../src/ocs/types.ts';

const storeOf = (users: readonly UserInfo[]): TableStore => {
  const store = new TableStore();
  store.append(rowsChunk('cloud', users));
  return store;
};
const up = (column: ColumnId): SortKey => ({ column, descending: false });
const down = (column: ColumnId): SortKey => ({ column, descending: true });
const sorted = (store: TableStore, ...keys: SortKey[]): unknown[] =>
  [...sortRows(store, store.all(), keys, 'en')].map(row => store.cell(row, 'id'));

describe('sortedPlaces', () => {
  const name = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 6 }),
    fc.string({ unit: 'binary', maxLength: 6 }),
    fc.constantFrom(
      'Ärger',
      'arg',
      'Zebra',
      'ch',
      'cz',
      'ß',
      'ss',
      'user10',
      'user9',
      'user010',
      '007',
      '0',
      '張',
      '-a',
      'a b',
      'aa',
      'å',
    ),
  );

  for (const locale of ['en', 'de', 'sv', 'cs', 'da', 'ja', 'ar'])
    it(`${locale} › sorts exactly as Intl.Collator does`, () =>
      fc.assert(
        fc.property(fc.array(name, { maxLength: 40 }), fc.nat(40), (texts, split) => {
          const expected = [...texts].sort(collator(locale).compare);
          const { compare } = collator(locale);
          const check = (places: readonly number[]): void => {
            assert.deepEqual(
              places.toSorted((a, b) => a - b),
              [...texts.keys()],
            );
            places.forEach((place, index) => assert.equal(compare(texts[place]!, expected[index]!), 0));
          };
          check(sortedPlaces(texts, locale));
          const known = sortedPlaces(texts.slice(0, split), locale);
          check(sortedPlaces(texts, locale, known));
        }),
      ));
});

describe('sortRows', () => {
  it('sorts by the language of the reader, numbers in texts by value', () => {
    const names = ['Zoë 10', 'zoe 9', 'Ökonom', 'Oberst', 'Zürich', 'zoé 9'];
    const store = storeOf(names.map((displayName, index) => user(`u${index}`, { displayName })));
    const shown = (locale: string): unknown[] =>
      [...sortRows(store, store.all(), [up('displayname')], locale)].map(row =>
        store.cell(row, 'displayname'),
      );
    assert.deepEqual(shown('en'), ['Oberst', 'Ökonom', 'zoe 9', 'zoé 9', 'Zoë 10', 'Zürich']);
    assert.deepEqual(shown('sv'), ['Oberst', 'zoe 9', 'zoé 9', 'Zoë 10', 'Zürich', 'Ökonom']);
  });

  it('puts empty cells after the others and unknown ones last, in either direction', () => {
    const store = storeOf([
      user('unknown'),
      user('empty', { email: '' }),
      user('a', { email: 'a' }),
      user('b', { email: 'b' }),
    ]);
    assert.deepEqual(sorted(store, up('email')), ['a', 'b', 'empty', 'unknown']);
    assert.deepEqual(sorted(store, down('email')), ['b', 'a', 'empty', 'unknown']);
  });

  it('sorts never before all dates, no limit after all quotas, but usage without a limit first', () => {
    const store = storeOf(people);
    assert.deepEqual(sorted(store, up('lastLogin')), ['dora', 'bob', 'carl', 'anna', 'eve']);
    assert.deepEqual(sorted(store, down('lastLogin')), ['anna', 'carl', 'bob', 'dora', 'eve']);
    assert.deepEqual(sorted(store, down('quota')), ['carl', 'dora', 'anna', 'bob', 'eve']);
    assert.deepEqual(sorted(store, down('usage')), ['anna', 'bob', 'dora', 'carl', 'eve']);
  });

  it('is stable, and asks further columns where the first are equal', () => {
    const store = storeOf(people);
    assert.deepEqual(sorted(store, up('enabled')), ['carl', 'dora', 'anna', 'bob', 'eve']);
    assert.deepEqual(sorted(store, up('enabled'), down('id')), ['dora', 'carl', 'bob', 'anna', 'eve']);
    assert.deepEqual(
      sorted(store),
      people.map(({ userId }) => userId),
    );
  });

  it('sorts by edits where there are any, and again when they are gone or others came', () => {
    const store = storeOf(people);
    assert.deepEqual(sorted(store, up('displayname')), ['anna', 'bob', 'carl', 'dora', 'eve']);
    store.setEdits({ 'cloud/anna': { displayname: { old: 'Anna Müller', new: 'Zoe' } } });
    assert.deepEqual(sorted(store, up('displayname')), ['bob', 'carl', 'dora', 'anna', 'eve']);
    store.setEdits({});
    store.append(rowsChunk('cloud', [user('fay', { displayName: 'Bea' })]));
    assert.deepEqual(sorted(store, up('displayname')), ['anna', 'fay', 'bob', 'carl', 'dora', 'eve']);
  });
});

describe('groupRows', () => {
  const grouped = (column: ColumnId): [string, number][] => {
    const store = storeOf(people);
    return groupRows(store, store.all(), column, reader).map(({ label, rows }) => [label, rows.length]);
  };

  it('groups by item, with users in each of their groups, those of none and unknown last', () =>
    assert.deepEqual(grouped('groups'), [
      ['alumni', 1],
      ['sales', 2],
      ['Sales North', 1],
      ['None', 1],
      ['Unknown', 1],
    ]));

  it('groups by quota in its order, and by the month of dates', () => {
    assert.deepEqual(grouped('quota'), [
      ['5 GB', 2],
      ['10 GB', 1],
      ['Unlimited', 1],
      ['Unknown', 1],
    ]);
    assert.deepEqual(grouped('lastLogin'), [
      ['Never', 1],
      ['March 2024', 1],
      ['March 2026', 1],
      ['June 2026', 1],
      ['Unknown', 1],
    ]);
  });

  it('tells a group called “None” from none', () => {
    const store = storeOf([user('a', { groups: ['None'] }), user('b', { groups: [] })]);
    const groups = groupRows(store, store.all(), 'groups', reader);
    assert.deepEqual(
      groups.map(({ value, rows }) => [value, rows.length]),
      [
        ['None', 1],
        ['', 1],
      ],
    );
  });
});

describe('totals', () => {
  it('counts rows and adds up what they use', () => {
    const store = storeOf(people);
    const gb = 1024 ** 3;
    const { count, used, unknownUsed } = totals(store, store.all());
    assert.deepEqual([count, Math.round((used / gb) * 10) / 10, unknownUsed], [5, 85.8, 1]);
    assert.deepEqual(sumOf(store, store.all(), 'quota'), { sum: 20 * gb, unknown: 1 });
    assert.deepEqual(sumOf(store, store.all(), 'email'), { sum: 0, unknown: 5 });
  });
});

describe('findRow', () => {
  it('finds the next row that begins with what was typed, around the end', () => {
    const store = storeOf(people);
    const find = (typed: string, from: number): number =>
      findRow(store, store.all(), { column: 'displayname', typed, from }, reader);
    assert.deepEqual([find('B', 0), find('anna mu', 2), find('x', 0), find('', 3)], [1, 0, -1, 3]);
    assert.equal(findRow(store, new Uint32Array(), { column: 'id', typed: 'a', from: 0 }, reader), -1);
  });
});
