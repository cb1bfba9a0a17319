import assert from 'node:assert/strict';
import { makePlan } from '../../../../src/model/plan/plan.ts';
import { problemText } from '../../../../src/model/plan/problems.ts';
import { leftOut } from '../../../../src/model/plan/selection.ts';
import type { Plan, WantedUser } from '../../../../src/model/plan/types.ts';
import { account, present } from './worlds.ts';

const kinds = ({ steps }: Plan) =>
  steps.map(step =>
    [step.kind, 'user' in step ? step.user : '', 'group' in step ? step.group : ''].filter(Boolean).join(' '),
  );
const codes = ({ problems }: Plan) => problems.map(({ code }) => code);

describe('makePlan', () => {
  it('counts the listed users who are as wanted already, each once', () => {
    const state = present([account('ada'), account('bob'), account('cy')]);
    const plan = makePlan(
      [
        { id: 'ada' },
        { id: 'ADA', quota: 'none' },
        { id: 'bob', quota: '5 GB' },
        { id: 'cy', groups: { add: ['nowhere'] } },
        { id: 'gone', state: 'absent' },
      ],
      state,
    );
    const { unchanged } = plan;
    assert.deepEqual([kinds(plan), codes(plan).length > 0, unchanged], [['change bob'], true, 1]);
    assert.equal(makePlan([{ id: 'bob', quota: '5 GB' }], state).unchanged, undefined);
  });

  it('creates managers before their users, and sets circular managers last', () => {
    const wanted: WantedUser[] = [
      { id: 'a', hasPassword: true, manager: 'b' },
      { id: 'b', hasPassword: true, manager: 'c' },
      { id: 'c', hasPassword: true, manager: 'a' },
    ];
    const plan = makePlan(wanted, present([account('admin', { groups: ['admin'] })]));
    assert.deepEqual(kinds(plan), ['create c', 'create b', 'create a', 'change c']);
    assert.deepEqual(plan.steps.at(-1)?.needs, [1, 3]);
  });

  it('creates with one request, and disables last', () => {
    const wanted: WantedUser[] = [
      {
        id: 'new',
        state: 'disabled',
        email: 'New@example.com',
        groups: ['fresh', 'staff'],
        subadmin: ['staff'],
        quota: '5120 MB',
        phone: '+49 1',
      },
    ];
    const plan = makePlan(wanted, present([account('admin', { groups: ['admin'] })]), { createGroups: true });
    assert.deepEqual(kinds(plan), ['createGroup fresh', 'create new', 'change new', 'disable new']);
    const [, create] = plan.steps;
    assert.ok(create?.kind === 'create');
    assert.deepEqual(create.values, {
      email: 'New@example.com',
      quota: '5 GB',
      groups: ['fresh', 'staff'],
      subadmin: ['staff'],
    });
    assert.deepEqual(create.needs, [1]);
    assert.deepEqual([...leftOut(plan, [1])], [1, 2, 3, 4]);
  });

  it('creates only the missing groups it was asked to create', () => {
    const wanted = [{ id: 'ada', groups: ['one', 'two'] }];
    const state = present([account('admin', { groups: ['admin'] }), account('ada', {})]);
    const plan = makePlan(wanted, state, { createGroups: ['one'] });
    assert.deepEqual(kinds(plan), ['createGroup one', 'join ada one']);
    assert.deepEqual(codes(plan), ['unknownGroup']);
  });

  it('joins a group before promoting, and demotes before leaving', () => {
    const state = present([
      account('admin', { groups: ['admin'] }),
      account('bob', { groups: ['staff'], subadmin: ['staff'] }),
    ]);
    const plan = makePlan([{ id: 'BOB', groups: ['crew'], subadmin: ['crew'] }], state);
    assert.deepEqual(kinds(plan), [
      'join bob crew',
      'promote bob crew',
      'demote bob staff',
      'leave bob staff',
    ]);
    assert.deepEqual(
      plan.steps.map(({ needs }) => needs),
      [[], [1], [], [1, 3]],
    );
  });

  it('reassigns managed users before a deletion, and reports the others', () => {
    const state = present([
      account('admin', { groups: ['admin'] }),
      account('boss'),
      account('bob', { manager: 'boss' }),
      account('carol', { manager: 'boss' }),
    ]);
    const plan = makePlan(
      [
        { id: 'boss', state: 'absent' },
        { id: 'bob', manager: 'admin' },
      ],
      state,
    );
    assert.deepEqual(kinds(plan), ['change bob', 'delete boss']);
    assert.deepEqual(plan.steps[1]?.needs, [1]);
    assert.deepEqual(plan.problems, [
      { code: 'stillManages', blocks: false, user: 'boss', field: 'state', values: ['carol'] },
    ]);
  });

  it('disables wiped users first', () => {
    const state = present([account('admin', { groups: ['admin'] }), account('bob', { groups: ['crew'] })]);
    const plan = makePlan([{ id: 'bob', state: 'disabled', wipe: true, groups: [] }], state);
    assert.deepEqual(kinds(plan), ['disable bob', 'wipe bob', 'leave bob crew']);
  });

  it('resets second factors that are known, and only those', () => {
    const state = present(['admin', 'bob', 'carol', 'eve'].map(id => account(id, { groups: ['admin'] })));
    const plan = makePlan(
      [
        { id: 'bob', resetSecondFactor: { providers: ['totp'] } },
        { id: 'carol', resetSecondFactor: { providers: [] } },
        { id: 'eve', resetSecondFactor: { unknown: 'The server is busy.' } },
        { id: 'new1', hasPassword: true, resetSecondFactor: { providers: ['totp'] } },
      ],
      state,
    );
    assert.deepEqual(kinds(plan), ['resetSecondFactor bob', 'create new1']);
    assert.equal(plan.unchanged, 1);
    assert.deepEqual(plan.problems.map(problemText), [
      'The second factor of “eve” is not known, and is not reset. The server is busy.',
    ]);
  });

  it('never removes the signed-in user or the last administrator', () => {
    const one = present([account('admin', { groups: ['admin'] }), account('bob', { groups: ['admin'] })]);
    const wanted: WantedUser[] = [
      { id: 'Admin', state: 'absent', wipe: true },
      { id: 'bob', groups: [] },
    ];
    const plan = makePlan(wanted, one);
    assert.deepEqual(kinds(plan), ['leave bob admin']);
    assert.deepEqual(codes(plan), ['oneself', 'oneself']);
    const delegated = present([account('bob', { groups: ['admin'] })], { me: 'me', role: 'delegated' });
    assert.deepEqual(codes(makePlan([{ id: 'bob', state: 'disabled' }], delegated)), ['lastAdministrator']);
  });

  it('keeps users in the last group of a group administrator', () => {
    const state = present([account('bob', { groups: ['crew'] })], {
      me: 'sub',
      role: 'subadmin',
      groups: new Set(['crew', 'staff']),
    });
    const plan = makePlan(
      [
        { id: 'bob', groups: [] },
        { id: 'new', hasPassword: true },
      ],
      state,
    );
    assert.deepEqual([kinds(plan), codes(plan)], [[], ['lastGroup', 'groupNeeded']]);
    assert.deepEqual(kinds(makePlan([{ id: 'bob', groups: ['staff'] }], state)), [
      'join bob staff',
      'leave bob crew',
    ]);
  });

  const refusals: [code: string, wanted: WantedUser[]][] = [
    [
      'duplicate',
      [
        { id: 'x', hasPassword: true },
        { id: 'X', hasPassword: true },
      ],
    ],
    ['invalidId', [{ id: 'a/b', hasPassword: true }]],
    ['invalidId', [{ id: '..', hasPassword: true }]],
    ['noAccess', [{ id: 'x' }]],
    ['contradiction', [{ id: 'bob', state: 'disabled', enabled: true }]],
    ['contradiction', [{ id: 'bob', groups: { add: ['crew'], remove: ['crew'] } }]],
    ['invalidValue', [{ id: 'x', hasPassword: true, quota: '5 GiB' }]],
    ['invalidValue', [{ id: 'bob', email: 'broken' }]],
    ['unknownField', [{ id: 'bob', pronouns: 'they' }]],
    ['unknownGroup', [{ id: 'bob', groups: ['nowhere'] }]],
    ['similarGroup', [{ id: 'bob', groups: ['CREW'] }]],
    ['fixedGroup', [{ id: 'bob', groups: ['guests'] }]],
    ['adminGroup', [{ id: 'bob', subadmin: ['admin'] }]],
    ['unknownManager', [{ id: 'bob', manager: 'nobody' }]],
    ['ownManager', [{ id: 'bob', manager: 'BOB' }]],
    ['locked', [{ id: 'bob', displayname: 'Bobby' }]],
  ];
  for (const [code, wanted] of refusals)
    it(`refuses ${JSON.stringify(wanted)}: ${code}`, () => {
      const state = present([account('admin', { groups: ['admin'] }), account('bob')], {
        fixedGroups: new Map([['guests', { add: true, remove: false }]]),
        locks: new Map([['bob', { fields: { displayname: 'backend' }, actions: [] }]]),
      });
      const plan = makePlan(wanted, state);
      assert.deepEqual(plan.steps, []);
      assert.ok(codes(plan).every(found => found === code) && plan.problems.length > 0, String(codes(plan)));
    });

  it('compares values as servers store them', () => {
    const state = present([
      account('admin', { groups: ['admin'] }),
      account('bob', { quota: '4.7 GB', phone: '+49301', additional_mail: ['x@example.com'] }),
    ]);
    const same = {
      email: 'BOB@Example.com',
      quota: '5000000000',
      phone: '+49 30 1',
      additional_mail: ['X@example.com'],
    };
    assert.deepEqual(makePlan([{ id: 'bob', ...same }], state).steps, []);
    const [step] = makePlan([{ id: 'bob', quota: '4.8 GB' }], state).steps;
    assert.ok(step?.kind === 'change');
    assert.deepEqual(step.changes, [{ field: 'quota', old: '4.7 GB', new: '5153960755' }]);
  });

  it('rejects managers who cannot be created', () => {
    const state = present([account('admin', { groups: ['admin'] })]);
    const plan = makePlan(
      [
        { id: 'x', hasPassword: true, manager: 'y' },
        { id: 'y', hasPassword: true, quota: 'much' },
      ],
      state,
    );
    assert.deepEqual([kinds(plan), codes(plan)], [['create x'], ['unknownManager', 'invalidValue']]);
  });
});
