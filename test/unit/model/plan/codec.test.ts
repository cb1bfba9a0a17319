import assert from 'node:assert/strict';
import { parsePlan, serializePlan } from '../../../../src/model/plan/codec.ts';
import { estimateMs } from '../../../../src/model/plan/estimate.ts';
import { countSteps } from '../../../../src/model/plan/selection.ts';
import type { Plan, PlanStep } from '../../../../src/model/plan/types.ts';

const step: PlanStep = { kind: 'join', user: 'bob', group: 'crew', id: 1, needs: [] };
const reset: PlanStep = {
  kind: 'resetSecondFactor',
  user: 'bob',
  providers: ['totp', '__proto__'],
  id: 2,
  needs: [],
};
const plan: Plan = { version: 1, steps: [step, reset], problems: [] };
const text = (value: unknown) => JSON.stringify(value);

describe('parsePlan', () => {
  it('reads what serializePlan wrote', () => {
    for (const one of [plan, { ...plan, unchanged: 3 }]) assert.deepEqual(parsePlan(serializePlan(one)), one);
  });

  const broken: [what: string, text: string][] = [
    ['no JSON', '{'],
    ['another version', text({ ...plan, version: 2 })],
    ['a property too many', text({ ...plan, password: 'x' })],
    ['a password in a step', text({ ...plan, steps: [{ ...step, password: 'x' }] })],
    ['an unknown kind', text({ ...plan, steps: [{ ...step, kind: 'explode' }] })],
    ['a kind that every object has', text({ ...plan, steps: [{ ...step, kind: 'constructor' }] })],
    ['a step without its group', text({ ...plan, steps: [{ ...step, group: undefined }] })],
    ['providers that are none', text({ ...plan, steps: [{ ...reset, providers: [true] }] })],
    ['a step that needs a later one', text({ ...plan, steps: [{ ...step, needs: [1] }] })],
    ['two steps of one ID', text({ ...plan, steps: [step, step] })],
    [
      'a field that is no field',
      text({
        ...plan,
        steps: [{ kind: 'change', user: 'b', changes: [{ field: 'x', new: '' }], id: 1, needs: [] }],
      }),
    ],
  ];
  for (const [what, broke] of broken) it(`refuses ${what}`, () => assert.equal(parsePlan(broke), undefined));
});

describe('estimateMs', () => {
  const change = (id: number): PlanStep => ({
    kind: 'change',
    user: `u${id}`,
    changes: [{ field: 'phone', old: '', new: '1' }],
    id,
    needs: [],
  });
  const pace = { requestMs: 25, atOnce: 4, limitsEdits: true, hasPatch: true };

  it('respects the rate limits of the server', () => {
    const steps = (count: number) => ({
      steps: Array.from({ length: count }, (_, index) => change(index + 1)),
    });
    assert.equal(estimateMs(steps(50), pace), (50 * 2 * 25) / 4);
    assert.equal(estimateMs(steps(101), pace), 2 * 600_000);
    assert.equal(estimateMs(steps(101), { ...pace, limitsEdits: false }), (101 * 2 * 25) / 4);
  });

  it('weighs steps by kind', () => {
    assert.deepEqual(countSteps({ steps: [step, change(2), change(3)] }), { join: 1, change: 2 });
  });
});
