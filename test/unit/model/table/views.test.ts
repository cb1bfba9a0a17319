import assert from 'node:assert/strict';
import fc from 'fast-check';
import { filterRows } from '../../../../src/model/table/filter/evaluate.ts';
import { parseFilter } from '../../../../src/model/table/filter/parse.ts';
import { exactText, formatCell } from '../../../../src/model/table/format.ts';
import { rowsChunk } from '../../../../src/model/table/rows.ts';
import { TableStore } from '../../../../src/model/table/store.ts';
import type { Cell, ColumnId, TableView } from '../../../../src/model/table/types.ts';
import {
  defaultView,
  needsColumn,
  readView,
  readViews,
  readyViews,
  withServers,
} from '../../../../src/model/table/views.ts';
import { now, people, reader, user } from './people.ts';

describe('readyViews', () => {
  const store = new TableStore();
  store.append(rowsChunk('cloud', [...people, user('gus', { subadmin: ['sales'] })]));
  store.change({ serverId: 'cloud', ids: ['anna', 'bob'], columns: { secondFactor: [['totp'], []] } });
  const expected: Record<string, string[]> = {
    'Never logged in': ['dora'],
    'Inactive for 90 days': ['bob', 'carl'],
    'Nearly full': ['anna'],
    'Disabled but in groups': ['carl'],
    'No email': ['carl'],
    'Group administrators': ['gus'],
    'No second factor': ['bob'],
  };

  it('are those that were promised', () =>
    assert.deepEqual(
      readyViews().map(({ name }) => name),
      Object.keys(expected),
    ));

  for (const { name, view } of readyViews())
    it(`${name} › finds whom it says`, () => {
      const { node, problems } = parseFilter(view.filter);
      assert.deepEqual(problems, []);
      assert.deepEqual(
        [...filterRows(store, node, now)].map(row => store.cell(row, 'id')),
        expected[name],
      );
      assert.deepEqual(readView(JSON.parse(JSON.stringify(view))), { view, problems: [] });
    });
});

describe('needsColumn', () => {
  const needs = (view: Partial<TableView>) => needsColumn({ ...defaultView, ...view }, 'secondFactor');

  it('is true where a column is shown, ordered by, grouped by or filtered by', () => {
    assert.ok(needs({ columns: ['id', 'secondFactor'] }));
    assert.ok(needs({ sort: [{ column: 'secondFactor', descending: true }] }));
    assert.ok(needs({ groupBy: 'secondFactor' }));
    assert.ok(needs({ filter: 'enabled (group:crew or -mfa:totp)' }));
  });

  it('is false for anything else, also for a filter that is not finished', () => {
    for (const filter of ['', 'secondFactor', '"mfa:none"', 'mfa:', 'empty:group'])
      assert.ok(!needs({ filter }), filter);
  });
});

describe('withServers', () => {
  it('shows the server beside the first column, once', () => {
    const { columns, ...rest } = withServers(defaultView);
    assert.deepEqual(columns, ['id', 'server', ...defaultView.columns.slice(1)]);
    assert.deepEqual({ ...rest, columns: defaultView.columns }, defaultView);
    assert.deepEqual(withServers(withServers(defaultView)), withServers(defaultView));
  });
});

describe('readViews', () => {
  it('reads views, and short forms of them', () => {
    const { views, problems } = readViews({
      Mine: { columns: ['id', 'used'], sort: ['used'], filter: 'enabled' },
    });
    assert.deepEqual(problems, []);
    assert.deepEqual(views.Mine, {
      ...defaultView,
      columns: ['id', 'used'],
      sort: [{ column: 'used', descending: false }],
      filter: 'enabled',
    });
  });

  it('says what cannot be read, and keeps the rest', () => {
    const raw = {
      columns: ['id', 'emial'],
      pinned: -1,
      sort: [{ column: 'x' }],
      filter: 'grup:a',
      groupBy: 'y',
      color: 'red',
    };
    const { views, problems } = readViews({ Mine: raw, Other: 5 });
    assert.deepEqual(views.Mine?.columns, ['id']);
    assert.deepEqual(
      problems.map(({ name }) => name),
      ['Mine', 'Mine', 'Mine', 'Mine', 'Mine', 'Mine', 'Other'],
    );
    assert.match(problems.map(({ message }) => message).join(), /color.*emial.*pinned.*x.*grup.*y/);
    assert.equal(readViews([]).problems.length, 1);
    assert.deepEqual(readViews(undefined), { views: {}, problems: [] });
  });

  it('never throws, and always gives a view', () =>
    fc.assert(
      fc.property(
        fc.anything(),
        fc.constantFrom('columns', 'widths', 'pinned', 'sort', 'filter', 'groupBy'),
        (raw, part) => {
          readViews(raw);
          const { view } = readView({ [part]: raw });
          assert.ok(view.columns.length > 0 && Array.isArray(view.sort));
        },
      ),
    ));
});

describe('formatCell', () => {
  const dayMs = 86_400_000;
  const cases: [ColumnId, Cell, short: string, exact: string | RegExp][] = [
    ['email', null, '', ''],
    ['groups', ['a', 'b'], 'a, b', 'a, b'],
    ['enabled', false, 'No', 'No'],
    ['used', 1536 * 1024 ** 2, '1.5 GB', '1,610,612,736 bytes'],
    ['quota', Infinity, 'Unlimited', 'Unlimited'],
    ['quota', 'none', 'Unlimited', 'Unlimited'],
    ['quota', 'default', 'Default', 'Default'],
    ['quota', 'much', 'much', 'much'],
    ['usage', 90.46, '90.5%', '90.5%'],
    ['usage', Infinity, '', ''],
    ['lastLogin', 'never', 'Never', 'Never'],
    ['lastLogin', now.getTime() - 3 * dayMs, '3 days ago', /June 12, 2026/],
  ];
  for (const [column, cell, short, exact] of cases)
    it(`${column} › ${String(cell)}`, () => {
      assert.equal(formatCell(column, cell, reader), short);
      const text = exactText(column, cell, reader);
      if (exact instanceof RegExp) assert.match(text, exact);
      else assert.equal(text, exact);
    });

  it('writes as the language of the reader does', () => {
    const german = { ...reader, locale: 'de' };
    assert.equal(formatCell('used', 1536 * 1024 ** 2, german), '1,5 GB');
    assert.equal(formatCell('usage', 90.46, german), '90,5\u00A0%');
    assert.equal(formatCell('lastLogin', now.getTime() - 3 * dayMs, german), 'vor 3 Tagen');
  });
});
