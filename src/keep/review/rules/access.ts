import * as l10n from '@vscode/l10n';
import type { AccountDocument } from '../../../model/account.ts';
import { isProtected, providersIn } from '../../../model/secondFactor.ts';
import { adminGroup } from '../../../ocs/adminGroup.ts';
import type { ReviewedInstance } from '../instance.ts';
import type { RuleHit, ReviewRule } from '../types.ts';
import { aboutUser } from './subjects.ts';

type Rule = ReviewRule<ReviewedInstance>;

const dayMs = 86_400_000;

const isEnabled = ({ enabled }: AccountDocument): boolean => enabled === true;
const isAdmin = ({ groups = [] }: AccountDocument): boolean => groups.includes(adminGroup);

/** Codes for emergencies are no factor of their own. Where nothing is known of a user, nothing is found. */
function lacksFactor(instance: ReviewedInstance, user: AccountDocument): boolean {
  const { factors } = instance.facts(user);
  return factors !== undefined && !isProtected(providersIn(factors));
}

/** For how many days nobody has signed in, as far as that is known. */
function daysAway(instance: ReviewedInstance, user: AccountDocument): number {
  const { lastLogin } = instance.facts(user);
  return lastLogin ? Math.floor((instance.now.getTime() - lastLogin.getTime()) / dayMs) : 0;
}

const disabling = ({ id }: AccountDocument): Pick<RuleHit, 'fix'> => ({
  fix: { users: [{ id, enabled: false }] },
});

/** Who can get in, and whether anybody would notice. */
export const accessRules = {
  adminWithoutSecondFactor: {
    severity: 'high',
    title: () => l10n.t('Administrators without a second factor'),
    says: f => l10n.t('“{user}” is an administrator without a second factor.', f),
    reason: () => l10n.t('Whoever learns the password has the whole server.'),
    method: () =>
      l10n.t('The server tells which second factors are set up. Backup codes alone do not count.'),
    advice: () =>
      l10n.t('Ask the administrator to set one up in the security settings, or enforce it for the group.'),
    find: instance =>
      instance.users
        .filter(user => isEnabled(user) && isAdmin(user) && lacksFactor(instance, user))
        .map(user => aboutUser(user)),
  },
  managerWithoutSecondFactor: {
    severity: 'medium',
    title: () => l10n.t('Group administrators without a second factor'),
    says: f => l10n.t('“{user}” administers groups without a second factor: {groups}', f),
    reason: () => l10n.t('Whoever learns the password can reset those of all members.'),
    method: () =>
      l10n.t('The server tells which second factors are set up. Backup codes alone do not count.'),
    advice: () => l10n.t('Ask the group administrator to set one up in the security settings.'),
    find: instance =>
      instance.users
        .filter(user => isEnabled(user) && !isAdmin(user) && lacksFactor(instance, user))
        .filter(({ subadmin = [] }) => subadmin.length > 0)
        .map(user => aboutUser(user, { groups: (user.subadmin ?? []).join(', ') })),
  },
  neverSignedIn: {
    severity: 'medium',
    title: () => l10n.t('Enabled users who never signed in'),
    says: f => l10n.t('“{user}” is enabled and has never signed in.', f),
    reason: () => l10n.t('Nobody would notice if somebody else did, for example with a first password.'),
    method: () => l10n.t('The server has no date of a sign-in.'),
    advice: () => l10n.t('Disable the user, or accept it while the invitation is new.'),
    find: instance =>
      instance.users
        .filter(user => isEnabled(user) && instance.facts(user).lastLogin === null)
        .map(user => ({ ...aboutUser(user), ...disabling(user) })),
  },
  longAway: {
    severity: 'medium',
    title: () => l10n.t('Enabled users who have not signed in for long'),
    says: f => l10n.t('“{user}” is enabled and last signed in {days} days ago.', f),
    reason: () => l10n.t('The user may have left. Nobody would notice if somebody else signed in.'),
    method: ({ awayDays }) => l10n.t('The last sign-in was more than {days} days ago.', { days: awayDays }),
    advice: () => l10n.t('Disable the user. Files and shares stay.'),
    find: instance =>
      instance.users.filter(isEnabled).flatMap(user => {
        const days = daysAway(instance, user);
        const about = { ...aboutUser(user, { days: String(days) }), ...disabling(user) };
        return days > instance.limits.awayDays ? [about] : [];
      }),
  },
  disabledManager: {
    severity: 'medium',
    title: () => l10n.t('Disabled users who administer groups'),
    says: f => l10n.t('“{user}” is disabled and still administers: {groups}', f),
    reason: () => l10n.t('Enabling the user gives the power back as well. The members have nobody to ask.'),
    method: () => l10n.t('The user is disabled and is an administrator of groups.'),
    advice: () => l10n.t('Take the role away, and give it to somebody else.'),
    find: instance =>
      instance.users.flatMap(user => {
        const { id, enabled, subadmin = [] } = user;
        if (enabled !== false || subadmin.length === 0) return [];
        const fix = { users: [{ id, subadmin: { remove: subadmin } }] };
        return [{ ...aboutUser(user, { groups: subadmin.join(', ') }), fix }];
      }),
  },
  disabledMember: {
    severity: 'low',
    title: () => l10n.t('Disabled users in groups'),
    says: f => l10n.t('“{user}” is disabled and still in: {groups}', f),
    reason: () =>
      l10n.t(
        'Enabling the user gives all access back. Shares with the groups count a member who is not there.',
      ),
    method: () => l10n.t('The user is disabled and is a member of groups.'),
    advice: () => l10n.t('Remove the user from the groups.'),
    find: instance =>
      instance.users.flatMap(user => {
        const { id, enabled, groups = [] } = user;
        if (enabled !== false || groups.length === 0) return [];
        const fix = { users: [{ id, groups: { remove: groups } }] };
        return [{ ...aboutUser(user, { groups: groups.join(', ') }), fix }];
      }),
  },
  foreignRole: {
    severity: 'medium',
    title: () => l10n.t('Group administrators who are no members'),
    says: f => l10n.t('“{user}” administers “{group}” without being a member.', f),
    reason: () =>
      l10n.t('The members do not know who can reset their passwords, and the role may be a leftover.'),
    method: () => l10n.t('The user administers a group and is not in it.'),
    advice: () => l10n.t('Take the role away, or accept it for whoever supports the group.'),
    find: instance =>
      instance.users.flatMap(user => {
        const { id, groups, subadmin = [] } = user;
        if (!groups || isAdmin(user)) return [];
        return subadmin
          .filter(group => !groups.includes(group))
          .map(group => ({
            ...aboutUser(user, { group }, [{ kind: 'group' as const, id: group }]),
            fix: { users: [{ id, subadmin: { remove: [group] } }] },
          }));
      }),
  },
  guestInside: {
    severity: 'medium',
    title: () => l10n.t('Guests in groups of members'),
    says: f => l10n.t('The guest “{user}” is in “{group}”, as are members.', f),
    reason: () => l10n.t('Whatever is shared with the group is shared with somebody from outside.'),
    method: ({ guestGroups }) =>
      l10n.t('Guests have the backend of the app for guests, or are in: {groups}', {
        groups: guestGroups.join(', '),
      }),
    advice: () => l10n.t('Remove the guest from the group, or accept it for a group of both.'),
    find: findGuests,
  },
} as const satisfies Record<string, Rule>;

function findGuests(instance: ReviewedInstance): RuleHit[] {
  const inner = new Map<string, boolean>();
  const isInner = (group: string): boolean => {
    const known =
      inner.get(group) ??
      (!instance.isForGuests(group) && instance.members(group).some(one => !instance.isGuest(one)));
    inner.set(group, known);
    return known;
  };
  return instance.users
    .filter(user => instance.isGuest(user))
    .flatMap(user =>
      (user.groups ?? []).filter(isInner).map(group => ({
        ...aboutUser(user, { group }, [{ kind: 'group' as const, id: group }]),
        fix: { users: [{ id: user.id, groups: { remove: [group] } }] },
      })),
    );
}
