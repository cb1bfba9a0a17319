import * as vscode from 'vscode';
import { accountFields } from '../../model/account.ts';
import type { AccountFieldName } from '../../model/account.ts';
import { fieldProblem } from '../../model/checks.ts';
import { codeName, languages } from '../../model/languages.ts';
import { usualQuotas } from '../../model/quota.ts';
import type { UserInfo } from '../../ocs/index.ts';
import type { UserSubject } from '../../subjects/subject.ts';
import { back } from '../../ui/searchPick.ts';
import type { Choice } from '../../ui/searchPick.ts';
import { count } from '../engine/summary.ts';
import type { Work } from '../engine/work.ts';
import { askText, findUsers } from '../engine/questions.ts';
import type { AskFor } from '../engine/questions.ts';

type Field = Extract<AccountFieldName, 'displayname' | 'email' | 'quota' | 'language' | 'manager'>;

/** Writes one field, by its name in the API; Undo restores the value before. */
export function setField(field: Field, done: (what: string) => string): Work<UserSubject, string> {
  return {
    doing: vscode.l10n.t('Saving…'),
    done,
    async write({ id }, value, { client, signal, undo }) {
      const before = valueOf(field, await client.users.get(id, { signal }));
      await client.users.edit(id, { [field]: value }, { signal });
      if (before !== undefined)
        undo((undoing, options) => undoing.users.edit(id, { [field]: before }, options));
    },
    changes: ({ id }) => [{ kind: 'user', userId: id }],
  };
}

function valueOf(field: Field, user: UserInfo): string | undefined {
  const value = accountFields.find(({ name }) => name === field)?.read(user);
  return typeof value === 'string' ? value : undefined;
}

type AskField = AskFor<UserSubject, string>;

/** Asks for a text, starting from the current one if there is a single user. */
export const askField =
  (field: Field, prompt: string): AskField =>
  async ({ ask }, subjects, position) => {
    const [only, ...others] = subjects;
    const user =
      only && others.length === 0 ? await only.server.call(client => client.users.get(only.id)) : undefined;
    const value = (user && valueOf(field, user)) ?? '';
    const problem = (text: string) => fieldProblem(field, text);
    return askText(ask, { ...position, prompt, value, problem, optional: true });
  };

export const askQuota: AskField = async ({ ask }, subjects, position) => {
  const other = '';
  const choices: Choice<string>[] = [
    {
      label: vscode.l10n.t('Default'),
      description: vscode.l10n.t('as set on the server for everybody'),
      value: 'default',
    },
    { label: vscode.l10n.t('Unlimited'), value: 'none' },
    ...usualQuotas.map(size => ({ label: size, value: size })),
    { label: vscode.l10n.t('Other Size…'), value: other },
  ];
  const placeholder =
    subjects.length > 0 ? vscode.l10n.t('Storage for {0}', count(subjects)) : vscode.l10n.t('Select a size');
  const prompt = vscode.l10n.t('Size such as 2.5 GB (1 GB is 1024 MB)');
  const problem = (text: string) => fieldProblem('quota', text);
  for (;;) {
    const answer = await ask.pick({ ...position, placeholder, choices });
    if (answer !== other) return answer;
    const typed = await askText(ask, { ...position, canGoBack: true, prompt, problem });
    if (typed !== back) return typed;
  }
};

export const askLanguage: AskField = ({ ask }, _subjects, position) =>
  ask.pick({
    ...position,
    placeholder: vscode.l10n.t('Select a language'),
    choices: languages.map(code => ({
      label: codeName(code, vscode.env.language),
      description: code,
      value: code,
    })),
  });

export const askManager: AskField = async ({ ask }, subjects, position) => {
  const [first] = subjects;
  if (!first) return undefined;
  const nobody: Choice<string> = {
    label: vscode.l10n.t('No Manager'),
    iconPath: new vscode.ThemeIcon('clear-all'),
    value: '',
  };
  const find = findUsers(first.server);
  return ask.search<string>({
    ...position,
    placeholder: vscode.l10n.t('Select the manager of {0}. Type to search', count(subjects)),
    async search(query, signal) {
      const found = (await find(query, signal)).map(choice => ({ ...choice, value: choice.value.userId }));
      return query ? found : [nobody, ...found];
    },
  });
};
