import * as vscode from 'vscode';
import { undoPlan } from '../../model/plan/inverse.ts';
import { phaseOf } from '../../plans/outcome.ts';
import { planReport } from '../../plans/report.ts';
import { changesOf, comparison } from '../../plans/retrospect.ts';
import type { StoredRun } from '../../plans/runs.ts';
import type { Present } from '../../model/plan/types.ts';
import type { PlanSubject } from '../../subjects/subject.ts';
import { plainLine } from '../../ui/plain.ts';
import { withLateProgress } from '../../ui/progress.ts';
import type { ActionContext } from '../engine/context.ts';
import { openPlan } from './openPlan.ts';
import { mostSingle } from '../../model/plan/concerned.ts';
import { loadPresent } from '../../runs/present.ts';
import { storedRun } from './storedRun.ts';

/** Plans what takes back all that a run has changed, and shows it. */
export async function undo(context: ActionContext, subject: PlanSubject): Promise<void> {
  const run = await storedRun(context, subject);
  const present = await presentFor(subject, run);
  const plan = undoPlan(changesOf(run, present), present);
  const title = vscode.l10n.t('Undo: {0}', run.head.title);
  await openPlan(context, subject.server, { title, plan, undoes: run.head.id });
}

/** Shows the users before and after the plan as JSON, side by side. */
export async function compare(context: ActionContext, subject: PlanSubject): Promise<void> {
  const run = await storedRun(context, subject);
  const { before, after } = comparison(run, await presentFor(subject, run));
  const [left, right] = context.desk.showTexts(run.head.id, { before, after });
  const title = vscode.l10n.t('{0}: Before ↔ After', run.head.title);
  await vscode.commands.executeCommand('vscode.diff', left, right, plainLine(title));
}

export async function copyReport(context: ActionContext, subject: PlanSubject): Promise<void> {
  await context.ask.copy(planReport(await storedRun(context, subject)));
  context.messages.info(vscode.l10n.t('The report was copied as Markdown.'));
}

/** Deletes the record of a plan; what it changed stays. */
export async function remove({ ask, desk }: ActionContext, { server, id }: PlanSubject): Promise<void> {
  const run = await desk.read(server, id);
  const isBegun = run && phaseOf(run.entries) !== 'new';
  const detail = isBegun
    ? vscode.l10n.t('What it changed on {0} stays, and can no longer be undone from here.', server.label)
    : vscode.l10n.t('It was not applied.');
  const message = vscode.l10n.t('Delete the plan “{0}”?', run?.head.title ?? id);
  if (await ask.confirm(message, detail, vscode.l10n.t('Delete'))) await desk.remove(server, id);
}

function presentFor({ server }: PlanSubject, { plan, head }: StoredRun): Promise<Present> {
  const ids = [...new Set(plan.steps.flatMap(step => ('user' in step ? [step.user] : [])))];
  return withLateProgress(vscode.l10n.t('Reading the users of “{0}”', head.title), ({ signal, report }) =>
    loadPresent(server, { signal, report, ...(ids.length <= mostSingle && { users: ids }) }),
  );
}
