import { adminGroup } from '../ocs/index.ts';
import type { GroupInfo, Role, UserInfo } from '../ocs/index.ts';
import type { Connection } from './connection.ts';

/** Administrators are listed for delegated administrators, but do not exist in any other call. */
export function isOutOfReach(role: Role | undefined, user: Pick<UserInfo, 'groups'> | undefined): boolean {
  return role === 'delegated' && (user?.groups?.includes(adminGroup) ?? false);
}

/** The user who is signed in, as far as rights depend on it. */
export type Viewer = Pick<Connection, 'role' | 'me'>;

/** Whether the signed-in user may change the members of a group. */
export function mayChangeMembers({ role, me }: Viewer, { id }: Pick<GroupInfo, 'id'>): boolean {
  if (role === 'subadmin') return me.subadmin?.includes(id) ?? false;
  return role !== 'delegated' || id !== adminGroup;
}
