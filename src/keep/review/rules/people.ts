import * as l10n from '@vscode/l10n';
import { byCodeUnit } from '../../../model/document.ts';
import { lower } from '../../../ocs/comparisons.ts';
import type { ReviewedInstance } from '../instance.ts';
import { skeletonOf } from '../skeleton.ts';
import type { RuleHit, ReviewRule } from '../types.ts';
import { aboutAll, aboutUser, gathered } from './subjects.ts';

type Rule = ReviewRule<ReviewedInstance>;

/** Whether users are who they seem to be, and can be reached. */
export const peopleRules = {
  lookAlikeUsers: {
    severity: 'high',
    title: () => l10n.t('User IDs that look alike'),
    says: f => l10n.t('These user IDs look alike: {ids}', f),
    reason: () =>
      l10n.t('Somebody may share with, or give rights to, the wrong one. One may be made to deceive.'),
    method: () =>
      l10n.t('The IDs are equal when letters that look alike in usual fonts are taken for the same.'),
    advice: () => l10n.t('Find out who they are. A user ID cannot change: if need be, create another user.'),
    find: ({ users }) =>
      findAlike(
        'user',
        users.map(({ id }) => id),
      ),
  },
  lookAlikeGroups: {
    severity: 'high',
    title: () => l10n.t('Group IDs that look alike'),
    says: f => l10n.t('These group IDs look alike: {ids}', f),
    reason: () =>
      l10n.t('Somebody may share with, or give rights to, the wrong one. One may be made to deceive.'),
    method: () =>
      l10n.t('The IDs are equal when letters that look alike in usual fonts are taken for the same.'),
    advice: () => l10n.t('Give the groups different display names, or move the members into one of them.'),
    find: ({ state }) => findAlike('group', state.groups.keys()),
  },
  groupsByCase: {
    severity: 'medium',
    title: () => l10n.t('Group IDs that differ by case only'),
    says: f => l10n.t('These group IDs differ by upper and lower case only: {ids}', f),
    reason: () => l10n.t('They are different groups, but few people expect that.'),
    method: () => l10n.t('The IDs are equal in lower case.'),
    advice: () => l10n.t('Move the members into one of them, and delete the others.'),
    find: ({ state }) =>
      [...gathered([...state.groups.keys()].sort(byCodeUnit), id => id.toLowerCase()).values()]
        .filter(ids => ids.length > 1)
        .map(ids => aboutAll('group', ids)),
  },
  sameEmail: {
    severity: 'medium',
    title: () => l10n.t('Users with the same email'),
    says: f => l10n.t('These users have the same email ({email}): {ids}', f),
    reason: () => l10n.t('Whoever reads the mailbox can reset the passwords of all of them.'),
    method: () => l10n.t('The addresses are equal in lower case. Disabled users count.'),
    advice: () => l10n.t('Give each user an address, or delete the ones that are not used.'),
    find: ({ users }) =>
      [...gathered(users, ({ email = '' }) => lower(email))]
        .filter(([email, { length }]) => email !== '' && length > 1)
        .map(([email, all]) =>
          aboutAll(
            'user',
            all.map(({ id }) => id),
            { email },
          ),
        ),
  },
  noEmail: {
    severity: 'low',
    title: () => l10n.t('Users without an email'),
    says: f => l10n.t('“{user}” has no email.', f),
    reason: () => l10n.t('The user gets no notifications and cannot reset a forgotten password.'),
    method: () => l10n.t('The user is enabled, and the address is empty.'),
    advice: () => l10n.t('Enter an address.'),
    find: ({ users }) =>
      users.filter(({ enabled, email }) => enabled === true && email === '').map(user => aboutUser(user)),
  },
  managerGone: {
    severity: 'medium',
    title: () => l10n.t('Users whose manager is gone'),
    says: f => l10n.t('The manager of “{user}”, “{manager}”, does not exist.', f),
    reason: () =>
      l10n.t(
        'Nobody answers for the user. If the ID is given to somebody else, that person becomes the manager.',
      ),
    method: () => l10n.t('There is no user with the ID of the manager.'),
    advice: () => l10n.t('Enter another manager, or none.'),
    find: instance =>
      instance.users
        .filter(({ manager = '' }) => manager !== '' && !instance.user(manager))
        .map(user => ({
          ...aboutUser(user, { manager: user.manager ?? '' }),
          fix: { users: [{ id: user.id, manager: '' }] },
        })),
  },
  managerDisabled: {
    severity: 'low',
    title: () => l10n.t('Users whose manager is disabled'),
    says: f => l10n.t('The manager of “{user}”, “{manager}”, is disabled.', f),
    reason: () => l10n.t('Nobody answers for the user.'),
    method: () => l10n.t('The user is enabled, and the manager is not.'),
    advice: () => l10n.t('Enter another manager.'),
    find: instance =>
      instance.users
        .filter(({ enabled, manager = '' }) => enabled === true && instance.user(manager)?.enabled === false)
        .map(user => aboutUser(user, { manager: user.manager ?? '' })),
  },
} as const satisfies Record<string, Rule>;

/** IDs that differ by case only are a finding of their own. */
function findAlike(kind: 'user' | 'group', ids: Iterable<string>): RuleHit[] {
  return [...gathered([...ids].sort(byCodeUnit), skeletonOf).values()]
    .filter(alike => new Set(alike.map(id => id.toLowerCase())).size > 1)
    .map(alike => aboutAll(kind, alike));
}
