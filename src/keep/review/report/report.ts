import * as l10n from '@vscode/l10n';
import type { AccountDocument } from '../../../model/account.ts';
import { adminGroup } from '../../../ocs/adminGroup.ts';
import { providersIn, secondFactorText } from '../../../model/secondFactor.ts';
import type { CollectedInstance } from '../../instance/state.ts';
import { userKey } from '../../../model/plan/types.ts';
import type { Acceptance } from '../acceptances.ts';
import { dayOf, type JudgedFinding } from '../judge.ts';
import type { RuleId } from '../rules/index.ts';
import { gathered } from '../rules/subjects.ts';
import type { ReviewLimits, ReviewSeverity } from '../types.ts';

/** A review as it is reported. */
export interface ReviewReport {
  /** The name or the address of the server. */
  server: string;
  at: Date;
  limits: ReviewLimits;
  users: number;
  groups: number;
  findings: readonly JudgedFinding[];
  /** Acceptances of what is not found any more. */
  obsolete: readonly Acceptance[];
  powers: readonly PowerRow[];
}

/** Somebody with rights over others. */
export interface PowerRow {
  user: string;
  displayName: string;
  enabled: boolean;
  isAdmin: boolean;
  /** The groups that they administer. */
  subadmin: readonly string[];
  /** IDs of providers; absent where the server does not tell. */
  secondFactor?: readonly string[] | undefined;
  /** A day; `null` if never, absent where the server does not tell. */
  lastLogin?: string | null | undefined;
}

export const severityTitles: Record<ReviewSeverity, () => string> = {
  high: () => l10n.t('High'),
  medium: () => l10n.t('Medium'),
  low: () => l10n.t('Low'),
};

/** A time as everybody reads it the same. */
export const timeText = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** Administrators first, then group administrators, by ID. */
export function powersOf({ state, facts }: CollectedInstance): PowerRow[] {
  const users = [...state.users.values()].sort((a, b) => (userKey(a.id) < userKey(b.id) ? -1 : 1));
  const isAdmin = ({ groups = [] }: AccountDocument) => groups.includes(adminGroup);
  const leads = ({ subadmin = [] }: AccountDocument) => subadmin.length > 0;
  return [...users.filter(isAdmin), ...users.filter(user => !isAdmin(user) && leads(user))].map(user => {
    const { factors, lastLogin } = facts.get(userKey(user.id)) ?? {};
    return {
      user: user.id,
      displayName: user.displayname ?? '',
      enabled: user.enabled !== false,
      isAdmin: isAdmin(user),
      subadmin: user.subadmin ?? [],
      secondFactor: factors && providersIn(factors),
      lastLogin: lastLogin && dayOf(lastLogin),
    };
  });
}

export const powerHeads = (): string[] => [
  l10n.t('User ID'),
  l10n.t('Display name'),
  l10n.t('Administers'),
  l10n.t('Second factor'),
  l10n.t('Last sign-in'),
  l10n.t('Enabled'),
];

export const powerCells = (row: PowerRow): string[] => [
  row.user,
  row.displayName,
  row.isAdmin ? l10n.t('Everything') : row.subadmin.join(', '),
  row.secondFactor ? secondFactorText({ providers: [...row.secondFactor] }) : l10n.t('Unknown'),
  row.lastLogin === null ? l10n.t('Never') : (row.lastLogin ?? l10n.t('Unknown')),
  row.enabled ? l10n.t('Yes') : l10n.t('No'),
];

export interface ReviewSection {
  rule: RuleId;
  findings: readonly JudgedFinding[];
}

/** The findings of each rule together. */
export const sectionsOf = (findings: readonly JudgedFinding[]): ReviewSection[] =>
  [...gathered(findings, ({ rule }) => rule)].map(([rule, all]) => ({ rule, findings: all }));

/** What is to be known of a finding beside its sentence: that it is new, or for how long it is accepted. */
export function noteOf({ status, isNew, acceptance }: JudgedFinding): string {
  const notes = [
    ...(isNew ? [l10n.t('New')] : []),
    ...(acceptance && status === 'accepted'
      ? [l10n.t('Accepted until {0}: {1}', acceptance.until, acceptance.reason)]
      : []),
    ...(acceptance && status === 'expired'
      ? [l10n.t('Was accepted until {0}: {1}', acceptance.until, acceptance.reason)]
      : []),
  ];
  return notes.join(' · ');
}

/** How many findings of a severity want attention, for the beginning of a report. */
export function summaryOf(findings: readonly JudgedFinding[]): string {
  const open = findings.filter(({ status }) => status !== 'accepted');
  const count = (severity: ReviewSeverity) => open.filter(one => one.severity === severity).length;
  return open.length === 0
    ? l10n.t('Nothing was found that is not accepted.')
    : l10n.t(
        'Open findings: {0} ({1} high, {2} medium, {3} low). Accepted: {4}.',
        open.length,
        count('high'),
        count('medium'),
        count('low'),
        findings.length - open.length,
      );
}
