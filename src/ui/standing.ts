import * as vscode from 'vscode';
import { adminGroup } from '../ocs/index.ts';
import type { UserInfo } from '../ocs/index.ts';

/** A state or role that sets a user apart. The first one that applies determines the icon and the decoration. */
export interface Standing {
  /** Part of the row's context value. */
  word: string;
  title: string;
  icon: string;
  /** Shown on the row and on the document's tab. */
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
    title: vscode.l10n.t('Administrator'),
    icon: 'shield',
    badge: 'A',
    color: 'charts.purple',
    applies: user => user.groups?.includes(adminGroup) ?? false,
  },
  {
    word: 'subadmin',
    title: vscode.l10n.t('Group administrator'),
    icon: 'organization',
    badge: 'S',
    color: 'charts.blue',
    applies: user => (user.subadmin?.length ?? 0) > 0,
  },
];

export function standingsOf(user: UserInfo): Standing[] {
  return standings.filter(standing => standing.applies(user));
}
