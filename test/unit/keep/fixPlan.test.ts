import assert from 'node:assert/strict';
import type { AccountDocument } from '../../../src/model/account.ts';
import { stepText } from '../../../src/model/plan/words.ts';
import { fixPlan } from '../../../src/keep/review/fixPlan.ts';
import { reviewInstance, type ReviewFinding } from '../../../src/keep/review/review.ts';
import type { RuleId } from '../../../src/keep/review/rules/index.ts';
import { account, present } from '../model/plan/worlds.ts';
import { reviewed, type Person } from './reviewed.ts';

type Fixed = Person & AccountDocument;

function fixOf(
  people: readonly Fixed[],
  rules: readonly RuleId[],
  apps: Parameters<typeof reviewed>[1] = {},
) {
  const instance = reviewed(people, apps);
  const findings = reviewInstance(instance).filter(({ rule }) => rules.includes(rule));
  const world = present([...instance.state.users.values()].map(user => account(user.id, user)), {
    groups: new Set(instance.state.groups.keys()),
  }); // prettier-ignore
  return { findings, plan: fixPlan(findings, world) };
}

const texts = ({ plan }: ReturnType<typeof fixOf>): string[] =>
  plan.steps.map(step => `${'user' in step ? step.user : 'server'}: ${stepText(step)}`);

describe('fixPlan', () => {
  const cases: [rule: RuleId, people: Fixed[], steps: string[]][] = [
    ['neverSignedIn', [{ id: 'ann', facts: { lastLogin: null } }], ['ann: Disable']],
    ['longAway', [{ id: 'ann', facts: { lastLogin: new Date(0) } }], ['ann: Disable']],
    ['disabledManager', [{ id: 'ann', enabled: false, subadmin: ['staff'] }], ['ann: Remove as group administrator: staff']],
    ['disabledMember', [{ id: 'ann', enabled: false }], ['ann: Remove from group: staff']],
    ['foreignRole', [{ id: 'ann', groups: [], subadmin: ['staff'] }], ['ann: Remove as group administrator: staff']],
    ['guestInside', [{ id: 'ann', facts: { backend: 'Guests' } }], ['ann: Remove from group: staff']],
    ['managerGone', [{ id: 'ann', manager: 'gone' }], ['ann: Manager: gone → (empty)']],
  ]; // prettier-ignore
  for (const [rule, people, steps] of cases)
    it(`fixes ${rule}`, () => {
      const fixed = fixOf(people, [rule]);
      assert.equal(fixed.findings.length, 1);
      assert.deepEqual(texts(fixed), steps);
      assert.deepEqual(fixed.plan.problems, []);
    });

  it('disables an app for nobody', () => {
    const apps = [{ id: 'polls', enabled: true, limitedTo: ['gone'] }];
    assert.deepEqual(texts(fixOf([], ['appForNobody'], { apps })), [
      'server: Enable or disable app: polls: enabled for gone → disabled',
    ]);
  });

  it('does to a user once what several findings want', () => {
    const ann: Fixed = { id: 'ann', enabled: false, groups: ['staff', 'crew'], subadmin: ['fleet'], manager: 'gone' };
    const fixed = fixOf([ann], ['disabledMember', 'disabledManager', 'foreignRole', 'managerGone'], {
      groups: ['crew', 'fleet'],
    });
    assert.equal(fixed.findings.length, 4);
    assert.deepEqual(texts(fixed).toSorted(), [
      'ann: Manager: gone → (empty)',
      'ann: Remove as group administrator: fleet',
      'ann: Remove from group: crew',
      'ann: Remove from group: staff',
    ]);
    assert.equal(new Set(fixed.plan.steps.map(({ id }) => id)).size, 4);
  }); // prettier-ignore

  it('plans nothing for what a person has to decide', () => {
    const fixed = fixOf([{ id: 'ann', email: '' }], ['noEmail']);
    assert.equal(fixed.findings.length, 1);
    assert.deepEqual(texts(fixed), []);
  });

  it('creates nobody who is gone meanwhile', () => {
    const [finding] = fixOf([{ id: 'ann', facts: { lastLogin: null } }], ['neverSignedIn']).findings;
    const gone: ReviewFinding[] = finding ? [finding] : [];
    const { steps, problems } = fixPlan(gone, present([]));
    assert.equal(gone.length, 1);
    assert.deepEqual(steps, []);
    assert.equal(problems.length, 1);
  });
});
