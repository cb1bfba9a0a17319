import * as vscode from 'vscode';
import type { Present, WantedUser } from '../model/plan/types.ts';
import { adminGroup, NextcloudError } from '../ocs/index.ts';
import type { NextcloudClient, UserInfo } from '../ocs/index.ts';
import type { Connection } from '../servers/connection.ts';
import type { Server } from '../servers/server.ts';

/** With more users, pages of all of them take less time than one request each. */
export const mostSingle = 100;

interface LoadOptions {
  signal: AbortSignal;
  report?: (text: string) => void;
  /**
   * IDs of the users that the plan is about, and of those it refers to, such as their new managers. Anybody else does
   * not exist for the plan. Absent: all users.
   */
  users?: readonly string[];
}

/** `undefined` if all users are to be read: for many, or to warn of everybody whose manager is to be deleted. */
export function usersConcerned(wanted: readonly WantedUser[]): string[] | undefined {
  if (wanted.length > mostSingle || wanted.some(({ state }) => state === 'absent')) return undefined;
  return wanted.flatMap(({ id, manager }) => (manager ? [id, manager] : [id]));
}

/** Reads what a plan is made against. Throws NextcloudError. */
export function loadPresent(server: Server, options: LoadOptions): Promise<Present> {
  return server.call((client, connection) => read(client, connection, options));
}

async function read(
  client: NextcloudClient,
  connection: Connection,
  { signal, report, users }: LoadOptions,
): Promise<Present> {
  const [people, groups, administrators, { presentOf }] = await Promise.all([
    users ? named(client, users, signal) : everybody(client, signal, report),
    client.groups.listDetails({ signal }),
    users && enabledAdministrators(client, signal),
    import('../model/plan/present.ts'),
  ]);
  return presentOf(people, groups, connection, administrators);
}

async function everybody(
  client: NextcloudClient,
  signal: AbortSignal,
  report?: (text: string) => void,
): Promise<UserInfo[]> {
  const users: UserInfo[] = [];
  for await (const user of client.users.iterate({ signal }))
    if (users.push(user) % 100 === 0) report?.(vscode.l10n.t('{0} users read', users.length));
  return users;
}

async function named(
  client: NextcloudClient,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<UserInfo[]> {
  const found = await Promise.all(
    [...new Set(ids)].map(id => client.users.get(id, { signal }).catch(unlessMissing)),
  );
  return found.filter(user => user !== undefined);
}

function unlessMissing(error: unknown): undefined {
  if (!(error instanceof NextcloudError) || error.kind !== 'notFound') throw error;
}

/** Group administrators may not read them, and cannot take away an administrator anyway. */
async function enabledAdministrators(client: NextcloudClient, signal: AbortSignal): Promise<string[]> {
  try {
    const members = await client.groups.memberDetails(adminGroup, { signal });
    return members.filter(({ enabled }) => enabled !== false).map(({ userId }) => userId);
  } catch (error) {
    if (error instanceof NextcloudError && ['forbidden', 'notFound'].includes(error.kind)) return [];
    throw error;
  }
}
