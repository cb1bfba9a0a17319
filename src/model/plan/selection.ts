import { userKey, type Plan, type PlanStep, type StepKind } from './types.ts';

/** All steps of one user; those of no user (groups, apps, settings) come together. */
export interface UserSteps {
  /** '' for no user. */
  user: string;
  steps: PlanStep[];
}

/** The plan without these steps and all that cannot be done without them. The IDs of the others stay. */
export function withoutSteps(plan: Plan, ids: Iterable<number>): Plan {
  const left = leftOut(plan, ids);
  return { ...plan, steps: plan.steps.filter(({ id }) => !left.has(id)) };
}

/** The steps that are not done when these are not. */
export function leftOut({ steps }: Plan, ids: Iterable<number>): Set<number> {
  const left = new Set(ids);
  // Steps need earlier ones only, so one pass is enough.
  for (const { id, needs } of steps) if (needs.some(need => left.has(need))) left.add(id);
  return left;
}

/** How many steps there are of each kind that occurs. */
export function countSteps({ steps }: Pick<Plan, 'steps'>): Partial<Record<StepKind, number>> {
  const counts: Partial<Record<StepKind, number>> = {};
  for (const { kind } of steps) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** In the order in which the plan first has something for each. */
export function byUser(steps: readonly PlanStep[]): UserSteps[] {
  const groups = new Map<string, UserSteps>();
  for (const step of steps) {
    const user = 'user' in step ? step.user : '';
    const group = groups.get(userKey(user));
    if (group) group.steps.push(step);
    else groups.set(userKey(user), { user, steps: [step] });
  }
  return [...groups.values()];
}
