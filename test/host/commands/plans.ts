import type { Plan, PlanStep } from '../../../src/model/plan/types.ts';
import type { PlanDraft } from '../../../src/runs/desk.ts';
import type { Desk } from './person.ts';

/** Keeps the plans that would be stored and opened. */
export function keepDrafts({ context }: Desk): PlanDraft[] {
  const drafts: PlanDraft[] = [];
  const add = (_server: unknown, draft: PlanDraft) => Promise.resolve(String(drafts.push(draft)));
  Object.assign(context, { desk: { add } });
  return drafts;
}

/** The steps in short, by user. */
export function stepsOf({ steps }: Plan): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const step of steps) (found['user' in step ? step.user : ''] ??= []).push(inShort(step));
  return found;
}

function inShort(step: PlanStep): string {
  const facts =
    step.kind === 'change'
      ? step.changes.map(change => `${change.field}=${change.new}`)
      : step.kind === 'create'
        ? [JSON.stringify(step.values), ...(step.hasPassword ? ['with password'] : [])]
        : 'group' in step
          ? [step.group]
          : [];
  return [step.kind, ...facts].join(' ');
}
