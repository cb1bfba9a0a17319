import * as vscode from 'vscode';
import type { UserInfo } from '../ocs/index.ts';

/** What sets an account apart from others; the first that applies gives the icon and the decoration. */
export interface Standing {
  /** A word of the row's context value. */
  word: string;
  title: string;
  icon: string;
  /** On the row and on the tab of the document. */
  badge: string;
  color: string;
  applies(user: UserInfo): boolean;
}

const standings: readonly Standing[] = [
  {
    word: 'unreadable',
    title: vscode.l10n.t('Cannot be read'),
    icon: 'warning',
    badge: '?',
    color: 'list.warningForeground',
    applies: user => user.problem !== undefined,
  },
  {
    word: 'disabled',
    title: vscode.l10n.t('Disabled'),
    icon: 'circle-slash',
    badge: '–',
    color: 'disabledForeground',
    applies: user => user.enabled === false,
  },
  {
    word: 'overQuota',
    title: vscode.l10n.t('Over quota'),
    icon: 'warning',
    badge: '!',
    color: 'list.warningForeground',
    applies: ({ quota }) =>
      typeof quota?.quota === 'number' &&
      quota.used !== undefined &&
      quota.quota > 0 &&
      quota.used >= quota.quota,
  },
  {
    word: 'admin',
    title: vscode.l10n.t('Admin'),
    icon: 'shield',
    badge: 'A',
    color: 'charts.purple',
    applies: user => user.groups?.includes('admin') ?? false,
  },
  {
    word: 'subadmin',
    title: vscode.l10n.t('Subadmin'),
    icon: 'organization',
    badge: 'S',
    color: 'charts.blue',
    applies: user => (user.subadmin?.length ?? 0) > 0,
  },
];

export function standingsOf(user: UserInfo): Standing[] {
  return standings.filter(standing => standing.applies(user));
}
