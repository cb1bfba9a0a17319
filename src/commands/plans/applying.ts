import * as vscode from 'vscode';
import type { PlanStep } from '../../model/plan/types.ts';
import { userKey } from '../../model/plan/types.ts';
import { generatePassword } from '../../model/passwordPolicy.ts';
import { passwordsNeeded } from '../../plans/entries.ts';
import { planToApply, stepStates, stepsToDo } from '../../plans/outcome.ts';
import type { StoredRun } from '../../plans/runs.ts';
import { applyFollowed } from '../../runs/followed.ts';
import { stepsInShort, usersInShort, usersOf } from '../../runs/inShort.ts';
import { withProgress } from '../../ui/progress.ts';
import type { PlanSubject } from '../../subjects/subject.ts';
import type { ActionContext } from '../engine/context.ts';
import { askWord } from '../engine/questions.ts';
import { policyOf } from '../users/passwords.ts';
import { tellEnd } from './ending.ts';
import { storedRun } from './storedRun.ts';

/** What one sitting does of a plan, and how it is asked for. */
interface Sitting {
  retryFailed: boolean;
  yes: () => string;
  question: (title: string, server: string) => string;
  nothing: (title: string) => string;
}

const applying: Sitting = {
  retryFailed: false,
  yes: () => vscode.l10n.t('Apply'),
  question: (title, server) => vscode.l10n.t('Apply “{0}” on {1}?', title, server),
  nothing: title => vscode.l10n.t('{0}: there is nothing left to apply.', title),
};

const retrying: Sitting = {
  retryFailed: true,
  yes: () => vscode.l10n.t('Retry'),
  question: (title, server) => vscode.l10n.t('Retry what failed of “{0}” on {1}?', title, server),
  nothing: title => vscode.l10n.t('{0}: nothing has failed that could be retried.', title),
};

/** Applies a plan, or what is left of it, after the user has consented. */
export const apply = (context: ActionContext, plan: PlanSubject): Promise<void> =>
  sit(context, plan, applying);

/** Applies what failed and nothing else. */
export const retry = (context: ActionContext, plan: PlanSubject): Promise<void> =>
  sit(context, plan, retrying);

async function sit(context: ActionContext, plan: PlanSubject, sitting: Sitting): Promise<void> {
  const { desk, messages } = context;
  const { server, id } = plan;
  // Nothing is asked for a plan that could not be applied now.
  await server.connect();
  const generated = await withPasswords(context, plan, await storedRun(context, plan), sitting);
  if (!generated) return;
  // Steps may have been left out.
  const run = await storedRun(context, plan);
  const steps = stepsOf(run, sitting);
  if (steps.length === 0) {
    messages.info(sitting.nothing(run.head.title));
    return;
  }
  if (!(await consents(context, plan, run, sitting))) return;
  desk.remember(id, generated);
  const ended = await withProgress(vscode.l10n.t('Applying “{0}”', run.head.title), progress =>
    applyFollowed(desk, server, id, sitting.retryFailed, progress),
  );
  await tellEnd(context, ended);
}

function stepsOf(run: StoredRun, { retryFailed }: Sitting): PlanStep[] {
  const states = stepStates(run);
  return stepsToDo(planToApply(run).steps, step => states.get(step) ?? 'pending', retryFailed);
}

/**
 * New passwords, by `userKey`, where those that were meant for users to be created are no longer known; or else these
 * users are left out. `undefined` if the user leaves.
 */
async function withPasswords(
  { ask, desk }: ActionContext,
  { server, id }: PlanSubject,
  run: StoredRun,
  sitting: Sitting,
): Promise<ReadonlyMap<string, string> | undefined> {
  const known = desk.passwords(id);
  const needed = passwordsNeeded(stepsOf(run, sitting), run.entries);
  const missing = needed.filter(user => !known.has(userKey(user)));
  if (missing.length === 0) return new Map();
  const choice = await ask.pick<'generate' | 'leaveOut'>({
    title: run.head.title,
    placeholder: vscode.l10n.t(
      'The passwords of {0} new users are no longer known: {1}',
      missing.length,
      usersInShort(missing),
    ),
    choices: [
      {
        label: vscode.l10n.t('Generate New Passwords'),
        description: vscode.l10n.t(
          'follow the password policy of the server; offered when the plan has been applied',
        ),
        value: 'generate',
      },
      { label: vscode.l10n.t('Leave These Users Out'), value: 'leaveOut' },
    ],
  });
  if (choice === 'generate') {
    const policy = await policyOf(server);
    return new Map(missing.map(user => [userKey(user), generatePassword(policy)]));
  }
  if (choice !== 'leaveOut') return undefined;
  const creations = run.plan.steps.filter(step => step.kind === 'create' && missing.includes(step.user));
  await desk.leaveOut(server, id, [...new Set([...run.leftOut, ...creations.map(step => step.id)])]);
  return new Map();
}

/** Names what is going to happen and, where it cannot be taken back easily, to whom. */
async function consents(
  { ask }: ActionContext,
  { server }: PlanSubject,
  run: StoredRun,
  sitting: Sitting,
): Promise<boolean> {
  const steps = stepsOf(run, sitting);
  const message = sitting.question(run.head.title, server.label);
  const deleted = usersOf('delete', steps);
  const [first] = deleted;
  if (!(await ask.confirm(message, stepsInShort(server, steps), sitting.yes()))) return false;
  if (first === undefined || deleted.length < 2) return true;
  return askWord(ask, vscode.l10n.t('Delete {0} Users?', deleted.length), first);
}
