import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applySteps } from '../../../../src/model/plan/apply.ts';
import { differences } from '../../../../src/model/plan/equal.ts';
import { inverse, undoPlan } from '../../../../src/model/plan/inverse.ts';
import { makePlan } from '../../../../src/model/plan/plan.ts';
import { problemText } from '../../../../src/model/plan/problems.ts';
import type { StepAction } from '../../../../src/model/plan/types.ts';
import { account, present, presents, wantedLists } from './worlds.ts';

const admin = account('admin', { groups: ['admin'] });

describe('undoPlan', () => {
  it('restores everything except deletions and groups', () => {
    fc.assert(
      fc.property(wantedLists, presents, (wanted, before) => {
        const { steps } = makePlan(wanted, before, { createGroups: true });
        const after = applySteps(before, steps);
        const back = applySteps(after, undoPlan(steps, after).steps);
        const deleted = new Set(
          steps.flatMap(step => (step.kind === 'delete' ? [step.user.toLowerCase()] : [])),
        );
        for (const [key, one] of before.accounts) {
          if (deleted.has(key)) continue;
          const found = back.accounts.get(key);
          assert.ok(found);
          // A group administrator of "admin" cannot be made again; none is in these worlds.
          assert.deepEqual(differences(one, found), []);
        }
        for (const key of back.accounts.keys()) assert.ok(before.accounts.has(key));
      }),
      { numRuns: 300 },
    );
  });

  it('deletes nobody who has signed in or changed since', () => {
    const done: StepAction[] = ['x', 'y', 'z'].map(user => ({
      kind: 'create',
      user,
      values: { groups: ['crew'] },
      hasPassword: true,
    }));
    const now = present(
      [
        admin,
        account('x', { groups: ['crew'], email: '' }),
        account('y', { groups: ['crew'], email: '' }),
        account('z'),
      ],
      { signedIn: new Set(['x']) },
    );
    const plan = undoPlan(done, now);
    assert.deepEqual(
      plan.steps.map(step => [step.kind, 'user' in step && step.user]),
      [['delete', 'y']],
    );
    assert.deepEqual(
      plan.problems.map(({ code, user, values }) => [code, user, ...values]),
      [
        ['changedSince', 'z', 'email, groups'],
        ['signedInSince', 'x'],
      ],
    );
  });

  it('skips fields that somebody else has changed since', () => {
    const step: StepAction = {
      kind: 'change',
      user: 'bob',
      changes: [
        { field: 'quota', old: 'none', new: '5 GB' },
        { field: 'displayname', old: 'bob', new: 'Bob' },
      ],
    };
    const plan = undoPlan([step], present([admin, account('bob', { quota: '7 GB', displayname: 'Bob' })]));
    assert.deepEqual(plan.steps, [
      {
        kind: 'change',
        user: 'bob',
        changes: [{ field: 'displayname', old: 'Bob', new: 'bob' }],
        id: 1,
        needs: [],
      },
    ]);
    assert.deepEqual(
      plan.problems.map(({ code, values }) => [code, ...values]),
      [['changedSince', 'quota']],
    );
  });

  it('reports what cannot be undone', () => {
    const done: StepAction[] = [
      { kind: 'createGroup', group: 'new' },
      { kind: 'wipe', user: 'bob' },
      { kind: 'resetSecondFactor', user: 'bob', providers: ['totp'] },
      { kind: 'delete', user: 'carol', before: account('carol') },
    ];
    const plan = undoPlan(done, present([admin, account('bob')]));
    assert.deepEqual(plan.steps, []);
    assert.deepEqual(
      plan.problems.map(({ code, user, values }) => [code, user, ...values]),
      [
        ['cannotBeUndone', 'carol', 'delete'],
        ['cannotBeUndone', 'bob', 'resetSecondFactor'],
        ['cannotBeUndone', 'bob', 'wipe'],
        ['groupStays', '', 'new'],
      ],
    );
    assert.deepEqual(plan.problems.slice(1, 3).map(problemText), [
      'This cannot be undone for “bob”: Reset second factor',
      'This cannot be undone for “bob”: Wipe devices',
    ]);
  });
});

describe('inverse', () => {
  it('returns another step or nothing', () => {
    assert.deepEqual(inverse({ kind: 'join', user: 'bob', group: 'crew' }), {
      kind: 'leave',
      user: 'bob',
      group: 'crew',
    });
    assert.equal(inverse({ kind: 'welcome', user: 'bob' }), undefined);
    assert.equal(
      inverse({ kind: 'change', user: 'bob', changes: [{ field: 'phone', new: '1' }] }),
      undefined,
    );
  });
});
