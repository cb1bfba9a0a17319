import type { GroupInfo, UserInfo } from '../ocs/index.ts';
import type { Connection, Role } from './connection.ts';

/** The group whose members administer everything. */
const adminGroup = 'admin';

/** To a delegated administrator an administrator is listed, and does not exist for any other call. */
export function isOutOfReach(role: Role | undefined, user: Pick<UserInfo, 'groups'> | undefined): boolean {
  return role === 'delegated' && (user?.groups?.includes(adminGroup) ?? false);
}

/** Who decides about members. */
export type Viewer = Pick<Connection, 'role' | 'me'>;

/** Whether this person may decide who is in a group. */
export function mayChangeMembers({ role, me }: Viewer, { id }: Pick<GroupInfo, 'id'>): boolean {
  if (role === 'subadmin') return me.subadmin?.includes(id) ?? false;
  return role !== 'delegated' || id !== adminGroup;
}
