import * as vscode from 'vscode';
import type { Lock, LockableAction } from '../model/rights.ts';

/** Why a field cannot be edited, in words. */
export function wordsOfLock(lock: Lock): string {
  switch (lock) {
    case 'backend':
      return vscode.l10n.t('The backend of this user does not allow changing the display name.');
    case 'adminOnly':
      return adminOnly();
    case 'oneself':
      return vscode.l10n.t('You cannot disable yourself.');
    case 'unreadable':
      return vscode.l10n.t('This value could not be read from the server. Saving leaves it unchanged.');
    case 'notAllowed':
      return vscode.l10n.t('The server does not allow changing this field.');
  }
}

/** Why something cannot be done to a user, in words. */
export function wordsOfLockedAction(action: LockableAction): string {
  return action === 'resetPassword'
    ? vscode.l10n.t('The backend of this user does not allow changing the password here.')
    : vscode.l10n.t('Not available for the user you are signed in as.');
}

export const adminOnly = (): string => vscode.l10n.t('Only an administrator can change this.');

/** Why nobody can be added to a group or removed from it. */
export const membersAreOutside = (): string =>
  vscode.l10n.t('The members of this group are managed by an external directory.');

export const losesAdministration = (): string =>
  vscode.l10n.t(
    'You cannot remove yourself from the group “admin”: you would lose your administrator rights.',
  );
