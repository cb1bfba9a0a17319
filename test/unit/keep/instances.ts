import fc from 'fast-check';
import type { AccountDocument } from '../../../src/model/account.ts';
import { userKey } from '../../../src/model/plan/types.ts';
import type { AppEntry, AppSettings, GroupEntry, InstanceState } from '../../../src/keep/instance/state.ts';
import { usualScope } from '../../../src/keep/instance/scope.ts';

/** IDs of every kind that file systems and lists get wrong. */
const oddIds = ['CON', 'aux', 'nul.x', 'com1', '.', '..', '.hidden', 'a.', 'a ', ' a', 'a/b', 'a\\b', 'a:b', '%41', 'A', 'a',
  'Ä', 'A\u0308', 'ﬁ', '日本語', '🦊', 'x'.repeat(300), `${'ü'.repeat(40)}1`, `${'ü'.repeat(40)}2`, 'line\u2028end', '__proto__', 'constructor', '0']; // prettier-ignore

export const wildIds: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...oddIds),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
);

const list = (item: fc.Arbitrary<string>) =>
  fc.uniqueArray(item, { maxLength: 4 }).map(items => items.sort((a, b) => (a < b ? -1 : 1)));

const documents = (ids: fc.Arbitrary<string>, groups: fc.Arbitrary<string>): fc.Arbitrary<AccountDocument> =>
  fc.record(
    {
      id: ids,
      displayname: fc.string({ unit: 'grapheme' }),
      email: fc.constantFrom('', 'a@example.com', 'b@example.com'),
      additional_mail: list(fc.constantFrom('x@example.com', 'y@example.com')),
      phone: fc.constantFrom('', '+49301234567'),
      biography: fc.constantFrom('', 'Two\nlines'),
      quota: fc.constantFrom('none', '5 GB', '1.5 TB', '0'),
      groups: list(groups),
      subadmin: list(groups),
      enabled: fc.boolean(),
      profile_enabled: fc.boolean(),
      manager: fc.oneof(fc.constant(''), ids),
      language: fc.constantFrom('de', 'en'),
    },
    { requiredKeys: ['id'], noNullPrototype: true },
  );

const byId = <T extends { id: string }>(items: readonly T[]): Map<string, T> =>
  new Map(items.map(item => [item.id, item]));

const groupEntries = (ids: fc.Arbitrary<string>): fc.Arbitrary<GroupEntry> =>
  fc.record({ id: ids, displayname: fc.string() }, { requiredKeys: ['id'], noNullPrototype: true });

const appEntries: fc.Arbitrary<AppEntry> = fc.record(
  { id: fc.constantFrom('mail', 'polls', 'deck', 'files'), enabled: fc.boolean(), limitedTo: list(wildIds) },
  { requiredKeys: ['id', 'enabled'], noNullPrototype: true },
);

const settings: fc.Arbitrary<AppSettings> = fc.dictionary(
  fc.constantFrom('color', 'url', 'name', '10'),
  fc.string(),
  {
    minKeys: 1,
    noNullPrototype: true,
  },
);

/** Any instance, also impossible ones; its lists are sorted. */
export const instances: fc.Arbitrary<InstanceState> = fc
  .record({
    users: fc.uniqueArray(documents(wildIds, wildIds), { selector: ({ id }) => userKey(id), maxLength: 8 }),
    groups: fc.uniqueArray(groupEntries(wildIds), { selector: ({ id }) => id, maxLength: 6 }),
    seen: fc.option(
      fc.record({
        apps: fc.uniqueArray(appEntries, { selector: ({ id }) => id }).map(byId),
        config: fc
          .dictionary(fc.constantFrom('theming', 'core', 'Odd App'), settings, { noNullPrototype: true })
          .map(all => new Map(Object.entries(all))),
      }),
      { nil: undefined },
    ),
  })
  .map(({ users, groups, seen }) => ({
    scope: { ...usualScope, config: ['core/*', 'theming/*'] },
    users: new Map(users.map(user => [userKey(user.id), user])),
    groups: byId(groups),
    ...seen,
  }));

const people = ['ann', 'Bob', 'carl lee', 'dora@example.com', "e.o'neill", '007', 'details'] as const;
const crews = ['admin', 'Staff', 'staff', 'a/b', 'C++', '%41', 'Grüße ☂', 'empty'] as const;

const person = (id: string): fc.Arbitrary<AccountDocument> =>
  fc.record({
    id: fc.constant(id),
    displayname: fc.constantFrom(id, 'Ann Lee', 'José "x" <b>'),
    email: fc.constantFrom('', `${id.replaceAll(/\W/g, '')}@example.org`),
    additional_mail: list(fc.constantFrom('x@example.com', 'y@example.com')),
    phone: fc.constantFrom('', '+49301234567'),
    biography: fc.constantFrom('', 'Two\nlines'),
    quota: fc.constantFrom('none', '5 GB', '1.5 TB'),
    groups: list(fc.constantFrom(...crews)),
    subadmin: list(fc.constantFrom(...crews.slice(1))),
    enabled: fc.boolean(),
    profile_enabled: fc.boolean(),
    manager: fc.constantFrom(''),
    language: fc.constantFrom('de', 'en'),
  });

/** Instances that servers can have; managers are among the users, and may form circles. */
export const realInstances: fc.Arbitrary<InstanceState> = fc
  .tuple(
    fc.subarray([...people]).chain(ids => fc.tuple(...ids.map(person))),
    fc.array(fc.nat(people.length), { minLength: people.length, maxLength: people.length }),
    fc.boolean(),
  )
  .map(([users, managers, named]) => {
    const led = users.map((user, index) => {
      const manager = users[managers[index] ?? 0]?.id ?? '';
      return { ...user, manager: manager === user.id ? '' : manager };
    });
    const groups = crews.map(id => ({ id, displayname: named && id !== 'admin' ? `The ${id}` : id }));
    return {
      scope: usualScope,
      users: new Map(led.map(user => [userKey(user.id), user])),
      groups: byId(groups),
    };
  });
