import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  compareInstances,
  compareUsers,
  differenceKey,
  type Difference,
} from '../../../src/keep/compare/differences.ts';
import {
  inverted,
  mappingByEmail,
  renamed,
  renamedDifference,
  sameIds,
} from '../../../src/keep/compare/mapping.ts';
import { readMapping } from '../../../src/keep/compare/mappingFile.ts';
import { mergeJoin, sortedEntries } from '../../../src/keep/compare/mergeJoin.ts';
import { differenceText } from '../../../src/keep/compare/words.ts';
import { itemsOf, type InstanceState } from '../../../src/keep/instance/state.ts';
import { usualScope } from '../../../src/keep/instance/scope.ts';
import { readSnapshot } from '../../../src/keep/snapshot/readSnapshot.ts';
import { writeSnapshot } from '../../../src/keep/snapshot/writeSnapshot.ts';
import type { AccountDocument } from '../../../src/model/account.ts';
import { userKey } from '../../../src/model/plan/types.ts';
import { instances } from './instances.ts';

/** Seen from the other side, which may write the ID of a user in another case. */
const swapped = ({ left, right, ...rest }: Difference): Difference => ({
  ...inOneCase(rest),
  ...(right !== undefined && { left: right }),
  ...(left !== undefined && { right: left }),
});

function instanceOf(users: readonly AccountDocument[], more: Partial<InstanceState> = {}): InstanceState {
  return {
    scope: usualScope,
    users: new Map(users.map(user => [userKey(user.id), user])),
    groups: new Map(),
    ...more,
  };
}

const inOneCase = (difference: Difference): Difference =>
  difference.kind === 'user' ? { ...difference, subject: userKey(difference.subject) } : difference;

const texts = (left: InstanceState, right: InstanceState): string[] =>
  [...compareInstances(left, right)].map(differenceText);

describe('compareInstances', () => {
  it('finds nothing between an instance and its snapshot', () =>
    fc.assert(
      fc.asyncProperty(
        instances,
        fc.constantFrom('perUser' as const, 'perKind' as const),
        async (one, layout) => {
          const files = [];
          for await (const file of writeSnapshot(itemsOf(one), { layout })) files.push(file);
          const read = await readSnapshot(files);
          assert.ok('state' in read);
          assert.deepEqual([...compareInstances(one, read.state)], []);
        },
      ),
      { numRuns: 100 },
    ));

  it('finds the same in both directions and in whatever order an instance was read, each once', () => {
    fc.assert(
      fc.property(instances, instances, (one, other) => {
        const found = [...compareInstances(one, other)];
        const users = new Map([...other.users].reverse());
        assert.deepEqual([...compareInstances({ ...other, users }, one)].map(swapped), found.map(inOneCase));
        assert.equal(new Set(found.map(differenceKey)).size, found.length);
        for (const { left, right } of found) assert.notDeepEqual(left, right);
      }),
      { numRuns: 200 },
    );
  });

  it('tells users, groups, apps and settings that differ, by kind and name', () => {
    const left = instanceOf(
      [
        { id: 'ann', quota: '5 GB', groups: ['crew', 'staff'], enabled: true, phone: '+49 30 1' },
        { id: 'bob' },
      ],
      {
        groups: new Map([
          ['crew', { id: 'crew', displayname: 'Crew' }],
          ['gone', { id: 'gone' }],
        ]),
        apps: new Map([
          ['deck', { id: 'deck', enabled: true }],
          ['mail', { id: 'mail', enabled: false }],
          ['polls', { id: 'polls', enabled: true, limitedTo: ['b', 'a'] }],
        ]),
        config: new Map([['theming', { color: 'red', url: '' }]]),
      },
    );
    const right = instanceOf(
      [{ id: 'ann', quota: 'none', groups: ['crew'], enabled: false, phone: '+49301' }, { id: 'carl' }],
      {
        groups: new Map([['crew', { id: 'crew', displayname: 'The Crew' }]]),
        apps: new Map([['polls', { id: 'polls', enabled: true }]]),
        config: new Map([['theming', { color: 'blue' }]]),
      },
    );
    assert.deepEqual(texts(left, right), [
      'Group: crew: displayname: Crew ≠ The Crew',
      'Group: gone: Yes ≠ (absent)',
      'App: deck: enabled: Yes ≠ No',
      'App: polls: enabled: a, b ≠ Yes',
      'Setting: theming: color: red ≠ blue',
      'Setting: theming: url: (empty) ≠ (absent)',
      'User: ann: Quota: 5 GB ≠ none',
      'User: ann: Groups: staff: Yes ≠ (absent)',
      'User: ann: Enabled: Yes ≠ No',
      'User: bob: Yes ≠ (absent)',
      'User: carl: (absent) ≠ Yes',
    ]);
  });

  it('takes what a side does not know for equal: fields, unreadable users, apps', () => {
    const left = instanceOf([{ id: 'ann' }, { id: 'bob', phone: '1' }], {
      apps: new Map([['deck', { id: 'deck', enabled: true }]]),
      config: new Map([['core', { a: '1' }]]),
    });
    assert.deepEqual(
      texts(
        left,
        instanceOf([
          { id: 'Ann', groups: ['x'] },
          { id: 'bob', bluesky: 'b' },
        ]),
      ),
      [],
    );
  });

  it('goes no further than it is asked', () => {
    let read = 0;
    function* many() {
      for (; read < 1000; read++) yield [String(read).padStart(4, '0'), read] as const;
    }
    for (const { key } of mergeJoin(many(), sortedEntries(new Map([['0001', 1]])))) if (key === '0002') break;
    assert.ok(read < 5);
  });
});

describe('compareUsers', () => {
  it('compares users of different IDs, in the words of the right one', () => {
    const found = compareUsers(
      { id: 'ann', additional_mail: ['A@x.org', 'b@x.org'], email: 'E@x.org' },
      { id: 'al', additional_mail: ['a@x.org'], email: 'e@x.org', quota: 'none' },
    );
    assert.deepEqual([...found].map(differenceText), [
      'User: al: Additional emails: b@x.org: Yes ≠ (absent)',
    ]);
  });
});

describe('mappings', () => {
  const left = instanceOf(
    [
      { id: 'Ann', displayname: 'Ann', email: 'a@x.org', groups: ['crew'], manager: 'bob' },
      { id: 'bob', email: 'B@x.org' },
      { id: 'carl', email: 'same@x.org' },
      { id: 'dora', email: 'same@x.org' },
      { id: 'al' },
      { id: 'zoe' },
    ],
    { groups: new Map([['crew', { id: 'crew' }]]) },
  );
  const right = instanceOf(
    [
      { id: 'al', displayname: 'al', email: 'A@x.org', groups: ['team'], manager: 'robert' },
      { id: 'robert', email: 'b@x.org' },
      { id: 'carl', email: 'same@x.org' },
      { id: 'zoe', email: 'z@x.org' },
    ],
    { groups: new Map([['team', { id: 'team' }]]) },
  );
  const byEmail = mappingByEmail(left, right);
  const mapping = { ...byEmail.mapping, groups: new Map([['crew', 'team']]) };

  it('knows users by their email, and tells whose email says nothing', () => {
    assert.deepEqual([...mapping.users], [['ann', 'al'], ['bob', 'robert']]); // prettier-ignore
    assert.deepEqual(byEmail.ambiguous, ['carl', 'dora']);
  });

  it('compares in the words of the right side, and leaves out whoever has the ID of another', () => {
    const { state, clashes } = renamed(left, mapping);
    assert.deepEqual(clashes, ['al']);
    assert.deepEqual(texts(state, right), ['User: dora: Yes ≠ (absent)']);
    assert.equal(renamed(left, sameIds).state, left);
  });

  it('are turned around for the other direction', () => {
    const back = inverted(mapping, left);
    assert.deepEqual(
      renamedDifference({ kind: 'user', subject: 'al', field: 'groups', item: 'team', left: true }, back),
      { kind: 'user', subject: 'Ann', field: 'groups', item: 'crew', left: true },
    );
    assert.deepEqual(
      renamedDifference({ kind: 'user', subject: 'x', field: 'manager', left: 'robert', right: '' }, back),
      { kind: 'user', subject: 'x', field: 'manager', left: 'bob', right: '' },
    );
    assert.deepEqual(
      renamedDifference({ kind: 'app', subject: 'polls', field: 'enabled', left: ['team', 'x'] }, back).left,
      ['crew', 'x'],
    );
  });

  it('are read from a file', () => {
    const read = readMapping('ids.json', '{ "users": { "Ann": "al" }, "groups": { "crew": "team" } }');
    assert.ok('mapping' in read);
    assert.deepEqual(
      [[...read.mapping.users], [...read.mapping.groups]],
      [[['ann', 'al']], [['crew', 'team']]],
    );
  });

  const broken: [text: string, found: RegExp][] = [
    ['{', /^1:2 Not valid JSON/],
    ['[]', /^1:1 This must be an object/],
    ['{ "people": {} }', /^1:3 “people” is not a field/],
    ['{ "users": {\n  "a": 1 } }', /^2:8 “a” must be a text/],
    ['{ "users": { "a": "x", "b": "X" } }', /^1:29 “X” is mapped twice/],
    ['{ "users": { "a": "x", "A": "y" } }', /^1:24 “A” is mapped twice/],
  ];
  for (const [text, found] of broken)
    it(`are refused where they are ${text.replace('\n', ' ')}`, () => {
      const read = readMapping('ids.json', text);
      assert.ok('problem' in read);
      assert.match(`${read.problem.line}:${read.problem.column} ${read.problem.message}`, found);
    });
});
