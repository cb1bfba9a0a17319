import type { CreateUserOptions, EditableField, UserInfo } from './types.ts';

/** Whether a record holds the value that was written: servers normalise some. `undefined`: the record does not tell. */
type Comparison = (user: UserInfo, value: string) => boolean | undefined;

function same(property: keyof UserInfo, normal: (text: string) => string = text => text.trim()): Comparison {
  return (user, value) => {
    const stored = user[property];
    return typeof stored === 'string' ? normal(stored) === normal(value) : undefined;
  };
}

const lower = (text: string) => text.trim().toLowerCase();
const digits = (text: string) => text.replace(/\D/g, '');

const comparisons: Partial<Record<EditableField, Comparison>> = {
  displayname: (user, value) =>
    user.displayName === undefined ? undefined : user.displayName === (value.trim() || user.userId),
  email: same('email', lower),
  additional_mail: (user, value) => user.additionalMail?.map(lower).includes(lower(value)),
  quota: ({ quota }, value) => quota?.quota !== undefined && isQuota(quota.quota, value),
  language: same('language'),
  locale: same('locale'),
  timezone: same('timezone'),
  manager: same('manager'),
  phone: same('phone', digits),
  address: same('address'),
  website: same('website'),
  twitter: same('twitter', text => lower(text).replace(/^@/, '')),
  bluesky: same('bluesky'),
  fediverse: same('fediverse', text => lower(text).replace(/^@/, '')),
  organisation: same('organisation'),
  role: same('role'),
  headline: same('headline'),
  biography: same('biography'),
  pronouns: same('pronouns'),
  profile_enabled: (user, value) =>
    user.profileEnabled === undefined ? undefined : user.profileEnabled === (value === '1'),
  notify_email: same('notifyEmail', lower),
};

/** Whether `user` has `value` in `field`; false also where the record does not tell, as for passwords. */
export function isStored(user: UserInfo, field: EditableField, value: string): boolean {
  return comparisons[field]?.(user, value) ?? false;
}

/** What a new account lacks of what was asked for. */
export function missingOptions(user: UserInfo, asked: CreateUserOptions): string[] {
  const { displayName, email, quota, language, manager } = asked;
  const fields = { displayname: displayName, email, quota, language, manager };
  const lists = { groups: [asked.groups, user.groups], subadmin: [asked.subadmin, user.subadmin] } as const;
  return [
    ...Object.entries(fields).flatMap(([field, value]) =>
      value && comparisons[field as keyof typeof fields]?.(user, value) === false ? [field] : [],
    ),
    ...Object.entries(lists).flatMap(([field, [wanted, present]]) =>
      (wanted?.every(group => present?.includes(group)) ?? true) ? [] : [field],
    ),
  ];
}

const units = ['b', 'kb', 'mb', 'gb', 'tb', 'pb'];

/** Servers keep sizes as rounded texts, so a number of bytes comes back changed a little. */
function isQuota(stored: number | 'none', written: string): boolean {
  if (written === 'none' || written === 'default') return stored === 'none';
  const [, amount = '', unit = 'b'] = /^([\d.]+) ?(\w+)?$/.exec(written) ?? [];
  const bytes = Number(amount) * 1024 ** units.indexOf(unit.toLowerCase());
  return stored !== 'none' && Math.abs(stored - bytes) <= bytes * 0.05;
}
