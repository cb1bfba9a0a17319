import type { UserInfo } from '../../../../src/ocs/types.ts';

/** Users of which one column or another is odd, unknown or hostile. */
export const user = (userId: string, values: Partial<UserInfo> = {}): UserInfo => ({ userId, ...values });

const gb = 1024 ** 3;

export const people: readonly UserInfo[] = [
  user('anna', {
    displayName: 'Anna Müller',
    email: 'anna@example.com',
    groups: ['sales'],
    quota: { quota: 5 * gb, used: 4.8 * gb },
    lastLogin: new Date(2026, 5, 14, 10),
    enabled: true,
    language: 'de',
    manager: 'dora',
  }),
  user('bob', {
    displayName: 'Bob Smith',
    email: 'bob@example.org',
    groups: ['sales', 'alumni'],
    quota: { quota: 5 * gb, used: gb },
    lastLogin: new Date(2024, 2, 1),
    enabled: true,
    language: 'en',
    manager: 'dora',
  }),
  user('carl', {
    displayName: "Carl O'Neil",
    email: '',
    groups: ['Sales North'],
    quota: { quota: 'none', used: 80 * gb },
    lastLogin: new Date(2026, 2, 1),
    enabled: false,
    language: 'en_GB',
    manager: '',
  }),
  user('dora', {
    displayName: 'Dora Anselm',
    email: 'dora@example.com',
    groups: [],
    quota: { quota: 10 * gb, used: 0 },
    lastLogin: null,
    enabled: false,
    language: 'de',
    manager: '',
  }),
  user('eve'),
];

export const now = new Date(2026, 5, 15, 12);
export const reader = { locale: 'en', now: now.getTime() };
