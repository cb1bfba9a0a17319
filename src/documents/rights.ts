import * as vscode from 'vscode';
import { accountFields } from '../model/account.ts';
import { lockedFields } from '../model/rights.ts';
import type { Lock, LockableAction } from '../model/rights.ts';
import type { AccountBeside } from './kinds/account.ts';
import type { Place, Seen } from './store.ts';

/** Why a field cannot be edited, in words. */
export function wordsOfLock(lock: Lock): string {
  switch (lock) {
    case 'backend':
      return vscode.l10n.t('The backend of this user does not let the display name be changed.');
    case 'adminOnly':
      return vscode.l10n.t('Only an administrator can change this.');
    case 'oneself':
      return vscode.l10n.t('You cannot disable your own account.');
    case 'unreadable':
      return vscode.l10n.t('This value could not be read from the server. It stays as it is.');
    case 'notAllowed':
      return vscode.l10n.t('The server does not let this field be changed.');
  }
}

/** Why something cannot be done to an account, in words. */
export function wordsOfLockedAction(action: LockableAction): string {
  return action === 'resetPassword'
    ? vscode.l10n.t(
        'The password of this user is kept by the backend, which does not let it be changed here.',
      )
    : vscode.l10n.t('Not for the account you are signed in with.');
}

/** Nothing of it can be edited by this person; the form and the host refuse edits. */
export function isLocked({ target }: Place, { beside, connection: { me, role } }: Seen): boolean {
  switch (target.kind) {
    case 'user': {
      const { user, profileFields } = beside as AccountBeside;
      return Object.keys(lockedFields(user, { me, role, profileFields })).length === accountFields.length;
    }
    case 'group':
      return role === 'user';
    case 'apps':
      return role !== 'admin';
  }
}
