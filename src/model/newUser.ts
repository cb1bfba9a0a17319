import * as l10n from '@vscode/l10n';
import type { AccountFieldName, AccountValues } from './account.ts';
import { fieldProblem } from './checks.ts';

/** The fields of a user that are asked for when it is created, in the order of the form. */
const newUserFields = [
  'displayname',
  'email',
  'groups',
  'subadmin',
  'quota',
  'language',
  'manager',
] as const satisfies AccountFieldName[];

export type NewUserField = (typeof newUserFields)[number];

/** What is entered to create a user, under the names of the user's document where it has them. */
export interface NewUser extends Pick<AccountValues, NewUserField> {
  id: string;
  /** How the user signs in first: with the link in an email, or with a password that somebody hands over. */
  access: 'invitation' | 'password';
  password: string;
}

export const emptyNewUser: NewUser = {
  id: '',
  displayname: '',
  email: '',
  access: 'invitation',
  password: '',
  quota: 'default',
  groups: [],
  subadmin: [],
  language: '',
  manager: '',
};

/** Sentences by the name of the field. */
export type NewUserProblems = Record<string, string>;

/** What every version refuses of a user ID (User Provisioning API, "Add a new user"). */
export function userIdProblem(id: string): string | undefined {
  if (id.length > 64) return l10n.t('Enter at most 64 characters.');
  return /^[a-zA-Z0-9 _.@'-]+$/.test(id)
    ? undefined
    : l10n.t("Use only letters without accents, digits, spaces and the characters _ . @ - '.");
}

/**
 * What would be refused. Servers may create a user and then fail, so nothing is sent while there is a problem.
 * @param passwordProblem how the password breaks the server's policy
 */
export function newUserProblems(user: NewUser, passwordProblem: string | undefined): NewUserProblems {
  const isInvited = user.access === 'invitation';
  const problems: Partial<Record<keyof NewUser, string | undefined>> = {
    ...Object.fromEntries(newUserFields.map(name => [name, fieldProblem(name, user[name])])),
    id: user.id === '' ? l10n.t('Enter a user ID.') : userIdProblem(user.id),
    ...(isInvited ? {} : { password: passwordProblem }),
    ...(isInvited && user.email === '' && { email: l10n.t('Enter the address for the invitation.') }),
  };
  return Object.fromEntries(
    Object.entries(problems).flatMap(([name, problem]) => (problem === undefined ? [] : [[name, problem]])),
  );
}

/** The problems to show while typing: fields that are still empty are not wrong yet. */
export function mistakes(user: NewUser, problems: NewUserProblems): NewUserProblems {
  const values = new Map<string, unknown>(Object.entries(user));
  return Object.fromEntries(Object.entries(problems).filter(([name]) => values.get(name) !== ''));
}
