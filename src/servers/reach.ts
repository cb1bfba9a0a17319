import type { GroupInfo, UserInfo } from '../ocs/index.ts';
import type { Role } from './connection.ts';

/** The group whose members administer everything. */
export const adminGroup = 'admin';

/** To a delegated administrator an administrator is listed, and does not exist for any other call. */
export function isOutOfReach(role: Role | undefined, user: Pick<UserInfo, 'groups'> | undefined): boolean {
  return role === 'delegated' && (user?.groups?.includes(adminGroup) ?? false);
}

/** Whether this role may decide who is in a group. */
export function mayChangeMembers(role: Role | undefined, { id }: Pick<GroupInfo, 'id'>): boolean {
  return role !== 'delegated' || id !== adminGroup;
}
