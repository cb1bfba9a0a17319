import * as vscode from 'vscode';
import { generatePassword, passwordPolicy, passwordProblem } from '../../model/passwordPolicy.ts';
import type { PasswordPolicy } from '../../model/passwordPolicy.ts';
import type { Server } from '../../servers/server.ts';
import type { UserSubject } from '../../subjects/subject.ts';
import type { Answer, Position } from '../../ui/prompts.ts';
import { back } from '../../ui/searchPick.ts';
import type { Outcome } from '../action.ts';
import { askText } from '../askText.ts';
import type { Commander } from '../commander.ts';
import { notFixedPassword } from '../guards.ts';
import { perform } from '../perform.ts';
import { count, whom } from '../summary.ts';
import type { Work } from '../work.ts';

/** A password for each account: they exist here and nowhere else until they were shown once. */
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

/** One is typed or generated for one account; for several each gets its own, generated. */
export async function resetPassword(
  commander: Commander,
  subjects: UserSubject[],
  position: Position,
): Promise<Outcome> {
  const [first, ...others] = subjects;
  if (!first) return undefined;
  const title = vscode.l10n.t('Reset Password of {0}', count(subjects));
  const policy = await policyOf(first.server);
  const generated = others.length > 0 || (await askWhether(commander, { ...position, title }));
  if (generated === undefined || generated === back) return generated;
  if (generated) return setGenerated(commander, subjects, policy);
  return async next => {
    const typed = await askPassword(commander, policy, { ...next, title });
    return typeof typed === 'string'
      ? perform(commander, setPassword, subjects, new Map([[first.id, typed]]))
      : typed;
  };
}

async function setGenerated(
  commander: Commander,
  subjects: UserSubject[],
  policy: PasswordPolicy,
): Promise<Outcome> {
  const passwords = new Map(subjects.map(({ id }) => [id, generatePassword(policy)]));
  const stored = new Map<string, string>();
  const work: Work<UserSubject, Passwords> = {
    ...setPassword,
    consent: all => ({
      message: vscode.l10n.t('Reset the password of {0}?', whom(all)),
      detail: [vscode.l10n.t('The present password stops working. The new one is shown once.')],
      yes: vscode.l10n.t('Reset Password'),
    }),
    async write(subject, value, call) {
      await setPassword.write(subject, value, call);
      stored.set(subject.id, value.get(subject.id) ?? '');
    },
  };
  const outcome = await perform(commander, work, subjects, passwords);
  await showOnce(commander, stored);
  return outcome;
}

function askWhether({ ask }: Commander, position: Position & { title: string }): Promise<Answer<boolean>> {
  return ask.pick({
    ...position,
    placeholder: vscode.l10n.t('Where does the new password come from?'),
    choices: [
      {
        label: vscode.l10n.t('Generate'),
        description: vscode.l10n.t("by the server's policy, shown once"),
        value: true,
      },
      { label: vscode.l10n.t('Type'), value: false },
    ],
  });
}

export function askPassword(
  { ask }: Commander,
  policy: PasswordPolicy,
  position: Position & { title: string },
): Promise<Answer<string>> {
  const prompt = vscode.l10n.t('At least {0} characters', Math.max(1, policy.minLength));
  const problem = (text: string) => passwordProblem(text, policy);
  return askText(ask, { ...position, prompt, password: true, problem });
}

/** In a modal, which leaves no trace: neither a log nor a notification holds it. */
export async function showOnce({ ask }: Commander, passwords: Passwords): Promise<void> {
  const [only, ...others] = passwords;
  if (!only) return;
  const message =
    others.length === 0
      ? vscode.l10n.t('The new password of {0}', only[0])
      : vscode.l10n.t('The new passwords of {0} users', passwords.size);
  const lines =
    others.length === 0 ? [only[1]] : [...passwords].map(([id, password]) => `${id}  ${password}`);
  const hint = vscode.l10n.t('It is shown only now.');
  if (await ask.confirm(message, [...lines, hint], vscode.l10n.t('Copy')))
    await ask.copy(others.length === 0 ? only[1] : [...passwords].map(pair => pair.join('\t')).join('\n'));
}
