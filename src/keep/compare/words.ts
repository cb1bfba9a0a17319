import * as l10n from '@vscode/l10n';
import { accountTable } from '../../model/accountFields.ts';
import { namesIn } from '../../ocs/narrow.ts';
import type { LeftOutReason } from './copyPlan.ts';
import type { Difference, DifferenceKind, DifferenceValue } from './differences.ts';

const differenceKinds: Record<DifferenceKind, () => string> = {
  group: () => l10n.t('Group'),
  app: () => l10n.t('App'),
  setting: () => l10n.t('Setting'),
  user: () => l10n.t('User'),
};

export const leftOutReasons: Record<LeftOutReason, () => string> = {
  deletionNotAsked: () => l10n.t('Users are deleted only if you ask for it.'),
  groupsAreKept: () => l10n.t('Groups are never deleted by a plan.'),
  invalidGroup: () => l10n.t('The ID of the group cannot be used.'),
};

/** What differs, and how, in one line. */
export function differenceText(difference: Difference): string {
  const { kind, subject, item, left, right } = difference;
  const name = [differenceKinds[kind](), subject, fieldText(difference), item].filter(Boolean).join(': ');
  return `${name}: ${valueText(left)} ≠ ${valueText(right)}`;
}

/** The field of a difference as it is read; '' where the whole subject is on one side only. */
export function fieldText({ kind, field }: Difference): string {
  const known = kind === 'user' && namesIn(accountTable).find(name => name === field);
  return known ? accountTable[known].label() : field;
}

/** A side of a difference as it is read. */
export function valueText(value: DifferenceValue | undefined): string {
  if (value === undefined) return l10n.t('(absent)');
  if (typeof value === 'boolean') return value ? l10n.t('Yes') : l10n.t('No');
  const text = typeof value === 'string' ? value : value.join(', ');
  return text === '' ? l10n.t('(empty)') : text;
}
