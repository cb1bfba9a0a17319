import { presentOf } from '../../model/plan/present.ts';
import type { Present } from '../../model/plan/types.ts';
import type { Viewpoint } from '../../model/rights.ts';
import { adminGroup, NextcloudError } from '../../ocs/index.ts';
import type { GroupInfo, NextcloudClient, UserInfo } from '../../ocs/index.ts';

export interface ReadPresentOptions {
  signal?: AbortSignal | undefined;
  /** Told how many users were read, now and then. */
  onUsers?: ((count: number) => void) | undefined;
  /**
   * IDs of the users that the plan is about, and of those it refers to, such as their new managers. Anybody else does
   * not exist for the plan. Absent: all users.
   */
  users?: readonly string[] | undefined;
}

/** Reads what a plan is made against. Throws NextcloudError. */
export async function readPresent(
  client: NextcloudClient,
  viewpoint: Viewpoint,
  { signal, onUsers, users }: ReadPresentOptions,
): Promise<{ present: Present; groups: GroupInfo[] }> {
  const [people, groups, administrators] = await Promise.all([
    users ? named(client, users, signal) : everybody(client, signal, onUsers),
    client.groups.listDetails({ signal }),
    users && enabledAdministrators(client, signal),
  ]);
  return { present: presentOf(people, groups, viewpoint, administrators), groups };
}

async function everybody(
  client: NextcloudClient,
  signal?: AbortSignal,
  onUsers?: (count: number) => void,
): Promise<UserInfo[]> {
  const users: UserInfo[] = [];
  for await (const user of client.users.iterate({ signal }))
    if (users.push(user) % 100 === 0) onUsers?.(users.length);
  return users;
}

async function named(
  client: NextcloudClient,
  ids: readonly string[],
  signal?: AbortSignal,
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
async function enabledAdministrators(client: NextcloudClient, signal?: AbortSignal): Promise<string[]> {
  try {
    const members = await client.groups.memberDetails(adminGroup, { signal });
    return members.filter(({ enabled }) => enabled !== false).map(({ userId }) => userId);
  } catch (error) {
    if (error instanceof NextcloudError && ['forbidden', 'notFound'].includes(error.kind)) return [];
    throw error;
  }
}
