import * as vscode from 'vscode';
import type { AppSubject, GroupSubject, UserSubject } from '../subjects/subject.ts';
import { done } from '../ui/steps.ts';
import type { Outcome } from './engine/action.ts';
import type { ActionContext } from './engine/context.ts';

/** The pages of Nextcloud's web interface, relative to the server's address. */
const pages = {
  // The settings have no page for one user; profiles came with Nextcloud 23.
  user: (id: string, major: number) => (major >= 23 ? `u/${encodeURIComponent(id)}` : 'settings/users'),
  group: (id: string) => `settings/users/${encodeURIComponent(id)}`,
  app: (id: string) => `settings/apps/installed/${encodeURIComponent(id)}`,
};

export async function openInWeb(
  { ask }: ActionContext,
  [subject]: (UserSubject | GroupSubject | AppSubject)[],
): Promise<Outcome> {
  if (!subject) return undefined;
  const { capabilities } = await subject.server.connect();
  const page = pages[subject.kind](subject.id, capabilities.version.major);
  await ask.open(`${subject.server.url}index.php/${page}`);
  return done;
}

/** Copies the IDs, one per line. */
export async function copyIds({ ask }: ActionContext, subjects: { id: string }[]): Promise<Outcome> {
  await ask.copy(subjects.map(({ id }) => id).join('\n'));
  return done;
}

/** Copies the email addresses that exist and names the users without one. */
export async function copyMails({ ask, messages }: ActionContext, subjects: UserSubject[]): Promise<Outcome> {
  const [first] = subjects;
  if (!first) return undefined;
  const users = await first.server.call(client =>
    Promise.all(subjects.map(({ id }) => client.users.get(id))),
  );
  const mails = users.flatMap(({ email }) => (email ? [email] : []));
  const without = users.filter(({ email }) => !email).map(({ userId }) => userId);
  if (mails.length > 0) await ask.copy(mails.join('\n'));
  if (without.length > 0) messages.info(vscode.l10n.t('No email address: {0}.', without.join(', ')));
  return done;
}
