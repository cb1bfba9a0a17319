import { adminGroup } from './adminGroup.ts';
import type { NextcloudClient } from './client.ts';
import type { CallOptions, UserInfo } from './types.ts';

/** `delegated`: may administer users and groups through one of their groups, but neither apps nor administrators. */
export type Role = 'admin' | 'delegated' | 'subadmin' | 'user';

/** Follows Nextcloud: a member of the admin group, else a delegated administrator (only a request tells), else a group administrator. */
export async function roleOf(
  client: NextcloudClient,
  me: UserInfo,
  { signal }: CallOptions = {},
): Promise<Role> {
  if (me.groups?.includes(adminGroup)) return 'admin';
  if (await client.groups.mayListAll({ signal })) return 'delegated';
  return me.subadmin?.length ? 'subadmin' : 'user';
}
