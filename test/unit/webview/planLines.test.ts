import assert from 'node:assert/strict';
import type { PlanStep } from '../../../src/model/plan/types.ts';
import { byUser } from '../../../src/model/plan/selection.ts';
import { filtered, linesOf, toggled } from '../../../src/webview/plan/lines.ts';

const steps: PlanStep[] = [
  { kind: 'createGroup', group: 'new', id: 1, needs: [] },
  {
    kind: 'create',
    user: 'ada',
    values: { email: 'a@x', groups: ['new'] },
    hasPassword: false,
    id: 2,
    needs: [1],
  },
  {
    kind: 'change',
    user: 'Bob',
    changes: [
      { field: 'quota', old: 'none', new: '1 GB' },
      { field: 'email', old: '', new: 'b@x' },
    ],
    id: 3,
    needs: [],
  },
  { kind: 'promote', user: 'ada', group: 'new', id: 4, needs: [2] },
  { kind: 'disable', user: 'bob', id: 5, needs: [] },
];
const none = { kinds: new Set<string>(), states: new Set<never>(), text: '' };

describe('plan lines', () => {
  it('byUser › groups the steps by user, whatever the case of the ID', () => {
    assert.deepEqual(
      byUser(steps).map(({ user, steps: own }) => [user, own.map(({ id }) => id)]),
      [
        ['', [1]],
        ['ada', [2, 4]],
        ['Bob', [3, 5]],
      ],
    );
  });

  it('linesOf › gives each field and value a line of its own', () => {
    assert.deepEqual(
      linesOf(byUser(steps))
        .map(({ kind }) => kind)
        .join(),
      'user,step,user,step,part,part,step,user,step,part,step',
    );
  });

  it('filtered › filters by kind, by state, and by text in users and values', () => {
    const ids = (filter: Parameters<typeof filtered>[1]) =>
      filtered(byUser(steps), filter, ({ id }) => (id === 5 ? 'failed' : 'pending')).flatMap(group =>
        group.steps.map(({ id }) => id),
      );
    assert.deepEqual(ids(none), [1, 2, 4, 3, 5]);
    assert.deepEqual(ids({ ...none, kinds: new Set(['disable', 'create']) }), [2, 5]);
    assert.deepEqual(ids({ ...none, states: new Set(['failed' as const]) }), [5]);
    assert.deepEqual(ids({ ...none, text: 'BOB' }), [3, 5]);
    assert.deepEqual(ids({ ...none, text: '1 gb' }), [3]);
    assert.deepEqual(ids({ ...none, text: 'a@x' }), [2]);
  });

  it('toggled › restores a step together with the steps it needs', () => {
    assert.deepEqual(toggled(steps, new Set(), [1, 5], false), [1, 5]);
    assert.deepEqual(toggled(steps, new Set([1, 5]), [4], true), [5]);
  });
});
