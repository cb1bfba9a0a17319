import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyStep, applySteps } from '../../../../src/model/plan/apply.ts';
import { parsePlan, serializePlan } from '../../../../src/model/plan/codec.ts';
import { makePlan } from '../../../../src/model/plan/plan.ts';
import { problemText } from '../../../../src/model/plan/problems.ts';
import { withoutSteps } from '../../../../src/model/plan/selection.ts';
import { isUserStep, userKey, type PlanStep, type Present } from '../../../../src/model/plan/types.ts';
import { presents, wantedLists } from './worlds.ts';

/** What a server would refuse of a step. */
function assertPossible(state: Present, step: PlanStep): void {
  if (step.kind === 'createGroup') {
    assert.ok(!state.groups.has(step.group));
    return;
  }
  assert.ok(isUserStep(step), step.kind);
  const user = state.accounts.get(userKey(step.user));
  assert.equal(user === undefined, step.kind === 'create', `${step.kind} ${step.user}`);
  const groups =
    step.kind === 'create' ? [...(step.values.groups ?? []), ...(step.values.subadmin ?? [])] : [];
  if ('group' in step) groups.push(step.group);
  for (const group of groups) assert.ok(state.groups.has(group), `no group ${group}`);
  const manager =
    step.kind === 'create'
      ? step.values.manager
      : step.kind === 'change'
        ? step.changes.find(({ field }) => field === 'manager')?.new
        : undefined;
  if (manager) assert.ok(state.accounts.has(userKey(manager)), `no manager ${manager}`);
  if (step.kind === 'promote') assert.notEqual(step.group, 'admin');
}

function assertSensible(state: Present): void {
  const admin = state.accounts.get('admin');
  assert.ok(admin?.enabled && admin.groups?.includes('admin'));
}

describe('makePlan, for any users and any server', () => {
  const options = { createGroups: true };

  it('plans nothing after the plan has been applied', () => {
    fc.assert(
      fc.property(wantedLists, presents, (wanted, state) => {
        const plan = makePlan(wanted, state, options);
        const again = makePlan(wanted, applySteps(state, plan.steps), options);
        assert.deepEqual(again.steps, []);
      }),
      { numRuns: 300 },
    );
  });

  it('orders steps so that each is possible and leaves a sensible state', () => {
    fc.assert(
      fc.property(wantedLists, presents, (wanted, state) => {
        let now = state;
        for (const step of makePlan(wanted, state, options).steps) {
          assertPossible(now, step);
          now = applyStep(now, step);
          assertSensible(now);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('keeps a valid order when steps are left out', () => {
    fc.assert(
      fc.property(wantedLists, presents, fc.array(fc.nat(20)), (wanted, state, out) => {
        let now = state;
        for (const step of withoutSteps(makePlan(wanted, state, options), out).steps) {
          assertPossible(now, step);
          now = applyStep(now, step);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('returns the same bytes for the same input, and parsePlan reads them back', () => {
    fc.assert(
      fc.property(wantedLists, presents, (wanted, state) => {
        const text = serializePlan(makePlan(wanted, state, options));
        assert.equal(serializePlan(makePlan(structuredClone(wanted), state, options)), text);
        const parsed = parsePlan(text);
        assert.ok(parsed);
        assert.equal(serializePlan(parsed), text);
      }),
      { numRuns: 100 },
    );
  });

  it('changes only listed users, and deletes only those marked absent', () => {
    fc.assert(
      fc.property(wantedLists, presents, (wanted, state) => {
        const listed = new Map(wanted.map(user => [userKey(user.id), user]));
        for (const step of makePlan(wanted, state, options).steps) {
          if (!isUserStep(step)) continue;
          const user = listed.get(userKey(step.user));
          assert.ok(user);
          if (step.kind === 'delete') assert.equal(user.state, 'absent');
        }
      }),
      { numRuns: 100 },
    );
  });

  it('has a sentence for every problem', () => {
    fc.assert(
      fc.property(wantedLists, presents, (wanted, state) => {
        for (const problem of makePlan(wanted, state).problems) {
          assert.notEqual(problemText(problem), problem.code);
          assert.doesNotMatch(problemText(problem), /\{\d\}|undefined/);
        }
      }),
      { numRuns: 100 },
    );
  });
});
