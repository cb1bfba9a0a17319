import assert from 'node:assert/strict';
import { parsePlan, serializePlan } from '../../../../src/model/plan/codec.ts';
import { inverse, undoPlan } from '../../../../src/model/plan/inverse.ts';
import { notifyPlan } from '../../../../src/model/plan/notify.ts';
import { problemText } from '../../../../src/model/plan/problems.ts';
import { withoutSteps } from '../../../../src/model/plan/selection.ts';
import type { Present } from '../../../../src/model/plan/types.ts';

const notice = { subject: 'Maintenance “tonight”', message: 'From 22:00\nuntil 23:00' };
const users = [{ userId: 'ada', enabled: true }, { userId: 'bob', enabled: false }, { userId: 'eve' }];

describe('notifyPlan', () => {
  const plan = notifyPlan(users, notice);

  it('has a step for everybody who can sign in, and names the others', () => {
    assert.deepEqual(
      plan.steps.map(step => [step.kind, 'user' in step && step.user, step.needs]),
      [
        ['notify', 'ada', []],
        ['notify', 'eve', []],
      ],
    );
    assert.match(plan.problems.map(problemText).join(), /“bob” is disabled and would not see/);
  });

  it('has the text once, also when it was stored and when steps are left out', () => {
    assert.deepEqual(parsePlan(serializePlan(plan)), plan);
    assert.equal(serializePlan(plan).split('22:00').length, 2);
    assert.deepEqual(withoutSteps(plan, [1]).notice, notice);
  });

  it('is no plan without its text', () => {
    const { version, steps, problems } = plan;
    assert.equal(parsePlan(serializePlan({ version, steps, problems })), undefined);
    assert.equal(parsePlan(JSON.stringify({ ...plan, notice: { subject: 1, message: '' } })), undefined);
  });

  it('cannot be undone, and says so', () => {
    assert.equal(inverse({ kind: 'notify', user: 'ada' }), undefined);
    const present = { accounts: new Map(), groups: new Set(), me: 'admin', administrators: [] };
    const undo = undoPlan(plan.steps, present as unknown as Present);
    assert.deepEqual(undo.steps, []);
    assert.deepEqual(
      undo.problems.map(({ code }) => code),
      ['cannotBeUndone', 'cannotBeUndone'],
    );
  });
});
