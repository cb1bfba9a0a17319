import * as vscode from 'vscode';
import type { NextcloudClient } from '../ocs/index.ts';
import type { Connection } from '../servers/connection.ts';
import type { AppSubject, UserSubject } from '../subjects/subject.ts';
import type { Refusals } from './work.ts';

/** The app that this extension talks to. */
const provisioningApi = 'provisioning_api';

const adminGroup = 'admin';

/** Accounts read at once. */
const atOnce = 4;

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
async function notLastAdmin(
  subjects: readonly UserSubject[],
  { client, role }: Connection,
): Promise<Refusals> {
  // Subadmins see no admins, and cannot touch them.
  if (role !== 'admin' || subjects.length === 0) return new Map();
  const admins = await client.groups.members(adminGroup);
  const leaves = (admin: string) => subjects.some(({ id }) => same(id, admin));
  if (!admins.some(leaves)) return new Map();
  if (
    await someActive(
      client,
      admins.filter(admin => !leaves(admin)),
    )
  )
    return new Map();
  const reason = vscode.l10n.t('there must be another admin');
  return new Map(
    subjects.filter(({ id }) => admins.some(admin => same(admin, id))).map(subject => [subject, reason]),
  );
}

/** Whether one of them can sign in. Ids are asked for, as lists with details may fail; who cannot be read does not count. */
async function someActive(client: NextcloudClient, userIds: readonly string[]): Promise<boolean> {
  for (let first = 0; first < userIds.length; first += atOnce) {
    const users = await client.users.listById(userIds.slice(first, first + atOnce));
    if (users.some(({ enabled, problem }) => problem === undefined && enabled !== false)) return true;
  }
  return false;
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

/** Refuses those whose backend keeps the password, as far as that is known. */
export function notFixedPassword(subjects: readonly UserSubject[]): Refusals {
  const reason = vscode.l10n.t('the password is kept by the backend, which does not let it be changed here');
  return new Map(
    subjects
      .filter(({ info }) => info?.backendCapabilities?.setPassword === false)
      .map(subject => [subject, reason]),
  );
}

/** Without this app nothing here would work any more, nor could it be switched on again. */
export function notOurApi(subjects: readonly AppSubject[]): Refusals {
  const reason = vscode.l10n.t('it provides the interface this extension works with');
  return new Map(subjects.filter(({ id }) => id === provisioningApi).map(subject => [subject, reason]));
}
