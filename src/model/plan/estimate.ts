import { rowOf } from '../../ocs/editableFields.ts';
import type { Plan, PlanStep } from './types.ts';

/** How a server was found to be. */
export interface Pace {
  /** What a request takes in a warm session, in milliseconds. */
  requestMs: number;
  /** Users written to at once: 4, or 1 for SQLite. */
  atOnce: number;
  /** Since Nextcloud 35: so many edits at most within ten minutes, by PUT and by PATCH each. */
  limitsEdits: boolean;
  /** Since Nextcloud 34: several fields in one request. */
  hasPatch: boolean;
}

const editLimit = { count: 50, windowMs: 600_000 };

/** How long applying the plan takes, in milliseconds, as far as that can be told. */
export function estimateMs({ steps }: Pick<Plan, 'steps'>, pace: Pace): number {
  let [requests, puts, patches] = [0, 0, 0];
  for (const step of steps) {
    const edits = editsOf(step, pace.hasPatch);
    puts += edits.puts;
    patches += edits.patches;
    requests += edits.puts + edits.patches + otherRequests(step);
  }
  const workMs = (requests * pace.requestMs) / Math.max(1, Math.min(pace.atOnce, usersOf(steps)));
  const windows = (edits: number) => Math.max(0, Math.ceil(edits / editLimit.count) - 1);
  const waitMs = pace.limitsEdits ? Math.max(windows(puts), windows(patches)) * editLimit.windowMs : 0;
  return Math.max(workMs, waitMs);
}

function usersOf(steps: readonly PlanStep[]): number {
  return new Set(steps.map(step => ('user' in step ? step.user : ''))).size;
}

function editsOf(step: PlanStep, hasPatch: boolean): { puts: number; patches: number } {
  if (step.kind === 'addMail' || step.kind === 'removeMail') return { puts: 1, patches: 0 };
  if (step.kind !== 'change') return { puts: 0, patches: 0 };
  const patchable = step.changes.filter(({ field }) => rowOf(field).patchName !== undefined).length;
  const patches = hasPatch && patchable > 1 ? 1 : 0;
  return { puts: step.changes.length - (patches ? patchable : 0), patches };
}

/** Beside edits; with the looks before and after that the step makes. */
function otherRequests(step: PlanStep): number {
  switch (step.kind) {
    case 'create':
      return step.values.manager ? 4 : 2;
    case 'change':
      return step.changes.some(change => change.field === 'manager' && change.new !== '') ? 2 : 1;
    case 'delete':
    case 'resetSecondFactor':
      return 2;
    case 'addMail':
    case 'removeMail':
      return step.kind === 'addMail' ? 0 : 1;
    default:
      return 1;
  }
}
