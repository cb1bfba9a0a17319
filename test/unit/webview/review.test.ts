import assert from 'node:assert/strict';
import { matrixOf } from '../../../src/commands/review/pageState.ts';
import { countOf, filtered, linesOf, type ReviewFilter } from '../../../src/webview/review/lines.ts';
import { membershipOf, shownMatrix, type MatrixView } from '../../../src/webview/review/matrix.ts';
import type { ReviewRow, ReviewRuleWords } from '../../../src/webview/review/protocol.ts';
import { TickedKeys } from '../../../src/webview/shared/tickedKeys.ts';
import { reviewed } from '../keep/reviewed.ts';

const words = { reason: '', method: '', advice: '' };
const rules: Record<string, ReviewRuleWords> = {
  noEmail: { title: 'Users without an email', severity: 'low', ...words },
  longAway: { title: 'Long away', severity: 'medium', ...words },
};

const row = (key: string, more: Partial<ReviewRow> = {}): ReviewRow => ({
  key,
  rule: 'noEmail',
  text: `“${key}” has no email.`,
  status: 'open',
  isNew: false,
  note: '',
  isFixable: false,
  subjects: [`user:${key}`],
  ...more,
});

const rows = [
  row('ann'),
  row('bob', { status: 'accepted', note: 'Accepted until 2027-01-01: On leave' }),
  row('carl', { status: 'expired', isNew: true }),
  row('dora', { rule: 'longAway', text: '“dora” is away.', isNew: true }),
];

const keys = (filter: Partial<ReviewFilter>): string[] =>
  filtered(rows, rules, { severities: new Set(), marks: new Set(), text: '', ...filter }).map(
    ({ key }) => key,
  );

describe('the list of findings', () => {
  it('filtered › shows what is not accepted, until something else is chosen', () => {
    assert.deepEqual(keys({}), ['ann', 'carl', 'dora']);
    assert.deepEqual(keys({ marks: new Set(['accepted']) }), ['bob']);
    assert.deepEqual(keys({ marks: new Set(['accepted', 'new']) }), ['bob', 'carl', 'dora']);
    assert.deepEqual(keys({ severities: new Set(['medium']) }), ['dora']);
  });

  it('filtered › finds texts, titles and notes', () => {
    assert.deepEqual(keys({ text: 'ANN' }), ['ann']);
    assert.deepEqual(keys({ text: 'long away' }), ['dora']);
    assert.deepEqual(keys({ text: 'on leave', marks: new Set(['accepted']) }), ['bob']);
  });

  it('countOf › counts what each button shows', () =>
    assert.deepEqual(
      (['open', 'new', 'accepted'] as const).map(mark => countOf(rows, mark)),
      [3, 2, 1],
    ));

  it('linesOf › has findings below their rules', () =>
    assert.deepEqual(
      linesOf(rows).map(line => (line.kind === 'rule' ? `${line.rule} ${line.findings.length}` : line.finding.key)),
      ['noEmail 3', 'ann', 'bob', 'carl', 'longAway 1', 'dora'],
    )); // prettier-ignore

  it('TickedKeys › know all, none and some, keep what is there, and outlive the page', () => {
    const memory: { viewState: Record<string, unknown> } = { viewState: { tab: 'powers' } };
    const ticks = new TickedKeys(memory);
    ticks.set(['a', 'b', 'c'], true);
    assert.deepEqual([['a', 'b'], ['a', 'x'], ['x']].map(keys => ticks.of(keys)), ['true', 'mixed', 'false']);
    ticks.keepOnly(['a', 'x']);
    ticks.set(['x'], false);
    assert.deepEqual(memory.viewState, { tab: 'powers', ticked: ['a'] });
    const again = new TickedKeys(memory);
    assert.ok(again.has('a') && !again.has('b'));
  }); // prettier-ignore
});

describe('the matrix', () => {
  const { state } = reviewed(
    [
      { id: 'lead', displayname: 'Zoe', groups: ['crew'], subadmin: ['crew', 'staff'] },
      { id: 'gone', enabled: false, groups: ['admin'] },
      { id: 'root', groups: ['admin', 'unlisted'] },
    ],
    { groups: ['crew', 'Group 10', 'Group 9'] },
  );
  const matrix = matrixOf(state);
  const view: MatrixView = { users: '', groups: '', closed: new Set() };
  const shown = (change: Partial<MatrixView>) => {
    const { columns, lines } = shownMatrix(matrix, { ...view, ...change });
    return [
      columns.map(index => matrix.groups[index]?.id),
      lines.map(line => (line.kind === 'part' ? `${line.part} ${line.count}` : line.user.id)),
    ];
  };

  it('matrixOf › has groups by name, also those that only users name, with their members', () =>
    assert.deepEqual(
      matrix.groups.map(({ id, members }) => [id, members]),
      [
        ['admin', 2],
        ['crew', 1],
        ['Group 9', 0],
        ['Group 10', 0],
        ['staff', 2],
        ['unlisted', 1],
      ],
    ));

  it('shownMatrix › has users in their parts, which can be closed', () => {
    const all = ['admins 1', 'root', 'managers 1', 'lead', 'users 2', 'first', 'second', 'disabled 1', 'gone']; // prettier-ignore
    assert.deepEqual(shown({})[1], all);
    const closed = new Set(['users' as const]);
    assert.deepEqual(
      shown({ closed })[1],
      all.filter(line => !['first', 'second'].includes(line)),
    );
  });

  it('shownMatrix › finds users by ID and name, and groups with whoever is in them or administers them', () => {
    assert.deepEqual(shown({ users: ' ZOE ' })[1], ['managers 1', 'lead']);
    assert.deepEqual(shown({ groups: 'staff' }), [
      ['staff'],
      ['managers 1', 'lead', 'users 2', 'first', 'second'],
    ]);
    assert.deepEqual(shown({ groups: 'group' }), [['Group 9', 'Group 10'], []]);
  });

  it('membershipOf › tells members, group administrators, and those who are both', () => {
    const lead = matrix.users.find(({ id }) => id === 'lead');
    assert.ok(lead);
    assert.deepEqual(
      matrix.groups.map((_, index) => membershipOf(lead, index)),
      ['none', 'both', 'none', 'none', 'manager', 'none'],
    );
  });
});
