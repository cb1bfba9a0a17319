import * as vscode from 'vscode';
import type { GroupInfo, UserInfo } from '../ocs/index.ts';

/** Sorts the loaded rows. Servers offer no order but their own. */
export interface Order<T> {
  id: string;
  title: string;
  compare(a: T, b: T): number;
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

const ascending =
  <T>(text: (row: T) => string) =>
  (a: T, b: T): number =>
    collator.compare(text(a), text(b));

/** Unknown values come last. */
const descending =
  <T>(value: (row: T) => number | undefined) =>
  (a: T, b: T): number =>
    (value(b) ?? -1) - (value(a) ?? -1);

export const userOrders: readonly Order<UserInfo>[] = [
  { id: 'name', title: vscode.l10n.t('Name'), compare: ascending(user => user.displayName || user.userId) },
  { id: 'id', title: vscode.l10n.t('User ID'), compare: ascending(user => user.userId) },
  {
    id: 'lastLogin',
    title: vscode.l10n.t('Last Sign-In'),
    compare: descending(user => user.lastLogin?.getTime()),
  },
  { id: 'used', title: vscode.l10n.t('Storage Used'), compare: descending(user => user.quota?.used) },
];

export const groupOrders: readonly Order<GroupInfo>[] = [
  { id: 'name', title: vscode.l10n.t('Name'), compare: ascending(group => group.displayName || group.id) },
  { id: 'id', title: vscode.l10n.t('Group ID'), compare: ascending(group => group.id) },
  { id: 'members', title: vscode.l10n.t('Members'), compare: descending(group => group.userCount) },
];
