import type { SimulatedNextcloud } from '../nextcloud/index.ts';

/** The expected state of a user, as far as the actions touch it. */
export interface Account {
  displayname: string;
  email: string;
  quota: string;
  role: string;
  enabled: boolean;
  groups: Set<string>;
  subadmin: Set<string>;
}

/** The expected state of the server after all actions so far. */
export class World {
  readonly accounts = new Map<string, Account>();
  /** Display names by id. */
  readonly groups = new Map<string, string>();
  /** Whether enabled, by id. */
  readonly apps = new Map<string, boolean>();

  /** Everything, as one text per item, in no particular order. */
  describe(): Map<string, string> {
    return new Map([
      ...[...this.accounts].map(([id, account]) => [`user ${id}`, describeAccount(account)] as const),
      ...[...this.groups].map(([id, name]) => [`group ${id}`, name] as const),
      ...[...this.apps].map(([id, enabled]) => [`app ${id}`, String(enabled)] as const),
    ]);
  }
}

/** The actual state of the server. */
export function worldOf({ state }: SimulatedNextcloud): World {
  const world = new World();
  for (const user of state.users.values()) {
    const { id, displayname, email, quota, role, enabled, groups, subadmin } = user;
    const sets = { groups: new Set(groups), subadmin: new Set(subadmin) };
    world.accounts.set(id, { displayname, email, quota, role, enabled, ...sets });
  }
  for (const { id, displayname } of state.groups.values()) world.groups.set(id, displayname);
  for (const { id, enabled } of state.apps.values()) world.apps.set(id, enabled);
  return world;
}

function describeAccount({ groups, subadmin, ...rest }: Account): string {
  return JSON.stringify({ ...rest, groups: [...groups].sort(), subadmin: [...subadmin].sort() });
}

/** Describes each difference between the actual and the expected state. */
export function differences(should: World, is: World): string[] {
  const [expected, actual] = [should.describe(), is.describe()];
  return [...new Set([...expected.keys(), ...actual.keys()])]
    .filter(name => expected.get(name) !== actual.get(name))
    .map(name => `${name} should be ${expected.get(name)} and is ${actual.get(name)}`);
}
