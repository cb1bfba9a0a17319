import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { columnOf, columns } from '../../../../src/model/table/columns.ts';
import { filterRows, matchesUser } from '../../../../src/model/table/filter/evaluate.ts';
import { columnNamed } from '../../../../src/model/table/filter/names.ts';
import { protectingProviders } from '../../../../src/model/secondFactor.ts';
import { parseFilter } from '../../../../src/model/table/filter/parse.ts';
import { formatCell } from '../../../../src/model/table/format.ts';
import { rowsChunk } from '../../../../src/model/table/rows.ts';
import { TableStore } from '../../../../src/model/table/store.ts';
import { now, people, reader } from './people.ts';

const docs = readFileSync('docs/filter.md', 'utf8');

/** The rows of the table whose header begins so, without outer spaces and backticks. */
function tableOf(header: string): string[][] {
  const [, after = ''] = docs.split(new RegExp(`\\n(?=\\| ${header} +\\|)`));
  const lines = after.split('\n');
  const end = lines.findIndex(line => !line.startsWith('|'));
  return lines.slice(2, end).map(line =>
    line
      .slice(1, -1)
      .split('|')
      .map(cell => cell.trim()),
  );
}

const plain = (text = ''): string => text.replaceAll('`', '');

describe('docs/filter.md', () => {
  const store = new TableStore();
  store.append(rowsChunk('cloud', people));

  const examples = tableOf('filter');

  it('has examples', () => assert.ok(examples.length > 25));

  for (const [filter, finds = ''] of examples)
    it(`${plain(filter) || '(nothing)'} › finds ${finds}`, () => {
      const { node, problems } = parseFilter(plain(filter));
      assert.deepEqual(problems, []);
      const found = [...filterRows(store, node, now)].map(row => store.cell(row, 'id'));
      assert.equal(found.join(', '), finds);
      const matching = people.filter(one => matchesUser(one, node, now)).map(({ userId }) => userId);
      assert.deepEqual(matching, found);
    });

  describe('on second factors', () => {
    const factors: Record<string, string[]> = {
      anna: ['backup_codes', 'totp'],
      bob: [],
      carl: ['backup_codes'],
    };
    before(() => {
      const cells = Object.values(factors).map(protectingProviders);
      store.change({ serverId: 'cloud', ids: Object.keys(factors), columns: { secondFactor: cells } });
    });

    const rows = tableOf('second factor filter');

    it('has examples', () => assert.ok(rows.length > 5));

    for (const [filter, finds = ''] of rows)
      it(`${plain(filter)} › finds ${finds}`, () => {
        const { node, problems } = parseFilter(plain(filter));
        assert.deepEqual(problems, []);
        const found = [...filterRows(store, node, now)].map(row => store.cell(row, 'id'));
        assert.equal(found.join(', '), finds);
        // Who is asked about nowhere but in the table is found nowhere else.
        assert.deepEqual(
          people.filter(one => matchesUser(one, node, now)),
          [],
        );
      });
  });

  it('shows the users of the examples', () => {
    const shown = tableOf('id').map(([id = '', name, email, groups, quota]) => [
      plain(id),
      name,
      email,
      groups,
      quota,
    ]);
    const text = (row: number, column: 'displayname' | 'email' | 'groups'): string => {
      const cell = store.cell(row, column);
      return cell === null ? '?' : formatCell(column, cell, reader);
    };
    const quotas = ['5 GB', '5 GB', 'none', '10 GB', '?'];
    const expected = people.map(({ userId }, row) => [
      userId,
      text(row, 'displayname'),
      text(row, 'email'),
      text(row, 'groups'),
      quotas[row],
    ]);
    assert.deepEqual(shown, expected);
  });

  it('names every column and its other names', () => {
    const rows = tableOf('name').map(row => row.map(plain));
    assert.deepEqual(
      rows.map(([name, , title]) => [name, title]),
      columns.map(({ filterName, title }) => [filterName, title()]),
    );
    for (const [name = '', also = ''] of rows) {
      const { id, filterName, aliases } = columnOf(columnNamed(name)!.id);
      const others = also.split(', ').filter(Boolean);
      for (const other of others) assert.equal(columnNamed(other)?.id, id, other);
      const spellings = new Set([...aliases, id].map(one => one.toLowerCase().replaceAll('_', '')));
      spellings.delete(filterName.toLowerCase());
      const named = others.map(one => one.toLowerCase().replaceAll('_', ''));
      assert.deepEqual(named.toSorted(), [...spellings].toSorted(), name);
    }
  });
});
