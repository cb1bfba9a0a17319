import type { UserInfo } from '../ocs/types.ts';
import { accountFields } from './account.ts';
import type { AccountFieldName } from './account.ts';

/** Why a field cannot be edited by this person. */
export type Lock = 'backend' | 'adminOnly' | 'oneself' | 'notAllowed' | 'unreadable';

export interface Viewpoint {
  me: UserInfo;
  role: 'admin' | 'delegated' | 'subadmin' | 'user';
  /** The profile fields that the server lets this person edit (`user/fields/{id}`); absent: it does not tell. */
  profileFields?: readonly string[] | undefined;
}

/**
 * What `user/fields` lists are profile fields alone; what else may be edited follows from the user's backend and from
 * being an administrator or a subadmin (User Provisioning API, "Edit data of a single user").
 */
export function lockedFields(user: UserInfo, viewpoint: Viewpoint): Partial<Record<AccountFieldName, Lock>> {
  const locks = accountFields.map(({ name }) => [name, lockOf(name, user, viewpoint)] as const);
  return Object.fromEntries(locks.filter(([, lock]) => lock !== undefined));
}

function lockOf(
  name: AccountFieldName,
  user: UserInfo,
  { me, role, profileFields }: Viewpoint,
): Lock | undefined {
  const oneself = me.userId === user.userId;
  if (user.unreadable?.includes(name)) return 'unreadable';
  switch (name) {
    case 'displayname':
      return user.backendCapabilities?.setDisplayName === false ? 'backend' : undefined;
    case 'enabled':
      return oneself ? 'oneself' : managed(role);
    case 'subadmin':
      return role === 'admin' || role === 'delegated' ? undefined : 'adminOnly';
    case 'quota':
    case 'groups':
    case 'manager':
      return role === 'admin' || (role !== 'user' && !oneself) ? undefined : 'adminOnly';
    case 'language':
    case 'locale':
    case 'timezone':
    case 'notify_email':
      return oneself ? undefined : managed(role);
    default:
      return profileFields && !profileFields.includes(name) ? 'notAllowed' : undefined;
  }
}

/** What is done to an account at once, and may be impossible. */
export type LockableAction = 'resetPassword' | 'wipeDevices' | 'delete';

/** What cannot be done to this account: its backend does not take it, or it is one's own. */
export function lockedActions(user: UserInfo, me: UserInfo): LockableAction[] {
  return [
    ...(user.backendCapabilities?.setPassword === false ? (['resetPassword'] as const) : []),
    ...(user.userId === me.userId ? (['wipeDevices', 'delete'] as const) : []),
  ];
}

const managed = (role: Viewpoint['role']): Lock | undefined => (role === 'user' ? 'adminOnly' : undefined);
