import * as vscode from 'vscode';
import type { Plan } from '../../model/plan/types.ts';
import type { PlanDraft } from '../../runs/desk.ts';
import type { Server } from '../../servers/server.ts';
import { planUri } from '../../servers/uris.ts';
import type { ActionContext } from '../engine/context.ts';

/** Problems that a message names. */
const namedProblems = 3;

/**
 * Stores a plan as a run that was not begun, opens its document, and returns its ID. Nothing is sent before the user applies it.
 * Where there is nothing to apply, says so.
 */
export async function openPlan(
  { desk, open, messages }: Pick<ActionContext, 'desk' | 'open' | 'messages'>,
  server: Server,
  draft: PlanDraft,
): Promise<string | undefined> {
  if (draft.plan.steps.length > 0) {
    const id = await desk.add(server, draft);
    await open(planUri(server.id, id));
    return id;
  }
  if (draft.plan.problems.length > 0)
    messages.warn(
      vscode.l10n.t('{0}: there is nothing to apply. {1}', draft.title, await inShort(draft.plan)),
    );
  else messages.info(vscode.l10n.t('{0}: nothing to change on {1}.', draft.title, server.label));
  return undefined;
}

async function inShort({ problems }: Plan): Promise<string> {
  const { problemText } = await import('../../model/plan/problems.ts');
  const named = problems.slice(0, namedProblems).map(problemText);
  const rest = problems.length - named.length;
  return [...named, ...(rest > 0 ? [vscode.l10n.t('And {0} more.', rest)] : [])].join(' ');
}
