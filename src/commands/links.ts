import * as vscode from 'vscode';
import type { AppSubject, GroupSubject, UserSubject } from '../subjects/subject.ts';
import { done } from '../ui/steps.ts';
import type { Outcome } from './action.ts';
import type { Commander } from './commander.ts';

/** The pages of Nextcloud's own interface, below the server's address. */
const pages = {
  // There is no page of one account in the settings; profiles came with Nextcloud 23.
  user: (id: string, major: number) => (major >= 23 ? `u/${encodeURIComponent(id)}` : 'settings/users'),
  group: (id: string) => `settings/users/${encodeURIComponent(id)}`,
  app: (id: string) => `settings/apps/installed/${encodeURIComponent(id)}`,
};

export async function openInWeb(
  { ask }: Commander,
  [subject]: (UserSubject | GroupSubject | AppSubject)[],
): Promise<Outcome> {
  if (!subject) return undefined;
  const { capabilities } = await subject.server.connect();
  const page = pages[subject.kind](subject.id, capabilities.version.major);
  await ask.open(`${subject.server.url}index.php/${page}`);
  return done;
}

/** One a line, as they stand. */
export async function copyIds({ ask }: Commander, subjects: { id: string }[]): Promise<Outcome> {
  await ask.copy(subjects.map(({ id }) => id).join('\n'));
  return done;
}

/** Those that have one; who has none is named. */
export async function copyMails({ ask, messages }: Commander, subjects: UserSubject[]): Promise<Outcome> {
  const [first] = subjects;
  if (!first) return undefined;
  const users = await first.server.call(client =>
    Promise.all(subjects.map(({ id }) => client.users.get(id))),
  );
  const mails = users.flatMap(({ email }) => (email ? [email] : []));
  const without = users.filter(({ email }) => !email).map(({ userId }) => userId);
  if (mails.length > 0) await ask.copy(mails.join('\n'));
  if (without.length > 0) messages.info(vscode.l10n.t('Without an e-mail address: {0}.', without.join(', ')));
  return done;
}
