import { createHash } from 'node:crypto';
import type { PlanStep } from '../../model/plan/types.ts';
import { stateOf, lastEntries } from '../../plans/entries.ts';
import { endOf, phaseOf, stepsToDo } from '../../plans/outcome.ts';
import type { RunOutline, Runs, StoredRun } from '../../plans/runs.ts';
import type { CliLogin } from '../environment.ts';

/** What a server is called among the stored runs: the same for the same address and user. */
export const serverKey = ({ url, user }: Pick<CliLogin, 'url' | 'user'>): string =>
  createHash('sha256').update(`${url}\n${user}`).digest('hex').slice(0, 32);

/** What is left to do of a run. */
export function openSteps({ plan, entries }: Pick<StoredRun, 'plan' | 'entries'>): PlanStep[] {
  const last = lastEntries(entries);
  return stepsToDo(plan.steps, id => stateOf(last.get(id)), false);
}

/**
 * The latest run on the server, if it broke off or was stopped, and was made of files that want the same as now. One that was
 * made of others must not go on: what it was to do may not be wanted any more.
 */
export async function interruptedRun(
  runs: Runs,
  login: CliLogin,
  source: string,
): Promise<StoredRun | undefined> {
  const [latest] = await runs.list(serverKey(login));
  if (latest?.head.source !== source || !isOpen(latest)) return undefined;
  const run = await runs.read(latest.head.id);
  return run && openSteps(run).length > 0 ? run : undefined;
}

const isOpen = ({ entries }: RunOutline): boolean =>
  phaseOf(entries) === 'interrupted' || ['stopped', 'cancelled'].includes(endOf(entries)?.reason ?? '');
