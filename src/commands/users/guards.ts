import * as vscode from 'vscode';
import { adminGroup } from '../../ocs/index.ts';
import type { NextcloudClient } from '../../ocs/index.ts';
import type { Connection } from '../../servers/connection.ts';
import type { UserSubject } from '../../subjects/subject.ts';
import type { Refusals } from '../engine/work.ts';

/** Users read with one request. */
const atOnce = 4;

/** User IDs are case-insensitive. */
const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Refuses to disable, wipe or delete the user who is signed in. */
export function notOneself(subjects: readonly UserSubject[], { me }: Connection): Refusals {
  const reason = vscode.l10n.t('you are signed in as this user');
  return new Map(subjects.filter(({ id }) => same(id, me.userId)).map(subject => [subject, reason]));
}

/**
 * Refuses to take away administrators if no other active one would remain.
 * Reads who they are now, because rows may be outdated.
 */
async function notLastAdmin(
  subjects: readonly UserSubject[],
  { client, role }: Connection,
): Promise<Refusals> {
  // Group administrators neither see nor change administrators.
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
  const reason = vscode.l10n.t('there must be another active administrator');
  return new Map(
    subjects.filter(({ id }) => admins.some(admin => same(admin, id))).map(subject => [subject, reason]),
  );
}

/** Whether one of them can sign in. Reads by ID, because lists with details may fail; unreadable users do not count. */
async function someActive(client: NextcloudClient, userIds: readonly string[]): Promise<boolean> {
  for (let first = 0; first < userIds.length; first += atOnce) {
    const users = await client.users.listById(userIds.slice(first, first + atOnce));
    if (users.some(({ enabled, problem }) => problem === undefined && enabled !== false)) return true;
  }
  return false;
}

/** Combines both of the above, for everything that takes a user away. */
export async function notOneselfNorLastAdmin(
  subjects: readonly UserSubject[],
  connection: Connection,
): Promise<Refusals> {
  const oneself = notOneself(subjects, connection);
  const others = subjects.filter(subject => !oneself.has(subject));
  return new Map([...oneself, ...(await notLastAdmin(others, connection))]);
}

/** For leaving groups: neither the signed-in user nor the last administrator leaves the group `admin`. */
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
      vscode.l10n.t('stays in “{0}”: {1}', adminGroup, reason),
    ]),
  );
}

/** Refuses users whose backend keeps the password, as far as known. */
export function notFixedPassword(subjects: readonly UserSubject[]): Refusals {
  const reason = vscode.l10n.t('the password is managed by the user’s backend and cannot be changed here');
  return new Map(
    subjects
      .filter(({ info }) => info?.backendCapabilities?.setPassword === false)
      .map(subject => [subject, reason]),
  );
}
