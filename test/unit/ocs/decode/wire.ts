import fc from 'fast-check';

import type { GroupInfo, UserInfo } from '../../../../src/ocs/types.ts';
import type { Data } from '../../../nextcloud/data.ts';

/** Arbitrary accounts and groups as the client gives them, and what a server sends for such. */

const someText = fc.string({ unit: 'binary', maxLength: 20 });
const filledText = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 });

/** What PHP takes for numbers as keys, and what JavaScript or the parsers could take for something else. */
const digits = fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }).map(String);
const trap = fc.constantFrom(
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'element',
  '0',
  '1e3',
);
const name = fc.stringMatching(/^[a-zA-Z_][a-zA-Z0-9_.-]{0,9}$/);

/** Ids with which a page of users is XML at all. */
export const nameableId = fc.oneof(digits, trap, name);
export const anyId = fc.oneof(digits, trap, filledText);

const amount = fc.nat({ max: Number.MAX_SAFE_INTEGER });
const time = fc.option(fc.integer({ min: 1, max: 4_000_000_000 }).map(seconds => new Date(seconds * 1000)));
const scope = fc.constantFrom('v2-private', 'v2-local', 'v2-federated', 'v2-published');

const texts = {
  storageLocation: 'storageLocation',
  backend: 'backend',
  manager: 'manager',
  email: 'email',
  displayName: 'displayname',
  phone: 'phone',
  address: 'address',
  website: 'website',
  twitter: 'twitter',
  bluesky: 'bluesky',
  fediverse: 'fediverse',
  organisation: 'organisation',
  role: 'role',
  headline: 'headline',
  biography: 'biography',
  pronouns: 'pronouns',
  language: 'language',
  locale: 'locale',
  timezone: 'timezone',
  notifyEmail: 'notify_email',
} as const;
export const textFields = Object.entries(texts) as [keyof typeof texts, string][];

export const userOf = (id: fc.Arbitrary<string>): fc.Arbitrary<UserInfo> =>
  fc.record(
    {
      userId: id,
      enabled: fc.boolean(),
      firstLogin: time,
      lastLogin: time,
      subadmin: fc.array(anyId, { maxLength: 3 }),
      quota: fc.record(
        {
          quota: fc.oneof(amount, fc.constant('none' as const)),
          used: amount,
          free: fc.integer(),
          total: amount,
          relative: fc.nat(100_000).map(hundredths => hundredths / 100),
        },
        { requiredKeys: [], noNullPrototype: true },
      ),
      additionalMail: fc.array(filledText, { maxLength: 3 }),
      additionalMailScopes: fc.array(scope, { maxLength: 3 }),
      profileEnabled: fc.boolean(),
      groups: fc.array(anyId, { maxLength: 3 }),
      backendCapabilities: fc.record(
        { setDisplayName: fc.boolean(), setPassword: fc.boolean() },
        { requiredKeys: [], noNullPrototype: true },
      ),
      scopes: fc.dictionary(fc.constantFrom('avatar', 'email', 'displayname', 'profile_enabled'), scope, {
        minKeys: 1,
        noNullPrototype: true,
      }),
      ...(Object.fromEntries(textFields.map(([property]) => [property, someText])) as Record<
        keyof typeof texts,
        fc.Arbitrary<string>
      >),
    },
    { requiredKeys: ['userId'], noNullPrototype: true },
  );

const seconds = (date: Date | null): number => (date ? date.getTime() / 1000 : 0);

/** The record of a user; a first login that is not known is sent as -1, an address that is not there as null. */
export function wireUser(user: UserInfo): Record<string, Data> {
  const { quota, scopes } = user;
  const sent: Record<string, Data | undefined> = {
    enabled: user.enabled,
    id: user.userId,
    firstLoginTimestamp: user.firstLogin === undefined ? -1 : seconds(user.firstLogin),
    lastLogin: user.lastLogin === undefined ? undefined : seconds(user.lastLogin) * 1000,
    subadmin: user.subadmin,
    quota: quota && { ...quota, ...(quota.quota === 'none' && { quota: quota.used === 0 ? 'none' : -3 }) },
    additional_mail: user.additionalMail,
    additional_mailScope: user.additionalMailScopes,
    profile_enabled: user.profileEnabled === undefined ? undefined : user.profileEnabled ? '1' : '0',
    groups: user.groups,
    backendCapabilities: user.backendCapabilities as Record<string, Data> | undefined,
    ...Object.fromEntries(textFields.map(([property, wire]) => [wire, user[property]])),
    ...Object.fromEntries(Object.entries(scopes ?? {}).map(([field, value]) => [`${field}Scope`, value])),
  };
  if (user.email === '') sent.email = null;
  return Object.fromEntries(
    Object.entries(sent).filter((entry): entry is [string, Data] => entry[1] !== undefined),
  );
}

export const group: fc.Arbitrary<GroupInfo> = fc.record(
  {
    id: anyId,
    displayName: someText,
    userCount: amount,
    disabledCount: amount,
    canAdd: fc.boolean(),
    canRemove: fc.boolean(),
  },
  { requiredKeys: ['id', 'displayName', 'canAdd', 'canRemove'], noNullPrototype: true },
);

/** A row of `groups/details`; a count that the backend cannot tell is sent as false. */
export const wireGroup = (info: GroupInfo): Record<string, Data> => ({
  id: info.id,
  displayname: info.displayName!,
  usercount: info.userCount ?? false,
  disabled: info.disabledCount ?? false,
  canAdd: info.canAdd!,
  canRemove: info.canRemove!,
});
