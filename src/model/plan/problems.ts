import * as l10n from '@vscode/l10n';
import { namesIn } from '../../ocs/narrow.ts';
import type { Problem } from './types.ts';
import { kindWords } from './words.ts';

/**
 * The sentence for a problem: `{0}` is the user ID, the others are its `values`. Read when it is shown, since the
 * language is set after this module was loaded.
 */
const sentences = {
  duplicate: (user: string) =>
    l10n.t('“{0}” is listed more than once; user IDs are the same in upper and lower case.', user),
  invalidId: (user: string, reason: string) => l10n.t('“{0}” cannot be a user ID. {1}', user, reason),
  unknownUser: (user: string) => l10n.t('There is no user “{0}”.', user),
  noAccess: (user: string) =>
    l10n.t('To be created, “{0}” needs a password, or an email address for the invitation.', user),
  contradiction: (user: string, field: string) =>
    l10n.t('The values of “{1}” for “{0}” contradict each other.', user, field),
  invalidValue: (user: string, field: string, reason: string) =>
    l10n.t('The value of “{1}” for “{0}” cannot be used. {2}', user, field, reason),
  unknownField: (user: string, field: string) =>
    l10n.t('The server does not have the field “{1}”, so it stays unset for “{0}”.', user, field),
  locked: (user: string, field: string) =>
    l10n.t('You cannot change “{1}” of “{0}” on this server.', user, field),
  unknownGroup: (user: string, group: string) =>
    l10n.t('There is no group “{1}”, so “{0}” is not added to it.', user, group),
  similarGroup: (user: string, group: string, other: string) =>
    l10n.t('There is no group “{1}”. Did you mean “{2}” for “{0}”?', user, group, other),
  invalidGroup: (user: string, group: string) =>
    l10n.t('“{1}” cannot be the ID of a group, so “{0}” is not added to it.', user, group),
  fixedGroup: (user: string, group: string) =>
    l10n.t(
      'The members of “{1}” are kept by its backend, so the membership of “{0}” cannot be changed here.',
      user,
      group,
    ),
  adminGroup: (user: string) =>
    l10n.t('The group of the administrators cannot have group administrators such as “{0}”.', user),
  groupNeeded: (user: string) =>
    l10n.t('Group administrators create users in their own groups only, and “{0}” would be in none.', user),
  lastGroup: (user: string, group: string) =>
    l10n.t('“{1}” is the last of your groups that “{0}” is in, so the user stays in it.', user, group),
  unknownManager: (user: string, manager: string) =>
    l10n.t('There is no user “{1}” to be the manager of “{0}”.', user, manager),
  managerDeleted: (user: string, manager: string) =>
    l10n.t('“{1}” is to be deleted and cannot become the manager of “{0}”.', user, manager),
  ownManager: (user: string) => l10n.t('“{0}” cannot be their own manager.', user),
  stillManages: (user: string, others: string) =>
    l10n.t('“{0}” is deleted but is still the manager of: {1}', user, others),
  oneself: (user: string) =>
    l10n.t(
      '“{0}” is the user you are signed in as: not deleted, disabled, wiped or removed from the administrators.',
      user,
    ),
  lastAdministrator: (user: string) =>
    l10n.t('“{0}” is the last administrator who can sign in, and stays one.', user),
  secondFactorUnknown: (user: string, reason: string) =>
    l10n.t('The second factor of “{0}” is not known, and is not reset. {1}', user, reason),
  signedInSince: (user: string) => l10n.t('“{0}” has signed in since, and is not deleted.', user),
  changedSince: (user: string, what: string) =>
    l10n.t('“{0}” has changed since ({1}), and is left as is.', user, what),
  cannotBeUndone: (user: string, kind: string) =>
    l10n.t('This cannot be undone for “{0}”: {1}', user, titleOf(kind)),
  notNotified: (user: string) =>
    l10n.t('“{0}” is disabled and would not see a notification, so none is sent.', user),
  groupStays: (_user: string, group: string) =>
    l10n.t('The group “{0}” was created and stays: others may use it by now.', group),
} as const;

/** Plans of another version of this program have kinds of their own. */
const titleOf = (kind: string): string =>
  namesIn(kindWords).flatMap(known => (known === kind ? kindWords[known].title() : []))[0] ?? kind;

export type ProblemCode = keyof typeof sentences;

const byCode = new Map<string, (user: string, ...values: string[]) => string>(Object.entries(sentences));

/** A problem in a sentence of the reader's language. A code of another version of this program stands for itself. */
export function problemText({ code, user, values }: Problem): string {
  return byCode.get(code)?.(user, ...values) ?? code;
}
