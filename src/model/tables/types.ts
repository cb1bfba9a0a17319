import type { AccountValues } from '../account.ts';
import type { PasswordPolicy } from '../passwordPolicy.ts';
import type { ListCell } from './lists.ts';
import type { State } from './values.ts';

/** What a row wants of a user. Whatever is absent is left alone. Never holds a password. */
export interface TableUser
  extends
    Partial<Omit<AccountValues, 'groups' | 'subadmin' | 'enabled'>>,
    Partial<Record<'groups' | 'subadmin', ListCell>> {
  id: string;
  state?: State;
  /** There is one in `passwords`. */
  hasPassword?: boolean;
  /** Index of the row in the table. */
  source: number;
}

/** What is known of the server; what is absent is not checked. */
export interface Known {
  users?: Iterable<string> | undefined;
  groups?: Iterable<string> | undefined;
  policy?: PasswordPolicy | undefined;
}

/** `Known`, to be asked whatever the case and the normal form of an ID are; keys are those of `idKey`. */
export interface KnownIndex {
  users?: Map<string, string>;
  groups?: { exact: Set<string>; similar: Map<string, string> };
  policy?: PasswordPolicy | undefined;
}
