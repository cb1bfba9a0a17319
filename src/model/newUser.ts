import { fieldProblem, mailProblem } from './checks.ts';

/** What is entered to create an account, under the names of an account's document where it has them. */
export interface NewUser {
  id: string;
  displayname: string;
  email: string;
  /** How the person gets in: by the link in an e-mail, or with a password that somebody hands over. */
  access: 'invitation' | 'password';
  password: string;
  quota: string;
  groups: string[];
  subadmin: string[];
  language: string;
  manager: string;
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

/** What every version refuses of an id (User Provisioning API, "Add a new user"). */
export function userIdProblem(id: string): string | undefined {
  if (id.length > 64) return 'At most 64 characters.';
  return /^[a-zA-Z0-9 _.@'-]+$/.test(id) ? undefined : "Only a–z, A–Z, 0–9, space and _ . @ - ' are allowed.";
}

/**
 * What would be refused; creating is not atomic on servers, so nothing is sent before this is empty.
 * @param passwordProblem what the server's policy says of the password
 */
export function newUserProblems(user: NewUser, passwordProblem: string | undefined): NewUserProblems {
  const invited = user.access === 'invitation';
  const { id, email, quota, language } = user;
  const problems: Partial<Record<keyof NewUser, string | undefined>> = {
    id: id === '' ? 'Every account needs an id.' : userIdProblem(id),
    email: email === '' ? (invited ? 'The invitation needs an address.' : undefined) : mailProblem(email),
    password: invited ? undefined : passwordProblem,
    quota: fieldProblem('quota', quota),
    language: fieldProblem('language', language),
  };
  return Object.fromEntries(
    Object.entries(problems).flatMap(([name, problem]) => (problem === undefined ? [] : [[name, problem]])),
  );
}

/** While typing, what is still empty is no mistake yet. */
export function mistakes(user: NewUser, problems: NewUserProblems): NewUserProblems {
  return Object.fromEntries(Object.entries(problems).filter(([name]) => user[name as keyof NewUser] !== ''));
}
