import * as vscode from 'vscode';
import { providerNames, providersIn } from '../../model/secondFactor.ts';
import type { SecondFactor } from '../../model/secondFactor.ts';
import type { WantedUser } from '../../model/plan/types.ts';
import { NextcloudError, policyOf } from '../../ocs/index.ts';
import type { NextcloudClient } from '../../ocs/index.ts';
import { secondFactorsLack } from '../../servers/secondFactors.ts';
import type { UserSubject } from '../../subjects/subject.ts';
import { withLateProgress } from '../../ui/progress.ts';
import { done } from '../../ui/steps.ts';
import type { Outcome } from '../engine/action.ts';
import { perform } from '../engine/bulkRun.ts';
import type { ActionContext } from '../engine/context.ts';
import { count, whom } from '../engine/summary.ts';
import { distinct } from '../engine/work.ts';
import type { Work } from '../engine/work.ts';
import { planAndOpen } from '../plans/planned.ts';

/** Disables all providers that are on: of one user after a question, of several through a plan. */
export async function resetSecondFactor(context: ActionContext, subjects: UserSubject[]): Promise<Outcome> {
  const users = distinct(subjects);
  const [first, ...others] = users;
  if (!first) return undefined;
  const lacking = secondFactorsLack(await first.server.connect());
  if (lacking !== undefined) throw new Error(lacking);
  return others.length === 0 ? resetOne(context, first) : resetMany(context, first, users);
}

async function resetOne(context: ActionContext, user: UserSubject): Promise<Outcome> {
  const { server, id } = user;
  const providers = await withLateProgress(
    vscode.l10n.t('Reading the second factor of {0}…', id),
    ({ signal }) => server.call(client => read(client, id, signal)),
  );
  if (providers.length > 0) return perform(context, disabling, [user], providers);
  context.messages.info(vscode.l10n.t('{0} has no second factor.', whom([user])));
  return done;
}

/** The providers that the question names, and no other. */
const disabling: Work<UserSubject, readonly string[]> = {
  doing: vscode.l10n.t('Resetting the second factor…'),
  done: what => vscode.l10n.t('Reset the second factor of {0}', what),
  consent: (subjects, providers) => ({
    message: vscode.l10n.t('Reset the second factor of {0}?', whom(subjects)),
    detail: [
      vscode.l10n.t('This disables: {0}', providerNames(providers)),
      vscode.l10n.t('The user can sign in with the password alone until a provider is set up again.'),
      vscode.l10n.t('This cannot be undone: only the user can set up a provider again.'),
    ],
    yes: vscode.l10n.t('Reset Second Factor'),
  }),
  write: ({ id }, providers, { client, signal }) => client.twoFactor.disable(id, providers, { signal }),
  changes: ({ id }) => [{ kind: 'user', userId: id }],
};

async function resetMany(
  context: ActionContext,
  { server }: UserSubject,
  users: readonly UserSubject[],
): Promise<Outcome> {
  const title = vscode.l10n.t('Reset Second Factor: {0}', count(users));
  const wanted = await withLateProgress(
    vscode.l10n.t('Reading the second factors of {0}…', count(users)),
    ({ signal, report }) => {
      let seen = 0;
      return server.call(client =>
        Promise.all(
          users.map(async ({ id }): Promise<WantedUser> => {
            const resetSecondFactor = await factorOf(client, id, signal);
            report('', { done: ++seen, total: users.length });
            return { id, resetSecondFactor };
          }),
        ),
      );
    },
  );
  await planAndOpen(context, server, title, wanted, { createUsers: false });
  return done;
}

async function factorOf(client: NextcloudClient, id: string, signal: AbortSignal): Promise<SecondFactor> {
  try {
    return { providers: await read(client, id, signal) };
  } catch (error) {
    const concernsOne = policyOf(error)?.meets === 'one' && !signal.aborted;
    if (!(error instanceof NextcloudError) || !concernsOne) throw error;
    return { unknown: error.message };
  }
}

const read = async (client: NextcloudClient, id: string, signal: AbortSignal): Promise<string[]> =>
  providersIn(await client.twoFactor.state(id, { signal }));
