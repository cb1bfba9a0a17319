import * as vscode from 'vscode';
import { generatePassword, passwordPolicy, passwordProblem } from '../../model/passwordPolicy.ts';
import type { PasswordPolicy } from '../../model/passwordPolicy.ts';
import type { Server } from '../../servers/server.ts';
import type { UserSubject } from '../../subjects/subject.ts';
import type { Answer, Position } from '../../ui/prompts.ts';
import { back } from '../../ui/searchPick.ts';
import type { Outcome } from '../engine/action.ts';
import { askText } from '../engine/questions.ts';
import type { Titled } from '../engine/questions.ts';
import type { ActionContext } from '../engine/context.ts';
import { notFixedPassword } from './guards.ts';
import { perform } from '../engine/bulkRun.ts';
import { count, whom } from '../engine/summary.ts';
import type { Work } from '../engine/work.ts';

/** Passwords by user ID. They are kept nowhere else and shown once. */
type Passwords = ReadonlyMap<string, string>;

const setPassword: Work<UserSubject, Passwords> = {
  doing: vscode.l10n.t('Resetting the password…'),
  done: what => vscode.l10n.t('Reset the password of {0}', what),
  write: ({ id }, passwords, { client, signal }) =>
    client.users.edit(id, { password: passwords.get(id) ?? '' }, { signal }),
  guard: subjects => Promise.resolve(notFixedPassword(subjects)),
  changes: () => [],
};

export async function policyOf(server: Server): Promise<PasswordPolicy> {
  const { capabilities } = await server.connect();
  return passwordPolicy(capabilities.capabilities);
}

/** Types or generates a password for one user; several users each get a generated one. */
export async function resetPassword(
  context: ActionContext,
  subjects: UserSubject[],
  position: Position,
): Promise<Outcome> {
  const [first, ...others] = subjects;
  if (!first) return undefined;
  const title = vscode.l10n.t('Reset Password of {0}', count(subjects));
  const policy = await policyOf(first.server);
  const generated = others.length > 0 || (await askWhether(context, { ...position, title }));
  if (generated === undefined || generated === back) return generated;
  if (generated) return setGenerated(context, subjects, policy);
  return async next => {
    const typed = await askPassword(context, policy, { ...next, title });
    return typeof typed === 'string'
      ? perform(context, setPassword, subjects, new Map([[first.id, typed]]))
      : typed;
  };
}

async function setGenerated(
  context: ActionContext,
  subjects: UserSubject[],
  policy: PasswordPolicy,
): Promise<Outcome> {
  const passwords = new Map(subjects.map(({ id }) => [id, generatePassword(policy)]));
  const stored = new Map<string, string>();
  const work: Work<UserSubject, Passwords> = {
    ...setPassword,
    consent: all => ({
      message: vscode.l10n.t('Reset the password of {0}?', whom(all)),
      detail: [vscode.l10n.t('The current password will stop working. You will see the new one only once.')],
      yes: vscode.l10n.t('Reset Password'),
    }),
    async write(subject, value, call) {
      await setPassword.write(subject, value, call);
      stored.set(subject.id, value.get(subject.id) ?? '');
    },
  };
  const outcome = await perform(context, work, subjects, passwords);
  await showOnce(context, stored);
  return outcome;
}

function askWhether({ ask }: ActionContext, position: Titled): Promise<Answer<boolean>> {
  return ask.pick({
    ...position,
    placeholder: vscode.l10n.t('How do you want to set the new password?'),
    choices: [
      {
        label: vscode.l10n.t('Generate a Password'),
        description: vscode.l10n.t('follows the password policy of the server; shown once'),
        value: true,
      },
      { label: vscode.l10n.t('Type a Password'), value: false },
    ],
  });
}

export function askPassword(
  { ask }: ActionContext,
  policy: PasswordPolicy,
  position: Titled,
): Promise<Answer<string>> {
  const prompt = vscode.l10n.t('At least {0} characters', Math.max(1, policy.minLength));
  const problem = (text: string) => passwordProblem(text, policy);
  return askText(ask, { ...position, prompt, password: true, problem });
}

/** Shows passwords in a modal dialog: unlike a notification or a log, it keeps nothing. */
export async function showOnce({ ask }: ActionContext, passwords: Passwords): Promise<void> {
  const [only, ...others] = passwords;
  if (!only) return;
  const message =
    others.length === 0
      ? vscode.l10n.t('New password of {0}', only[0])
      : vscode.l10n.t('New passwords of {0} users', passwords.size);
  const lines =
    others.length === 0 ? [only[1]] : [...passwords].map(([id, password]) => `${id}  ${password}`);
  const hint = vscode.l10n.t('You will not see this again.');
  if (await ask.inform(message, [...lines, '', hint], vscode.l10n.t('Copy')))
    await ask.copy(others.length === 0 ? only[1] : [...passwords].map(pair => pair.join('\t')).join('\n'));
}
