import { leftOut } from '../model/plan/selection.ts';
import type { Plan, PlanStep } from '../model/plan/types.ts';
import {
  lastEntries,
  stateOf,
  type EndEntry,
  type Entry,
  type StepEntry,
  type StepState,
} from './entries.ts';
import type { RunOutline, StoredRun } from './runs.ts';

/** What a run is in, as far as its journal tells. `interrupted`: it broke off, with the window or the computer. */
export type RunPhase = 'new' | 'ended' | 'interrupted';

export interface RunCounts {
  /** Without the steps that are left out. */
  total: number;
  done: number;
  /** Failed, in conflict, or skipped because of that. */
  failed: number;
  /** Begun, and nobody knows how it ended. */
  unknown: number;
  /** Not begun. */
  pending: number;
}

export function phaseOf(entries: readonly Entry[]): RunPhase {
  const last = entries.at(-1);
  if (last === undefined || last.type === 'run') return 'new';
  return last.type === 'end' ? 'ended' : 'interrupted';
}

export const endOf = (entries: readonly Entry[]): EndEntry | undefined =>
  entries.findLast(entry => entry.type === 'end');

/** Counts the steps of a run. `left` are the steps that are left out, with all that need them. */
export function countStates(states: Iterable<StepState>, total: number): RunCounts {
  const counts = { total, done: 0, failed: 0, unknown: 0, pending: 0 };
  for (const state of states) counts[groupOf[state]]++;
  counts.pending = total - counts.done - counts.failed - counts.unknown;
  return counts;
}

const groupOf: Record<StepState, Exclude<keyof RunCounts, 'total'>> = {
  pending: 'pending',
  unknown: 'unknown',
  done: 'done',
  already: 'done',
  failed: 'failed',
  conflict: 'failed',
  skipped: 'failed',
};

/** For a list of runs: counted by the journal alone. */
export function outlineCounts({ head, entries, leftOut: left }: RunOutline): RunCounts {
  const last = [...lastEntries(entries).values()];
  return countStates(last.map(stateOf), Math.max(last.length, head.steps - left.length));
}

/** What became of each step, by its ID; steps that are left out and were never begun are absent. */
export function stepStates(
  { plan, entries, leftOut: ids }: Pick<StoredRun, 'plan' | 'entries' | 'leftOut'>,
  last: ReadonlyMap<number, StepEntry> = lastEntries(entries),
): Map<number, StepState> {
  const left = leftOut(plan, ids);
  return new Map(
    plan.steps
      .filter(({ id }) => last.has(id) || !left.has(id))
      .map(({ id }) => [id, stateOf(last.get(id))] as const),
  );
}

export const isFailed = (state: StepState): boolean => groupOf[state] === 'failed';
export const isDone = (state: StepState): boolean => groupOf[state] === 'done';

/**
 * What a sitting does, in the order of the plan: what was not begun or may not have been done; or, to retry, nothing but
 * what failed, was in conflict or skipped, and what needs that. A step that needs one which is still to come waits for it.
 */
export function stepsToDo(
  steps: readonly PlanStep[],
  stateOf: (step: number) => StepState,
  retryFailed: boolean,
): PlanStep[] {
  if (!retryFailed) return steps.filter(({ id }) => isOpen(stateOf(id)));
  const chosen = new Set<number>();
  for (const { id, needs } of steps) {
    const isWanted =
      isFailed(stateOf(id)) || (stateOf(id) === 'pending' && needs.some(need => chosen.has(need)));
    if (isWanted && needs.every(need => chosen.has(need) || isDone(stateOf(need)))) chosen.add(id);
  }
  return steps.filter(({ id }) => chosen.has(id));
}

const isOpen = (state: StepState): boolean => groupOf[state] === 'pending' || groupOf[state] === 'unknown';

/** The plan without what is left out and was never begun. */
export function planToApply({ plan, entries, leftOut: ids }: StoredRun): Plan {
  const states = stepStates({ plan, entries, leftOut: ids });
  return { ...plan, steps: plan.steps.filter(({ id }) => states.has(id)) };
}
