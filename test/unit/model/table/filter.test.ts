import assert from 'node:assert/strict';
import fc from 'fast-check';
import { columns, columnOf } from '../../../../src/model/table/columns.ts';
import { boxesOf, withBox } from '../../../../src/model/table/filter/boxes.ts';
import { completeBox, completeFilter } from '../../../../src/model/table/filter/complete.ts';
import { countConditions } from '../../../../src/model/table/filter/counts.ts';
import { filterRows, matchesUser } from '../../../../src/model/table/filter/evaluate.ts';
import { parseBox, parseFilter } from '../../../../src/model/table/filter/parse.ts';
import { printFilter } from '../../../../src/model/table/filter/print.ts';
import type { FilterNode } from '../../../../src/model/table/filter/types.ts';
import { rowsChunk } from '../../../../src/model/table/rows.ts';
import { TableStore } from '../../../../src/model/table/store.ts';
import { filterNode, filterText, shape } from './filters.ts';
import { now, people } from './people.ts';

const store = new TableStore();
store.append(rowsChunk('cloud', people));

describe('parseFilter', () => {
  it('never throws, and marks places within the text', () =>
    fc.assert(
      fc.property(filterText, line => {
        const { problems, node: root } = parseFilter(line);
        for (const { start, end, message } of problems) {
          assert.ok(message.length > 0);
          assert.ok(0 <= start && start <= end && end <= line.length, `${start}–${end} of ${line.length}`);
        }
        assert.ok(filterRows(store, root, now).length <= people.length);
      }),
      { numRuns: 3000 },
    ));

  it('reads what printFilter writes, whatever the filter', () =>
    fc.assert(
      fc.property(filterNode, root => {
        const line = printFilter(root);
        const read = parseFilter(line);
        assert.deepEqual(read.problems, [], line);
        assert.deepEqual(shape(read.node), shape(root), line);
      }),
      { numRuns: 3000 },
    ));

  it('means the same once printed, whatever was typed', () =>
    fc.assert(
      fc.property(filterText, line => {
        const { node: root } = parseFilter(line);
        const printed = printFilter(root);
        const again = parseFilter(printed);
        assert.deepEqual(again.problems, [], printed);
        assert.deepEqual(shape(again.node), shape(root), printed);
        assert.equal(printFilter(again.node), printed);
      }),
      { numRuns: 3000 },
    ));

  const faults: [line: string, marked: string, suggestion: string | undefined, message: RegExp][] = [
    ['grup:sales', 'grup', 'group', /no column “grup”/],
    ['e-mail:x', 'e-mail', 'email', /no column/],
    ['name:a lastlogn<90d', 'lastlogn', 'lastLogin', /no column/],
    ['https://x.org', 'https', undefined, /quotation marks/],
    ['has:emial', 'emial', 'email', /no column/],
    ['has:', 'has:', undefined, /name of a column/],
    ['usage>x', 'x', undefined, /90%/],
    ['used>many', 'many', undefined, /5GB/],
    ['lastLogin<2026-02-30', '2026-02-30', undefined, /2026-01-31/],
    ['enabled:perhaps', 'perhaps', undefined, /yes or no/],
    ['group<sales', 'group<sales', undefined, /no order/],
    ['lastLogin<never', 'lastLogin<never', undefined, /Nothing is more or less/],
    ['used>1GB,2GB', 'used>1GB,2GB', undefined, /one value/],
    ['group:', 'group:', undefined, /Enter a value/],
    ['group:a,', ',', undefined, /value is missing/],
    ['(a', '(', undefined, /closing parenthesis/],
    ['a )', ')', undefined, /opening parenthesis/],
    ['a ()', '()', undefined, /between the parentheses/],
    ['a or', 'or', undefined, /each side/],
    ['or a', 'or', undefined, /each side/],
    ['a not', 'not', undefined, /condition is missing/],
    ['name:"a', '"a', undefined, /closing quotation mark/],
    ['"a', '"a', undefined, /closing quotation mark/],
    [`${'('.repeat(60)}a${')'.repeat(60)}`, `${'('.repeat(10)}a${')'.repeat(60)}`, undefined, /too deeply/],
  ];
  for (const [line, marked, suggestion, message] of faults)
    it(`${line.slice(0, 30)} › is marked`, () => {
      const [problem] = parseFilter(line).problems;
      assert.ok(problem);
      assert.match(problem.message, message);
      assert.equal(line.slice(problem.start, problem.end), marked);
      assert.equal(problem.suggestions[0], suggestion);
    });

  it('keeps the rest of a line with a fault', () => {
    const { node: root } = parseFilter('enabled grup:sales -bob');
    assert.equal(printFilter(root), 'enabled -bob');
  });
});

describe('matchesUser', () => {
  it('says the same of users as filterRows says of rows, and so do laid-over edits', () =>
    fc.assert(
      fc.property(filterNode, root => {
        const found = [...filterRows(store, root, now)].map(row => people[row]?.userId);
        const edited = new TableStore();
        edited.append({ serverId: 'cloud', ids: people.map(({ userId }) => userId), columns: {} });
        edited.change(rowsChunk('cloud', people));
        assert.deepEqual(
          [...filterRows(edited, root, now)].map(row => people[row]?.userId),
          found,
        );
        const users = people.filter(one => matchesUser(one, root, now, 'cloud'));
        assert.deepEqual(
          users.map(({ userId }) => userId),
          found,
        );
      }),
      { numRuns: 500 },
    ));

  it('looks at the edit where there is one', () => {
    const edited = new TableStore();
    edited.append(rowsChunk('cloud', people));
    edited.setEdits({
      'cloud/dora': { groups: { old: [], new: ['sales'] }, quota: { old: '10 GB', new: 'default' } },
      'cloud/anna': { groups: { old: ['sales'], new: [] } },
    });
    const find = (line: string): unknown[] =>
      [...filterRows(edited, parseFilter(line).node, now)].map(row => edited.cell(row, 'id'));
    assert.deepEqual(find('group:sales'), ['bob', 'dora']);
    assert.deepEqual(find('quota<1TB'), ['anna', 'bob']);
    assert.deepEqual(find('-quota<1TB'), ['carl']);
  });
});

describe('boxes', () => {
  const enter = (line: string, column: Parameters<typeof withBox>[1], box: string): string => {
    const result = withBox(line, column, box);
    assert.deepEqual(result.problems, []);
    return result.line;
  };

  it('show what the line says of one column', () => {
    const { node: root } = parseFilter(
      'group:sales -group:alumni quota>90% bob (email:x or name:y) lastLogin:never',
    );
    assert.deepEqual(boxesOf(root), { groups: 'sales -alumni', usage: '>90%', lastLogin: 'never' });
  });

  it('change the line and nothing else of it', () => {
    const line = 'bob group:sales -group:alumni enabled';
    assert.equal(enter(line, 'groups', 'crew,"Sales North"'), 'bob group:crew,"Sales North" enabled');
    assert.equal(enter(line, 'groups', ''), 'bob enabled');
    assert.equal(enter(line, 'quota', '>5 GB'), `${line} quota>5GB`);
    assert.equal(enter(line, 'quota', '>90%'), `${line} usage>90%`);
    assert.equal(enter('', 'email', 'empty'), 'empty:email');
    assert.equal(enter('', 'email', '-empty'), 'has:email');
    assert.equal(enter('', 'enabled', 'no'), 'disabled');
  });

  it('mark what cannot be understood, and leave the line alone', () => {
    const { line, problems } = withBox('enabled', 'used', '>many');
    assert.equal(line, 'enabled');
    assert.deepEqual(
      problems.map(({ start, end }) => [start, end]),
      [[1, 5]],
    );
  });

  it('put back as they are shown, leave the meaning as it was', () =>
    fc.assert(
      fc.property(filterNode, root => {
        const line = printFilter(root);
        for (const [column, box] of Object.entries(boxesOf(root))) {
          const { id } = columnOf(columns.find(one => one.id === column)!.id);
          const again = withBox(line, id, box);
          assert.deepEqual(again.problems, [], box);
          assert.deepEqual(boxesOf(parseFilter(again.line).node), boxesOf(root));
          const rows = (one: FilterNode): number[] => [...filterRows(store, one, now)];
          assert.deepEqual(rows(parseFilter(again.line).node), rows(root));
        }
      }),
      { numRuns: 1000 },
    ));

  it('never throw', () =>
    fc.assert(
      fc.property(fc.constantFrom(...columns), filterText, ({ id }, box) => {
        assert.ok(parseBox(id, box).problems.length >= 0);
        assert.ok(typeof withBox('enabled', id, box).line === 'string');
      }),
      { numRuns: 2000 },
    ));
});

describe('completeFilter', () => {
  const values = (_column: string, typed: string): string[] =>
    ['sales', 'Sales North', 'alumni'].filter(one => one.toLowerCase().includes(typed.toLowerCase()));
  const complete = (line: string): { replaced: string; inserts: string[] } => {
    const { start, end, items } = completeFilter(line, line.length, values);
    return { replaced: line.slice(start, end), inserts: items.map(({ insert }) => insert) };
  };

  const cases: [line: string, replaced: string, inserts: string[]][] = [
    ['gro', 'gro', ['group:', 'groupAdmin:']],
    ['enabled -gro', 'gro', ['group:', 'groupAdmin:']],
    ['group:sa', 'sa', ['sales', '"Sales North"']],
    ['group:sales,alu', 'alu', ['alumni']],
    ['(group:"Sales N', '"Sales N', ['"Sales North"']],
    ['has:em', 'em', ['email']],
    ['lastLogin:ne', 'ne', ['never']],
    ['lastLogin<9', '9', ['90d']],
    ['enabled:', '', ['yes', 'no']],
    ['2fa:non', 'non', ['none']],
    ['"gro', '', []],
    ['unknown:gro', '', []],
    ['disab', 'disab', ['disabled']],
  ];
  for (const [line, replaced, inserts] of cases)
    it(`${line} › ${inserts.join(', ') || 'nothing'}`, () =>
      assert.deepEqual(complete(line), { replaced, inserts }));

  it('offers the operators behind a name', () =>
    assert.deepEqual(complete('lastLogin').inserts, ['lastLogin', 'lastLogin<', 'lastLogin>', 'lastLogin:']));

  it('completes in a box what follows without its name', () => {
    const { start, end, items } = completeBox('groups', 'crew -sal', 9, values);
    assert.deepEqual([start, end, items[0]?.insert], [6, 9, 'sales']);
  });

  it('never throws, and replaces text before the cursor only', () =>
    fc.assert(
      fc.property(filterText, fc.nat(30), (line, offset) => {
        const place = Math.min(offset, line.length);
        const { start, end } = completeFilter(line, place, values);
        assert.ok(0 <= start && start <= end && end === place);
        const box = completeBox('groups', line, place, values);
        assert.ok(box.start <= box.end && box.end === place);
      }),
      { numRuns: 2000 },
    ));
});

describe('printFilter', () => {
  it('has a word of its own for no second factor, which is no provider of that name', () => {
    for (const line of [
      'secondFactor:none',
      'secondFactor:none,totp',
      'secondFactor:"none"',
      'has:secondFactor',
    ])
      assert.equal(printFilter(parseFilter(line).node), line);
    assert.equal(printFilter(parseFilter('empty:2fa').node), 'secondFactor:none');
    assert.deepEqual(boxesOf(parseFilter('mfa:none').node), { secondFactor: 'none' });
  });
});

describe('countConditions', () => {
  it('counts the rows of each condition alone', () => {
    const line = 'group:sales -group:alumni (bob or language:de)';
    const counts = countConditions(store, parseFilter(line).node, now);
    assert.deepEqual(
      counts.map(({ start, end, count }) => [line.slice(start, end), count]),
      [
        ['group:sales', 2],
        ['-group:alumni', 3],
        ['bob', 1],
        ['language:de', 2],
      ],
    );
  });
});
