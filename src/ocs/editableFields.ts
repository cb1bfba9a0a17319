import { digits, handle, lower, same, sameQuota, type Comparison } from './comparisons.ts';
import type { Quota, UserInfo } from './types.ts';

/** How a value is sent; `decode/user.ts` has the readers. */
interface Readings {
  text: string;
  texts: string[];
  flag: boolean;
  quota: Quota;
}
export type FieldReading = keyof Readings;

/** The properties of a record that are read this way. */
type PropertyOf<R extends FieldReading> = {
  [P in keyof UserInfo]-?: [NonNullable<UserInfo[P]>, Readings[R]] extends [
    Readings[R],
    NonNullable<UserInfo[P]>,
  ]
    ? P
    : never;
}[keyof UserInfo];

export type FieldCheck = 'email' | 'additionalMail' | 'quota' | 'password';

interface Details {
  /** The parameter of PATCH; absent if PATCH does not know the field. */
  patchName?: string;
  /** The version that introduced the field; older servers refuse it. */
  since?: number;
  /** The check before anything is sent. */
  check?: FieldCheck;
  /** The form of which texts are compared, as servers store them in one of their own; absent: without outer spaces. */
  normal?: (text: string) => string;
  /** Compares a stored value with the written one; absent if no record tells. */
  stored?: Comparison;
}

/** The property of a record that holds the value, if one does. */
type RecordPlace =
  { [R in FieldReading]: { property: PropertyOf<R>; reads: R } }[FieldReading] | { property?: undefined };

const text = <P extends PropertyOf<'text'>>(property: P, details: Details = {}) => ({
  property,
  reads: 'text' as const,
  stored: same(property, details.normal),
  ...details,
});

/**
 * What `PUT users/{id}` writes, by its keys (User provisioning API, "Edit data of a single user"), one row per field. The
 * record's reader, the edit, and the check after a lost answer all follow from it. `additional_mail` adds one address.
 */
export const editableFields = {
  displayname: text('displayName', {
    patchName: 'displayName',
    stored: ({ displayName, userId }, value) =>
      displayName === undefined ? undefined : displayName === (value.trim() || userId),
  }),
  email: text('email', { patchName: 'email', check: 'email', normal: lower }),
  additional_mail: {
    property: 'additionalMail',
    reads: 'texts',
    since: 22,
    check: 'additionalMail',
    stored: ({ additionalMail }, value) => additionalMail?.map(lower).includes(lower(value)),
  },
  quota: { property: 'quota', reads: 'quota', patchName: 'quota', check: 'quota', stored: sameQuota },
  password: { patchName: 'password', check: 'password' },
  language: text('language', { patchName: 'language' }),
  locale: text('locale'),
  timezone: text('timezone', { since: 32 }),
  manager: text('manager', { patchName: 'manager', since: 26, normal: lower }),
  phone: text('phone', { normal: digits }),
  address: text('address'),
  website: text('website'),
  twitter: text('twitter', { normal: handle }),
  bluesky: text('bluesky', { since: 32 }),
  fediverse: text('fediverse', { since: 26, normal: handle }),
  organisation: text('organisation', { since: 23 }),
  role: text('role', { since: 23 }),
  headline: text('headline', { since: 23 }),
  biography: text('biography', { since: 23 }),
  pronouns: text('pronouns', { since: 30 }),
  profile_enabled: {
    property: 'profileEnabled',
    reads: 'flag',
    since: 23,
    stored: ({ profileEnabled }, value) =>
      profileEnabled === undefined ? undefined : profileEnabled === (value === '1'),
  },
  birthdate: { since: 30 },
  notify_email: text('notifyEmail', { since: 23, normal: lower }),
} satisfies Record<string, RecordPlace & Details>;

type FieldRows = typeof editableFields;

/** A key of `PUT users/{id}`. */
export type EditableField = keyof FieldRows;

/** The editable properties of a record. */
export type EditableProperty = {
  [F in EditableField]: FieldRows[F] extends { property: infer P extends keyof UserInfo } ? P : never;
}[EditableField];

/** The row of a field. */
export function rowOf(field: EditableField): RecordPlace & Details {
  return editableFields[field];
}
