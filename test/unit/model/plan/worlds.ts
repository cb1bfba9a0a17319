import fc from 'fast-check';
import type { AccountDocument } from '../../../../src/model/account.ts';
import { userKey, type Present, type WantedUser } from '../../../../src/model/plan/types.ts';

const ids = ['admin', 'alice', 'bob', 'carol', 'Dave', 'eve', 'new1', 'new2', 'New3'] as const;
const groupIds = ['admin', 'staff', 'crew', 'guests', 'fresh'] as const;

export function account(id: string, more: Partial<AccountDocument> = {}): AccountDocument {
  return {
    id,
    displayname: id,
    email: `${id.toLowerCase()}@example.com`,
    additional_mail: [],
    phone: '',
    twitter: '',
    quota: 'none',
    groups: [],
    subadmin: [],
    enabled: true,
    language: 'en',
    manager: '',
    profile_enabled: true,
    ...more,
  };
}

export function present(accounts: readonly AccountDocument[], more: Partial<Present> = {}): Present {
  return {
    accounts: new Map(accounts.map(one => [userKey(one.id), one])),
    groups: new Set(groupIds.slice(0, 4)),
    me: 'admin',
    role: 'admin',
    administrators: accounts
      .filter(({ groups, enabled }) => enabled && groups?.includes('admin'))
      .map(({ id }) => id),
    locks: new Map(),
    fixedGroups: new Map(),
    signedIn: new Set(),
    ...more,
  };
}

const some = <T>(items: readonly T[]) => fc.subarray([...items]);
const rarely = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const name = fc.constantFrom('Ann Lee', '', 'José "x" <b>', '=1+1');
const email = fc.constantFrom('a@example.com', 'B@Example.com', 'broken');
const quota = fc.constantFrom('5 GB', '5120 MB', 'none', 'default', '1.5 TB', 'much');
const list = fc.oneof(
  some(groupIds),
  fc.record({ add: some(groupIds), remove: some(groupIds) }),
) as fc.Arbitrary<string[]>;

const accountArbitrary = (id: string): fc.Arbitrary<AccountDocument> =>
  fc
    .record({
      displayname: fc.constantFrom(id, 'Ann Lee'),
      quota: fc.constantFrom('none', '5 GB'),
      groups: some(groupIds.slice(0, 4)),
      subadmin: some(groupIds.slice(1, 4)),
      enabled: fc.boolean(),
      manager: fc.constantFrom('', 'alice', 'bob'),
      phone: fc.constantFrom('', '+491234567'),
    })
    .map(values => account(id, values));

/** A server with some users; `admin` is signed in and always an enabled administrator. */
export const presents: fc.Arbitrary<Present> = fc
  .tuple(...['alice', 'bob', 'carol', 'Dave', 'eve'].map(id => rarely(accountArbitrary(id))))
  .map(found =>
    present([account('admin', { groups: ['admin'] }), ...found.filter(one => one !== undefined)]),
  );

const wantedArbitrary: fc.Arbitrary<WantedUser> = fc
  .record({
    id: fc.constantFrom(...ids, 'ALICE', 'bad/id'),
    state: rarely(fc.constantFrom('present', 'disabled', 'absent')),
    displayname: rarely(name),
    email: rarely(email),
    quota: rarely(quota),
    phone: rarely(fc.constantFrom('+49 123 4567', 'x')),
    twitter: rarely(fc.constantFrom('@ann', 'ann')),
    profile_enabled: rarely(fc.boolean()),
    additional_mail: rarely(some(['X@example.com', 'y@example.com'])),
    manager: rarely(fc.constantFrom(...ids, '', 'nobody')),
    groups: rarely(list),
    subadmin: rarely(list),
    hasPassword: rarely(fc.constant(true)),
    source: rarely(fc.nat(9)),
  })
  .map(
    user =>
      Object.fromEntries(
        Object.entries(user).filter(([, value]) => value !== undefined),
      ) as unknown as WantedUser,
  );

export const wantedLists: fc.Arbitrary<WantedUser[]> = fc.array(wantedArbitrary, { maxLength: 9 });
