import * as vscode from 'vscode';
import { mailProblem } from '../../model/checks.ts';
import type { UserSubject } from '../../subjects/subject.ts';
import { askText } from '../engine/questions.ts';
import type { AskFor } from '../engine/questions.ts';
import type { Work } from '../engine/work.ts';

type AskMail = AskFor<UserSubject, string>;

const changes: Work<UserSubject, string>['changes'] = ({ id }) => [{ kind: 'user', userId: id }];

export const addMail: Work<UserSubject, string> = {
  doing: vscode.l10n.t('Saving…'),
  done: what => vscode.l10n.t('Added an email address of {0}', what),
  async write({ id }, mail, { client, signal, undo }) {
    await client.users.addAdditionalMail(id, mail, { signal });
    undo((undoing, options) => undoing.users.removeAdditionalMail(id, mail, options));
  },
  changes,
};

export const removeMail: Work<UserSubject, string> = {
  doing: vscode.l10n.t('Saving…'),
  done: what => vscode.l10n.t('Removed an email address of {0}', what),
  async write({ id }, mail, { client, signal, undo }) {
    await client.users.removeAdditionalMail(id, mail, { signal });
    undo((undoing, options) => undoing.users.addAdditionalMail(id, mail, options));
  },
  changes,
};

export const askNewMail: AskMail = ({ ask }, _subjects, position) =>
  askText(ask, { ...position, prompt: vscode.l10n.t('Additional email address'), problem: mailProblem });

export const askOldMail: AskMail = async ({ ask, messages }, [subject], position) => {
  if (!subject) return undefined;
  const { additionalMail = [] } = await subject.server.call(client => client.users.get(subject.id));
  if (additionalMail.length > 0)
    return ask.pick({
      ...position,
      placeholder: vscode.l10n.t('Select an address'),
      choices: additionalMail.map(mail => ({ label: mail, value: mail })),
    });
  messages.info(vscode.l10n.t('{0} has no additional email addresses.', subject.id));
  return undefined;
};
