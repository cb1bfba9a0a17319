import type { UserInfo } from '../ocs/types.ts';
import { accountFields } from './account.ts';
import type { AccountFieldName } from './account.ts';
import type { Editors } from './accountFields.ts';

/** Why a field cannot be edited by the one who is signed in. */
export type Lock = 'backend' | 'adminOnly' | 'oneself' | 'notAllowed' | 'unreadable';

export interface Viewpoint {
  me: UserInfo;
  role: 'admin' | 'delegated' | 'subadmin' | 'user';
  /** The profile fields that the server lets be edited (`user/fields/{id}`); absent: it does not tell. */
  profileFields?: readonly string[] | undefined;
}

interface RightsCase extends Viewpoint {
  name: AccountFieldName;
  user: UserInfo;
  isSelf: boolean;
}

/** Why a field with these editors is locked, if it is. */
const rules: Record<Editors, (what: RightsCase) => Lock | undefined> = {
  backend: ({ user }) => (user.backendCapabilities?.setDisplayName === false ? 'backend' : undefined),
  listed: ({ name, profileFields }) =>
    profileFields && !profileFields.includes(name) ? 'notAllowed' : undefined,
  managers: ({ role, isSelf }) =>
    role === 'admin' || (role !== 'user' && !isSelf) ? undefined : 'adminOnly',
  userAndManagers: ({ role, isSelf }) => (isSelf ? undefined : unlessManager(role)),
  othersOnly: ({ role, isSelf }) => (isSelf ? 'oneself' : unlessManager(role)),
  administrators: ({ role }) => (role === 'admin' || role === 'delegated' ? undefined : 'adminOnly'),
};

const unlessManager = (role: Viewpoint['role']): Lock | undefined =>
  role === 'user' ? 'adminOnly' : undefined;

/** Why fields of a user cannot be edited; a field that is absent can be. */
export function lockedFields(user: UserInfo, viewpoint: Viewpoint): Partial<Record<AccountFieldName, Lock>> {
  const isSelf = viewpoint.me.userId === user.userId;
  const locks = accountFields.map(({ name, editors }) => {
    const lock = user.unreadable?.includes(name)
      ? 'unreadable'
      : rules[editors]({ ...viewpoint, name, user, isSelf });
    return [name, lock] as const;
  });
  return Object.fromEntries(locks.filter(([, lock]) => lock !== undefined));
}

/** What is done to a user immediately, and may be impossible. */
export type LockableAction = 'resetPassword' | 'wipeDevices' | 'delete';

/** What cannot be done to this user: the backend does not support it, or it is one's own account. */
export function lockedActions(user: UserInfo, me: UserInfo): LockableAction[] {
  return [
    ...(user.backendCapabilities?.setPassword === false ? (['resetPassword'] as const) : []),
    ...(user.userId === me.userId ? (['wipeDevices', 'delete'] as const) : []),
  ];
}
