import * as vscode from 'vscode';
import { countStates, stepStates } from '../../plans/outcome.ts';
import type { EndedRun } from '../../runs/liveRun.ts';
import { runCommand } from '../../ui/commands.ts';
import type { MessageButton } from '../../ui/messages.ts';
import type { ActionContext } from '../engine/context.ts';

/** Sums up in one message how a run has ended; the document has the rest. */
export async function tellEnd(context: ActionContext, ended: EndedRun): Promise<void> {
  const { messages } = context;
  const { run, end } = ended;
  const { title } = run.head;
  const states = stepStates(run);
  const { total, done, failed } = countStates(states.values(), states.size);
  const show = await buttons(context, ended);
  if (end.reason === 'stopped')
    messages.error(
      new Error(vscode.l10n.t('{0} of {1} steps are done. {2}', done, total, end.message ?? '')),
      title,
      ...show,
    );
  else if (end.reason === 'cancelled')
    messages.info(vscode.l10n.t('{0}: canceled. {1} of {2} steps are done.', title, done, total), ...show);
  else if (failed > 0)
    messages.warn(vscode.l10n.t('{0}: {1} steps done, {2} not.', title, done, failed), ...show);
  else if (done < total)
    messages.info(vscode.l10n.t('{0}: {1} of {2} steps are done.', title, done, total), ...show);
  else messages.info(vscode.l10n.t('{0}: done, {1} steps.', title, done), ...show);
}

/** The record of the plan is gone if its server was removed meanwhile. */
async function buttons({ desk }: ActionContext, { server, run }: EndedRun): Promise<MessageButton[]> {
  const { id } = run.head;
  if (!(await desk.read(server, id))) return [];
  const place = { serverId: server.id, id };
  return [{ title: vscode.l10n.t('Show Plan'), run: () => runCommand('openPlan', place) }];
}
