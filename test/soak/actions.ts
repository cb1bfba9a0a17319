import assert from 'node:assert/strict';
import type { CallOptions, ErrorKind, NextcloudClient } from '../../src/ocs/index.ts';
import type { Random } from '../nextcloud/seed/random.ts';
import type { World } from './world.ts';

/** One action, with its subject (so that two concurrent ones never touch the same user) and its expected result. */
export interface Step {
  readonly name: string;
  /** A user ID, or `undefined` if it affects several users: such a step runs alone. */
  readonly about: string | undefined;
  /** How the server should refuse it; absent if it should succeed. */
  readonly refusal?: ErrorKind | undefined;
  run(client: NextcloudClient, options: CallOptions): Promise<unknown>;
  /** Applies its effect to the expected state. */
  apply?(world: World): void;
}

type Plan = (world: World, random: Random) => Step | undefined;

const admin = 'admin';
const password = 'xK9!mvPq27Lz';
const newIds = Array.from({ length: 60 }, (_, n) => `user ${n}`);
const newGroups = ['crew', 'den', 'a/b', '50% part time', 'C++', 'q?a=b&c', '12345'];
const roles = ['Chief', 'Clerk', 'Cook', ''];
const quotas = ['none', '1 GB', '5 GB', '10 GB'];
const apps = ['calendar', 'contacts', 'photos'];

const someone = (world: World, random: Random) =>
  random.pick([...world.accounts.keys()].filter(id => id !== admin)) as string | undefined;
const someGroup = (world: World, random: Random) =>
  random.pick([...world.groups.keys()].filter(id => id !== admin));

/** The more often an action is listed, the more often it is chosen. */
export const plans: readonly Plan[] = [
  (world, random) => {
    const id = random.pick(newIds);
    const group = random.pick([...world.groups.keys()]);
    return {
      name: 'create',
      about: id,
      refusal: world.accounts.has(id) ? 'conflict' : undefined,
      run: (client, options) =>
        client.users.create(id, {
          ...options,
          password,
          displayName: `Name of ${id}`,
          groups: [group],
          quota: '1 GB',
        }),
      apply: ({ accounts }) =>
        accounts.set(id, {
          displayname: `Name of ${id}`,
          email: '',
          quota: '1 GB',
          role: '',
          enabled: true,
          groups: new Set([group]),
          subadmin: new Set(),
        }),
    };
  },
  ...[edit, edit, edit],
  (world, random) => {
    const id = someone(world, random);
    if (id === undefined || random.chance(70)) return undefined;
    return {
      name: 'delete',
      about: id,
      run: (client, options) => client.users.delete(id, options),
      apply: ({ accounts }) => accounts.delete(id),
    };
  },
  (world, random) => {
    const id = someone(world, random);
    if (id === undefined) return undefined;
    const enabled = random.chance(50);
    return {
      name: enabled ? 'enable' : 'disable',
      about: id,
      run: (client, options) =>
        enabled ? client.users.enable(id, options) : client.users.disable(id, options),
      apply: ({ accounts }) => (accounts.get(id)!.enabled = enabled),
    };
  },
  membership('groups', true),
  membership('groups', false),
  membership('subadmin', true),
  membership('subadmin', false),
  (world, random) => {
    const id = random.pick(newGroups);
    return {
      name: 'create group',
      about: undefined,
      refusal: world.groups.has(id) ? 'conflict' : undefined,
      run: (client, options) => client.groups.create(id, `Group ${id}`, options),
      apply: ({ groups }) => groups.set(id, `Group ${id}`),
    };
  },
  (world, random) => {
    const id = someGroup(world, random);
    const name = `Group ${id} ${random.below(1000)}`;
    if (!id) return undefined;
    return {
      name: 'rename group',
      about: undefined,
      run: (client, options) => client.groups.rename(id, name, options),
      apply: ({ groups }) => groups.set(id, name),
    };
  },
  (world, random) => {
    const id = someGroup(world, random);
    if (!id || random.chance(70)) return undefined;
    return {
      name: 'delete group',
      about: undefined,
      run: (client, options) => client.groups.delete(id, options),
      apply: ({ accounts, groups }) => {
        groups.delete(id);
        for (const account of accounts.values())
          for (const ids of [account.groups, account.subadmin]) ids.delete(id);
      },
    };
  },
  (_, random) => {
    const id = random.pick(apps);
    const enabled = random.chance(50);
    return {
      name: enabled ? 'enable app' : 'disable app',
      about: undefined,
      run: (client, options) =>
        enabled ? client.apps.enable(id, options) : client.apps.disable(id, options),
      apply: world => world.apps.set(id, enabled),
    };
  },
  (world, random) => {
    const id = someone(world, random);
    if (id === undefined) return undefined;
    return {
      name: 'read',
      about: id,
      run: async (client, options) => {
        const { displayName, enabled, groups = [] } = await client.users.get(id, options);
        const account = world.accounts.get(id)!;
        assert.deepEqual(
          { displayName, enabled, groups: groups.toSorted() },
          { displayName: account.displayname, enabled: account.enabled, groups: [...account.groups].sort() },
        );
      },
    };
  },
  world => ({
    name: 'list all',
    about: undefined,
    run: async (client, options) => {
      const found: string[] = [];
      for await (const { userId } of client.users.iterate({ ...options, pageSize: 10 })) found.push(userId);
      assert.deepEqual(found.sort(), [...world.accounts.keys()].sort());
    },
  }),
  world => ({
    name: 'list groups',
    about: undefined,
    run: async (client, options) => {
      const found = await client.groups.listDetails(options);
      assert.deepEqual(new Map(found.map(({ id, displayName }) => [id, displayName])), new Map(world.groups));
    },
  }),
];

function edit(world: World, random: Random): Step | undefined {
  const id = someone(world, random);
  if (id === undefined) return undefined;
  const n = random.below(1000);
  const all = {
    displayname: `Name ${n}`,
    email: `mail${n}@example.com`,
    quota: random.pick(quotas),
    role: random.pick(roles),
  };
  const changes = Object.fromEntries(Object.entries(all).filter(() => random.chance(60)));
  return {
    name: 'edit',
    about: id,
    run: (client, options) => client.users.edit(id, changes, options),
    apply: ({ accounts }) => Object.assign(accounts.get(id)!, changes),
  };
}

function membership(list: 'groups' | 'subadmin', adds: boolean): Plan {
  const calls = {
    groups: adds ? 'addToGroup' : 'removeFromGroup',
    subadmin: adds ? 'promoteToSubadmin' : 'demoteFromSubadmin',
  } as const;
  return (world, random) => {
    const id = someone(world, random);
    const group = someGroup(world, random);
    if (id === undefined || !group) return undefined;
    const isMissing = list === 'subadmin' && !adds && !world.accounts.get(id)!.subadmin.has(group);
    return {
      name: calls[list],
      about: id,
      refusal: isMissing ? 'notFound' : undefined,
      run: (client, options) => client.users[calls[list]](id, group, options),
      apply: ({ accounts }) => accounts.get(id)![list][adds ? 'add' : 'delete'](group),
    };
  };
}
