import * as vscode from 'vscode';
import type { Plan, PlanOptions, WantedUser } from '../../model/plan/types.ts';
import type { PlanDraft } from '../../runs/desk.ts';
import type { Server } from '../../servers/server.ts';
import { withLateProgress } from '../../ui/progress.ts';
import type { ActionContext } from '../engine/context.ts';
import { openPlan } from './openPlan.ts';
import { usersConcerned } from '../../model/plan/concerned.ts';
import { loadPresent } from '../../runs/present.ts';

/**
 * Plans what makes users as wanted, and opens the plan, which it returns. `title` is its name: "Disable 12 users". Throws NextcloudError,
 * of kind `aborted` if the user cancels.
 */
export async function planAndOpen(
  context: ActionContext,
  server: Server,
  title: string,
  wanted: readonly WantedUser[],
  { passwords, ...options }: PlanOptions & Pick<PlanDraft, 'passwords'> = {},
): Promise<Plan> {
  const plan = await withLateProgress(vscode.l10n.t('Planning: {0}', title), async ({ signal, report }) => {
    const users = usersConcerned(wanted);
    const [present, { makePlan }] = await Promise.all([
      loadPresent(server, { signal, report, ...(users && { users }) }),
      import('../../model/plan/plan.ts'),
    ]);
    return makePlan(wanted, present, options);
  });
  await openPlan(context, server, { title, plan, passwords });
  return plan;
}
