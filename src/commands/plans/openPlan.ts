import * as vscode from 'vscode';
import type { Plan } from '../../model/plan/types.ts';
import type { PlanDraft } from '../../runs/desk.ts';
import type { Server } from '../../servers/server.ts';
import { planUri } from '../../servers/uris.ts';
import type { ActionContext } from '../engine/context.ts';

/** Problems that a message names. */
const namedProblems = 3;

/** Stores a plan as a run that was not begun, and opens its document. Nothing is sent before the user applies it. */
export async function openPlan(
  { desk, open, messages }: Pick<ActionContext, 'desk' | 'open' | 'messages'>,
  server: Server,
  draft: PlanDraft,
): Promise<void> {
  if (draft.plan.steps.length > 0) await open(planUri(server.id, await desk.add(server, draft)));
  else if (draft.plan.problems.length > 0)
    messages.warn(
      vscode.l10n.t('{0}: there is nothing to apply. {1}', draft.title, await inShort(draft.plan)),
    );
  else messages.info(vscode.l10n.t('{0}: nothing to change on {1}.', draft.title, server.label));
}

async function inShort({ problems }: Plan): Promise<string> {
  const { problemText } = await import('../../model/plan/problems.ts');
  const named = problems.slice(0, namedProblems).map(problemText);
  const rest = problems.length - named.length;
  return [...named, ...(rest > 0 ? [vscode.l10n.t('And {0} more.', rest)] : [])].join(' ');
}
