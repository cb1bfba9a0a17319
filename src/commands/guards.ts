import * as vscode from 'vscode';
import type { UserInfo } from '../ocs/index.ts';
import type { Connection } from '../servers/connection.ts';
import type { AppSubject, UserSubject } from '../tree/subject.ts';
import type { Refusals } from './work.ts';

/** The app that this extension talks to. */
const provisioningApi = 'provisioning_api';

const adminGroup = 'admin';

/** User ids are case-insensitive. */
const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Nobody disables, wipes or deletes the account that is signed in. */
export function notOneself(subjects: readonly UserSubject[], { me }: Connection): Refusals {
  const reason = vscode.l10n.t('this is the account you are signed in with');
  return new Map(subjects.filter(({ id }) => same(id, me.userId)).map(subject => [subject, reason]));
}

/**
 * Refuses, of those who would cease to be an active admin, all if nobody else would remain.
 * Reads who the admins are now: rows may be old.
 */
export async function notLastAdmin(
  subjects: readonly UserSubject[],
  { client, role }: Connection,
): Promise<Refusals> {
  // Subadmins see no admins, and cannot touch them.
  if (role !== 'admin' || subjects.length === 0) return new Map();
  const active: UserInfo[] = [];
  for (let offset = 0, page: UserInfo[]; ; offset += 500) {
    page = await client.groups.memberDetails(adminGroup, { limit: 500, offset });
    active.push(...page.filter(user => user.enabled !== false));
    if (page.length < 500) break;
  }
  const leaves = (user: UserInfo) => subjects.some(({ id }) => same(id, user.userId));
  if (!active.every(leaves)) return new Map();
  const reason = vscode.l10n.t('there must be another admin');
  return new Map(
    subjects.filter(({ id }) => active.some(user => same(user.userId, id))).map(subject => [subject, reason]),
  );
}

/** For what takes an account away: both of the above. */
export async function notOneselfNorLastAdmin(
  subjects: readonly UserSubject[],
  connection: Connection,
): Promise<Refusals> {
  const oneself = notOneself(subjects, connection);
  const others = subjects.filter(subject => !oneself.has(subject));
  return new Map([...oneself, ...(await notLastAdmin(others, connection))]);
}

/** For leaving groups: nobody leaves `admin` who is signed in, or the last there. */
export async function notOutOfAdmin(
  subjects: readonly UserSubject[],
  groups: readonly string[],
  connection: Connection,
): Promise<Refusals> {
  if (!groups.includes(adminGroup)) return new Map();
  const refused = await notOneselfNorLastAdmin(subjects, connection);
  return new Map(
    [...refused].map(([subject, reason]) => [
      subject,
      vscode.l10n.t('stays in {0}: {1}', adminGroup, reason),
    ]),
  );
}

/** Without this app nothing here would work any more, nor could it be switched on again. */
export function notOurApi(subjects: readonly AppSubject[]): Refusals {
  const reason = vscode.l10n.t('it provides the interface this extension works with');
  return new Map(subjects.filter(({ id }) => id === provisioningApi).map(subject => [subject, reason]));
}
