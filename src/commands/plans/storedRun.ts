import * as vscode from 'vscode';
import type { StoredRun } from '../../plans/runs.ts';
import type { PlanSubject } from '../../subjects/subject.ts';
import type { ActionContext } from '../engine/context.ts';

/** Throws if there is none. */
export async function storedRun(
  { desk }: Pick<ActionContext, 'desk'>,
  { server, id }: PlanSubject,
): Promise<StoredRun> {
  const run = await desk.read(server, id);
  if (!run) throw new Error(vscode.l10n.t('There is no such plan. Plans are deleted after 30 days.'));
  return run;
}
