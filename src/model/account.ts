import type { EditableField } from '../ocs/editableFields.ts';
import type { UserInfo } from '../ocs/types.ts';
import type { FieldTypes } from './document.ts';
import { formatQuota } from './quota.ts';

/** What an account's document may hold beside its id, under the wire's own names, and the type of each. */
export interface AccountValues {
  displayname: string;
  email: string;
  additional_mail: string[];
  notify_email: string;
  phone: string;
  address: string;
  website: string;
  twitter: string;
  bluesky: string;
  fediverse: string;
  organisation: string;
  role: string;
  headline: string;
  biography: string;
  pronouns: string;
  profile_enabled: boolean;
  quota: string;
  groups: string[];
  subadmin: string[];
  enabled: boolean;
  language: string;
  locale: string;
  timezone: string;
  manager: string;
}

export type AccountFieldName = keyof AccountValues;

/** A user's document: `id` and what can be changed. A field that is absent is left alone by a save. */
export interface AccountDocument extends Partial<AccountValues> {
  id: string;
}

export type Section = 'identity' | 'profile' | 'storage' | 'roles' | 'account';

/** How a field is shown and checked. */
export type FieldKind =
  | 'text'
  | 'multiline'
  | 'email'
  | 'emails'
  | 'phone'
  | 'url'
  | 'quota'
  | 'flag'
  | 'groups'
  | 'language'
  | 'locale'
  | 'timezone'
  | 'user';

export interface AccountField {
  name: AccountFieldName;
  section: Section;
  kind: FieldKind;
  /** The value in a server's record; `undefined` where the server does not know the field. */
  read: (user: UserInfo) => AccountValues[AccountFieldName] | undefined;
}

const field = (
  name: AccountFieldName,
  section: Section,
  kind: FieldKind,
  read: AccountField['read'],
): AccountField => ({ name, section, kind, read });

/** Every field, in the order of the form and of the document. */
export const accountFields: readonly AccountField[] = [
  field('displayname', 'identity', 'text', user => user.displayName),
  field('email', 'identity', 'email', user => user.email),
  field('additional_mail', 'identity', 'emails', user => user.additionalMail),
  field('notify_email', 'identity', 'email', user => user.notifyEmail),
  field('phone', 'profile', 'phone', user => user.phone),
  field('address', 'profile', 'text', user => user.address),
  field('website', 'profile', 'url', user => user.website),
  field('twitter', 'profile', 'text', user => user.twitter),
  field('bluesky', 'profile', 'text', user => user.bluesky),
  field('fediverse', 'profile', 'text', user => user.fediverse),
  field('organisation', 'profile', 'text', user => user.organisation),
  field('role', 'profile', 'text', user => user.role),
  field('headline', 'profile', 'text', user => user.headline),
  field('biography', 'profile', 'multiline', user => user.biography),
  field('pronouns', 'profile', 'text', user => user.pronouns),
  field('profile_enabled', 'profile', 'flag', user => user.profileEnabled),
  field('quota', 'storage', 'quota', user => quotaText(user)),
  field('groups', 'roles', 'groups', user => user.groups),
  field('subadmin', 'roles', 'groups', user => user.subadmin),
  field('enabled', 'account', 'flag', user => user.enabled),
  field('language', 'account', 'language', user => user.language),
  field('locale', 'account', 'locale', user => user.locale),
  field('timezone', 'account', 'timezone', user => user.timezone),
  field('manager', 'account', 'user', user => user.manager),
];

const isListKind = (kind: FieldKind): boolean => kind === 'emails' || kind === 'groups';

/** The fields that `PUT users/{id}` writes as they stand; lists and `enabled` have calls of their own. */
export type PlainFieldName = EditableField & Exclude<AccountFieldName, 'additional_mail'>;
export const plainFieldNames = accountFields
  .filter(({ name, kind }) => !isListKind(kind) && name !== 'enabled')
  .map(({ name }) => name as PlainFieldName);

/** For reading and writing the document's text. */
export const accountFieldTypes: FieldTypes = new Map(
  accountFields.map(({ name, kind }) => [
    name,
    isListKind(kind) ? 'strings' : kind === 'flag' ? 'boolean' : 'string',
  ]),
);

export function toAccountDocument(user: UserInfo): AccountDocument {
  const values = accountFields.map(({ name, read }) => [name, read(user)] as const);
  const known = values.filter(([, value]) => value !== undefined);
  return { id: user.userId, ...(Object.fromEntries(known) as Partial<AccountValues>) };
}

function quotaText({ quota }: UserInfo): string | undefined {
  return quota?.quota === undefined ? undefined : formatQuota(quota.quota);
}
