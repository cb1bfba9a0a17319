import { applySteps, isApplied } from '../model/plan/apply.ts';
import { isSame } from '../model/plan/equal.ts';
import { inverse } from '../model/plan/inverse.ts';
import { isUserStep, userKey, type PlanState, type PlanStep, type StepAction } from '../model/plan/types.ts';
import { changesMade } from './entries.ts';
import { planToApply, stepStates } from './outcome.ts';
import type { StoredRun } from './runs.ts';

/**
 * What a run has really changed, oldest first; what it is undone by. A step of which nobody knows how it ended counts
 * as far as `present` shows it done.
 */
export function changesOf(run: StoredRun, present: PlanState): StepAction[] {
  const states = stepStates(run);
  const open = run.plan.steps.filter(({ id }) => states.get(id) === 'unknown');
  return [...changesMade(run.plan, run.entries), ...open.flatMap(step => partDone(step, present) ?? [])];
}

function partDone(step: PlanStep, { accounts }: PlanState): StepAction | undefined {
  if (!isUserStep(step)) return undefined;
  const account = accounts.get(userKey(step.user));
  if (step.kind === 'create') return account && step;
  if (step.kind !== 'change') return isApplied(account, step) ? step : undefined;
  const changes = step.changes.filter(({ field, new: now }) =>
    isSame(field, account?.[field], now, step.user),
  );
  return account && changes.length > 0 ? { ...step, changes } : undefined;
}

/** The users that a run concerns before and after it, sorted by ID, as far as that can be told from how they are now. */
export function comparison(run: StoredRun, present: PlanState): { before: string; after: string } {
  const made = changesOf(run, present);
  const states = stepStates(run);
  const left = planToApply(run).steps.filter(({ id }) => !['done', 'already'].includes(states.get(id) ?? ''));
  const keys = new Set(run.plan.steps.flatMap(step => ('user' in step ? [userKey(step.user)] : [])));
  const text = ({ accounts }: PlanState) =>
    JSON.stringify(Object.fromEntries([...keys].sort().flatMap(key => entryOf(accounts, key))), null, 2);
  return { before: text(made.reduceRight(takenBack, present)), after: text(applySteps(present, left)) };
}

function entryOf(accounts: PlanState['accounts'], key: string) {
  const account = accounts.get(key);
  return account ? [[account.id, account] as const] : [];
}

function takenBack(state: PlanState, step: StepAction): PlanState {
  if (step.kind === 'delete')
    return { ...state, accounts: new Map(state.accounts).set(userKey(step.user), step.before) };
  const back = isUserStep(step) ? inverse(step) : undefined;
  return back ? applySteps(state, [back]) : state;
}
