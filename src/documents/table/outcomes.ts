import * as vscode from 'vscode';
import { accountFieldTypes } from '../../model/account.ts';
import { problemText } from '../../model/plan/problems.ts';
import { userKey } from '../../model/plan/types.ts';
import type { Plan, PlanStep, Problem, StepAction } from '../../model/plan/types.ts';
import { splitRowKey } from '../../model/table/keys.ts';
import type { TableDocument } from '../../model/table/types.ts';
import { lastEntries } from '../../plans/entries.ts';
import type { StepEntry } from '../../plans/entries.ts';
import { stepStates } from '../../plans/outcome.ts';
import type { EndedRun } from '../../runs/liveRun.ts';
import { cellKey } from './refusals.ts';

/** Why cells were not saved, by `cellKey`. */
export type Reasons = Map<string, string>;

/** The same reason for all cells. */
export const allRefused = (edits: TableDocument, reason: string): Reasons => reasonsFor(edits, () => reason);

/** What a plan leaves out. */
export function problemsIn(edits: TableDocument, { problems }: Plan): Reasons {
  return reasonsFor(edits, (user, field) => {
    const found = problems.find(
      problem => userKey(problem.user) === user && (problem.blocks || fieldOf(problem) === field),
    );
    return found && problemText(found);
  });
}

/** A plan calls it a state where documents have a switch. */
const fieldOf = ({ field }: Problem): string | undefined => (field === 'state' ? 'enabled' : field);

/** What a run has not done. */
export function undoneIn(edits: TableDocument, ended: EndedRun): Reasons {
  const states = stepStates(ended.run);
  const last = lastEntries(ended.run.entries);
  const undone = ended.run.plan.steps
    .filter(({ id }) => !['done', 'already'].includes(states.get(id) ?? ''))
    .flatMap(step => {
      const entry = last.get(step.id);
      const did = entry?.type === 'failed' && entry.did ? fieldsOf(entry.did) : [];
      const fields = fieldsOf(step).filter(field => !did.includes(field));
      return fields.map(field => [cellKey(userOf(step), field), reasonOf(entry, ended)] as const);
    });
  const reasons = new Map(undone);
  return reasonsFor(edits, (user, field) => reasons.get(cellKey(user, field)));
}

function reasonOf(entry: StepEntry | undefined, { end }: EndedRun): string {
  if (entry?.type === 'failed') return entry.message;
  if (entry?.type === 'conflict') return vscode.l10n.t('This was changed on the server since.');
  if (entry?.type === 'skipped') return vscode.l10n.t('A change before this one could not be made.');
  return end.reason === 'cancelled'
    ? vscode.l10n.t('You canceled the save.')
    : (end.message ?? vscode.l10n.t('This was not reached.'));
}

const userOf = (step: PlanStep): string => ('user' in step ? userKey(step.user) : '');

/** The fields of documents that a step changes. */
function fieldsOf(step: StepAction): string[] {
  if (step.kind === 'change') return step.changes.map(({ field }) => field);
  return [...(fieldsByKind[step.kind] ?? [])];
}

const fieldsByKind: Partial<Record<StepAction['kind'], readonly string[]>> = {
  join: ['groups'],
  leave: ['groups'],
  promote: ['subadmin'],
  demote: ['subadmin'],
  addMail: ['additional_mail'],
  removeMail: ['additional_mail'],
  enable: ['enabled'],
  disable: ['enabled'],
};

/** @param reason by `userKey` and field */
function reasonsFor(
  edits: TableDocument,
  reason: (user: string, field: string) => string | undefined,
): Reasons {
  const found = Object.entries(edits).flatMap(([row, fields]) =>
    Object.keys(fields)
      .filter(field => accountFieldTypes.has(field))
      .flatMap(field => {
        const why = reason(userKey(splitRowKey(row).userId), field);
        return why === undefined ? [] : [[cellKey(row, field), why] as const];
      }),
  );
  return new Map(found);
}
