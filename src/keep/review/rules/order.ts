import * as l10n from '@vscode/l10n';
import type { AccountDocument } from '../../../model/account.ts';
import { formatQuota, humanSize, parseQuota } from '../../../model/quota.ts';
import { adminGroup } from '../../../ocs/adminGroup.ts';
import type { ReviewedInstance } from '../instance.ts';
import type { RuleHit, ReviewRule } from '../types.ts';
import { aboutGroup } from './subjects.ts';

type Rule = ReviewRule<ReviewedInstance>;

/** Whether groups, apps and storage are in order. */
export const orderRules = {
  emptyGroup: {
    severity: 'low',
    title: () => l10n.t('Groups without members'),
    says: f => l10n.t('The group “{group}” has no members.', f),
    reason: () => l10n.t('It may be a leftover. Whoever joins it gets whatever was once shared with it.'),
    method: () => l10n.t('No user is in the group.'),
    advice: () => l10n.t('Delete the group if it is not needed.'),
    find: instance => findBySize(instance, 0),
  },
  groupOfOne: {
    severity: 'low',
    title: () => l10n.t('Groups with one member'),
    says: f => l10n.t('“{user}” is the only member of the group “{group}”.', f),
    reason: () => l10n.t('It may be a leftover. If the member leaves, nobody has what is shared with it.'),
    method: () => l10n.t('One user is in the group, enabled or not.'),
    advice: () => l10n.t('Share with the user, or accept it for a role that one person has.'),
    find: instance => findBySize(instance, 1),
  },
  appForNobody: {
    severity: 'low',
    title: () => l10n.t('Apps for nobody'),
    says: f => l10n.t('The app “{app}” is enabled only for groups without members: {groups}', f),
    reason: () => l10n.t('It runs and needs updates without being of use to anybody.'),
    method: () => l10n.t('The app is limited to groups that have no members or do not exist.'),
    advice: () => l10n.t('Disable the app, or enable it for other groups.'),
    find: findIdleApps,
  },
  unlimitedStorage: {
    severity: 'medium',
    title: () => l10n.t('More storage promised than there is'),
    says: f =>
      l10n.t(
        'Users without a quota: {users}. With what the others may still store, {needed} are needed, and {free} are free.',
        f,
      ),
    reason: () => l10n.t('One user can fill the storage for all others.'),
    method: ({ reserve }) =>
      l10n.t(
        'What is left of all quotas, and {reserve} for each user without one, is more than the free space.',
        { reserve: formatQuota(reserve) },
      ),
    advice: () => l10n.t('Set quotas, or add storage.'),
    find: findOverbooking,
  },
} as const satisfies Record<string, Rule>;

/** The group of the administrators is never a leftover. */
function findBySize(instance: ReviewedInstance, size: number): RuleHit[] {
  return [...instance.state.groups.keys()]
    .filter(group => group !== adminGroup && instance.members(group).length === size)
    .map(group => aboutGroup(group, { user: instance.members(group)[0]?.id ?? '' }));
}

function findIdleApps(instance: ReviewedInstance): RuleHit[] {
  return [...(instance.state.apps ?? [])].flatMap(([app, { enabled, limitedTo }]): RuleHit[] => {
    if (!enabled || !limitedTo?.every(group => instance.members(group).length === 0)) return [];
    const old = { enabled, limitedTo };
    return [
      {
        subjects: [{ kind: 'app', id: app }],
        facts: { app, groups: limitedTo.join(', ') },
        fix: { steps: [{ kind: 'switchApp', app, old, new: { enabled: false } }] },
      },
    ];
  });
}

/** Nothing is found where nobody tells how much is free. */
function findOverbooking(instance: ReviewedInstance): RuleHit[] {
  const enabled = instance.users.filter(user => user.enabled === true);
  const unlimited = enabled.filter(({ quota }) => quota === 'none');
  const told = unlimited.flatMap(user => instance.facts(user).free ?? []);
  const free = instance.freeSpace ?? (told.length > 0 ? told.reduce((a, b) => Math.max(a, b)) : undefined);
  const left = enabled.reduce((sum, user) => sum + leftOf(instance, user), 0);
  const needed = left + unlimited.length * instance.limits.reserve;
  if (free === undefined || free < 0 || unlimited.length === 0 || needed <= free) return [];
  const size = (bytes: number) => humanSize(bytes, instance.language);
  return [
    {
      subjects: [{ kind: 'server', id: '' }],
      facts: { users: String(unlimited.length), needed: size(needed), free: size(free) },
    },
  ];
}

/** What a user may still store, in bytes; 0 without a quota. */
function leftOf(instance: ReviewedInstance, user: AccountDocument): number {
  const quota = parseQuota(user.quota ?? 'none');
  const bytes = 'bytes' in quota ? (quota.bytes ?? 0) : 0;
  return Math.max(0, bytes - (instance.facts(user).used ?? 0));
}
