import type { AccountFieldName } from '../account.ts';
import type { ColumnId } from './types.ts';

/** What a column is called in the filter language, whatever the language of the reader. */
export interface FilterName {
  /** As it is written. */
  filterName: string;
  /** Other spellings that are understood, in lower case without underscores. */
  aliases: readonly string[];
  /** For a flag: the word for `no`. */
  opposite?: string;
  /** What a colon means for texts: the cell contains the value, or it is the value. */
  colon: 'part' | 'whole';
  /** Beside `empty`: the word for a list in which there is known to be nothing. */
  emptyWord?: string;
}

const part = (filterName: string, ...aliases: string[]): FilterName => ({
  filterName,
  aliases,
  colon: 'part',
});
const whole = (filterName: string, ...aliases: string[]): FilterName => ({
  filterName,
  aliases,
  colon: 'whole',
});

/** Those of facts, and of fields that have more names than their own. */
const named: Partial<Record<AccountFieldName, FilterName>> &
  Record<Exclude<ColumnId, AccountFieldName>, FilterName> = {
  server: whole('server'),
  id: part('id', 'user', 'userid', 'uid'),
  displayname: part('name'),
  email: part('email', 'mail'),
  additional_mail: part('additionalEmail'),
  notify_email: part('notificationEmail'),
  phone: part('phone', 'telephone'),
  website: part('website', 'url'),
  twitter: part('twitter', 'x'),
  organisation: part('organization', 'company'),
  biography: part('about'),
  profile_enabled: whole('profile'),
  quota: whole('quota'),
  groups: whole('group'),
  subadmin: whole('groupAdmin', 'administers'),
  enabled: { ...whole('enabled', 'active'), opposite: 'disabled' },
  language: whole('language', 'lang'),
  locale: whole('locale'),
  timezone: whole('timezone', 'tz'),
  manager: whole('manager'),
  used: whole('used'),
  usage: whole('usage', 'full'),
  firstLogin: whole('firstLogin'),
  lastLogin: whole('lastLogin', 'login'),
  backend: whole('backend'),
  storageLocation: part('storageLocation', 'storage', 'home'),
  secondFactor: { ...whole('secondFactor', 'twofactor', '2fa', 'mfa'), emptyWord: 'none' },
};

/** How the filter language calls a column. A field that is not in the table above is called as in documents. */
export const filterNameOf = (id: ColumnId): FilterName => named[id] ?? part(id);
