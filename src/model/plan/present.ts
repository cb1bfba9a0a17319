import { adminGroup } from '../../ocs/adminGroup.ts';
import type { GroupInfo, UserInfo } from '../../ocs/types.ts';
import { toAccountDocument } from '../account.ts';
import { lockedActions, lockedFields, type Viewpoint } from '../rights.ts';
import { userKey, type Present, type UserLocks } from './types.ts';

/**
 * What plans are made against.
 * @param users everybody a plan may touch; users that are not among them do not exist for it
 * @param administrators IDs of the enabled administrators, where not all of them are among `users`
 */
export function presentOf(
  users: Iterable<UserInfo>,
  groups: readonly GroupInfo[],
  viewpoint: Viewpoint,
  administrators?: readonly string[],
): Present {
  const locks = new Map<string, UserLocks>();
  const accounts = new Map<string, ReturnType<typeof toAccountDocument>>();
  const signedIn = new Set<string>();
  const found: string[] = [];
  for (const user of users) {
    const key = userKey(user.userId);
    accounts.set(key, toAccountDocument(user));
    const [fields, actions] = [lockedFields(user, viewpoint), lockedActions(user, viewpoint.me)];
    if (Object.keys(fields).length > 0 || actions.length > 0) locks.set(key, { fields, actions });
    if (user.lastLogin) signedIn.add(key);
    if (user.enabled !== false && user.groups?.includes(adminGroup)) found.push(user.userId);
  }
  return {
    accounts,
    groups: new Set(groups.map(({ id }) => id)),
    me: viewpoint.me.userId,
    role: viewpoint.role,
    administrators: administrators ?? found,
    locks,
    fixedGroups: fixedGroups(groups),
    signedIn,
  };
}

function fixedGroups(groups: readonly GroupInfo[]): Present['fixedGroups'] {
  return new Map(
    groups
      .filter(({ canAdd, canRemove }) => canAdd === false || canRemove === false)
      .map(({ id, canAdd, canRemove }) => [id, { add: canAdd === false, remove: canRemove === false }]),
  );
}
