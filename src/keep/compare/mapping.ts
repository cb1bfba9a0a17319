import type { AccountDocument } from '../../model/account.ts';
import { userKey } from '../../model/plan/types.ts';
import { lower } from '../../ocs/comparisons.ts';
import type { GroupEntry, InstanceState } from '../instance/state.ts';
import type { Difference, DifferenceValue } from './differences.ts';

/** What the users and groups of one instance are called on another, where they are not called the same. */
export interface IdMapping {
  /** By `userKey`. */
  users: ReadonlyMap<string, string>;
  groups: ReadonlyMap<string, string>;
}

export const sameIds: IdMapping = { users: new Map(), groups: new Map() };

/** The way back. `left` is the instance whose IDs the mapping starts from. */
export function inverted({ users, groups }: IdMapping, left: InstanceState): IdMapping {
  const back = [...users].map(([key, id]) => [userKey(id), left.users.get(key)?.id ?? key] as const);
  return { users: new Map(back), groups: new Map([...groups].map(([from, to]) => [to, from])) };
}

/**
 * Users with the same email are the same. An address that several users of a side have says nothing; then, as without an
 * address, the same ID counts. `ambiguous`: IDs on the left whose address says nothing.
 */
export function mappingByEmail(
  left: InstanceState,
  right: InstanceState,
): { mapping: IdMapping; ambiguous: string[] } {
  const [ours, theirs] = [byEmail(left), byEmail(right)];
  const users = new Map<string, string>();
  const ambiguous: string[] = [];
  for (const [email, mine] of ours) {
    const found = theirs.get(email) ?? [];
    const [one, other] = [mine[0], found[0]];
    if (found.length > 0 && (mine.length > 1 || found.length > 1))
      ambiguous.push(...mine.map(({ id }) => id));
    else if (one && other && userKey(one.id) !== userKey(other.id)) users.set(userKey(one.id), other.id);
  }
  return { mapping: { users, groups: new Map() }, ambiguous: ambiguous.sort() };
}

function byEmail({ users }: InstanceState): Map<string, AccountDocument[]> {
  const found = new Map<string, AccountDocument[]>();
  for (const user of users.values()) {
    const email = lower(user.email ?? '');
    if (email !== '') found.set(email, [...(found.get(email) ?? []), user]);
  }
  return found;
}

/**
 * The instance in the words of the other one. `clashes`: IDs of users and groups that are left out, because another one has
 * the ID that they would have.
 */
export function renamed(
  state: InstanceState,
  mapping: IdMapping,
): { state: InstanceState; clashes: string[] } {
  if (mapping.users.size === 0 && mapping.groups.size === 0) return { state, clashes: [] };
  const names = new Renaming(mapping);
  const clashes: string[] = [];
  const users = claimed(state.users, names.document, userKey, clashes);
  const groups = claimed(state.groups, names.groupEntry, id => id, clashes);
  const apps = state.apps && new Map([...state.apps].map(([id, app]) => [id, names.app(app)] as const));
  return { state: { ...state, users, groups, ...(apps && { apps }) }, clashes };
}

/** Whoever is renamed comes before whoever has had that ID. */
function claimed<T extends { id: string }>(
  items: ReadonlyMap<string, T>,
  rename: (item: T) => T,
  keyOf: (id: string) => string,
  clashes: string[],
): Map<string, T> {
  const found = new Map<string, T>();
  const all = [...items.values()].map(item => ({ item, now: rename(item) }));
  const isMoved = ({ item, now }: (typeof all)[number]) => item.id !== now.id;
  for (const { item, now } of [...all.filter(isMoved), ...all.filter(one => !isMoved(one))])
    if (found.has(keyOf(now.id))) clashes.push(item.id);
    else found.set(keyOf(now.id), now);
  return found;
}

/** A difference in the words of the other instance. */
export function renamedDifference(difference: Difference, mapping: IdMapping): Difference {
  const names = new Renaming(mapping);
  const { kind, field, item, left, right } = difference;
  const isGroups = field === 'groups' || field === 'subadmin';
  const value = (one: DifferenceValue): DifferenceValue => {
    if (typeof one === 'object') return one.map(group => names.group(group));
    return kind === 'user' && field === 'manager' && typeof one === 'string' ? names.user(one) : one;
  };
  return {
    ...difference,
    subject: names.subject(kind, difference.subject),
    ...(item !== undefined && { item: kind === 'user' && isGroups ? names.group(item) : item }),
    ...(left !== undefined && { left: value(left) }),
    ...(right !== undefined && { right: value(right) }),
  };
}

class Renaming {
  readonly #mapping: IdMapping;

  constructor(mapping: IdMapping) {
    this.#mapping = mapping;
  }

  readonly user = (id: string): string => this.#mapping.users.get(userKey(id)) ?? id;
  readonly group = (id: string): string => this.#mapping.groups.get(id) ?? id;

  subject(kind: Difference['kind'], id: string): string {
    if (kind === 'user') return this.user(id);
    return kind === 'group' ? this.group(id) : id;
  }

  app<T extends { limitedTo?: string[] }>(app: T): T {
    return app.limitedTo ? { ...app, limitedTo: app.limitedTo.map(this.group) } : app;
  }

  readonly groupEntry = (group: GroupEntry): GroupEntry => ({ ...group, id: this.group(group.id) });

  /** A display name that is the ID was never given. */
  readonly document = (user: AccountDocument): AccountDocument => {
    const id = this.user(user.id);
    const { displayname, groups, subadmin, manager } = user;
    return {
      ...user,
      id,
      ...(displayname !== undefined && { displayname: displayname === user.id ? id : displayname }),
      ...(groups && { groups: groups.map(this.group) }),
      ...(subadmin && { subadmin: subadmin.map(this.group) }),
      ...(manager !== undefined && { manager: this.user(manager) }),
    };
  };
}
