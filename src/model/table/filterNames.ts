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

export const filterNames: Record<ColumnId, FilterName> = {
  server: whole('server'),
  id: part('id', 'user', 'userid', 'uid'),
  displayname: part('name'),
  email: part('email', 'mail'),
  additional_mail: part('additionalEmail'),
  notify_email: part('notificationEmail'),
  phone: part('phone', 'telephone'),
  address: part('address'),
  website: part('website', 'url'),
  twitter: part('twitter', 'x'),
  bluesky: part('bluesky'),
  fediverse: part('fediverse'),
  organisation: part('organization', 'company'),
  role: part('role'),
  headline: part('headline'),
  biography: part('about'),
  pronouns: part('pronouns'),
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
  secondFactor: whole('secondFactor', 'twofactor', '2fa', 'mfa'),
};
