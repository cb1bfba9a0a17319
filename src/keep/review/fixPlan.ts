import { merged } from '../../model/plan/merged.ts';
import { linked } from '../../model/plan/order.ts';
import { makePlan } from '../../model/plan/plan.ts';
import { userKey, type Plan, type Present, type WantedUser } from '../../model/plan/types.ts';
import type { ReviewFinding } from './review.ts';

/** What puts the findings right that a plan can put right. Nobody is created, and nobody deleted. */
export function fixPlan(findings: readonly Pick<ReviewFinding, 'fix'>[], present: Present): Plan {
  const users = new Map<string, WantedUser>();
  for (const wanted of findings.flatMap(({ fix }) => fix?.users ?? [])) {
    const before = users.get(userKey(wanted.id));
    users.set(userKey(wanted.id), before ? merged(before, wanted) : wanted);
  }
  const plan = makePlan([...users.values()], present, { createUsers: false });
  const steps = findings.flatMap(({ fix }) => fix?.steps ?? []);
  return { ...plan, steps: linked([...plan.steps, ...steps]) };
}
