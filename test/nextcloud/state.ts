import type { Data } from './data.ts';
import { Health } from './health.ts';
import { randomToken } from './tokens.ts';
import { Account, sortKey } from './user.ts';
import type { NewUser, User } from './user.ts';

export type { NewUser, User } from './user.ts';

export interface Group {
  readonly id: string;
  displayname: string;
  /** User ids. */
  readonly members: ReadonlySet<string>;
  readonly subadmins: ReadonlySet<string>;
}

export interface App {
  readonly id: string;
  enabled: boolean;
  /** Cannot be disabled, and is left out of the list without a filter. */
  alwaysEnabled: boolean;
  /** What `GET apps/{id}` answers. */
  info: Readonly<Record<string, Data>>;
  /** Group ids: enabled for their members only. */
  limitedTo?: readonly string[];
  /** It came with the server, and cannot be removed. */
  shipped?: boolean;
  /** The version that the app store has of it, if that is newer. */
  update?: string;
  /** Made for other versions of Nextcloud. */
  incompatible?: boolean;
  /** What it needs and the server lacks, in sentences. */
  missing?: readonly string[];
  /** 300 supported, 200 official, 100 anybody's. */
  level?: number;
  /** The bundles of apps that it is part of. */
  bundles?: readonly string[];
  /** From 0 to 1, and by how many. */
  rating?: readonly [average: number, count: number];
}

/** A notification from the administrator. */
export interface Sent {
  readonly userId: string;
  readonly subject: string;
  readonly message: string;
}

export interface AppPassword {
  readonly token: string;
  readonly userId: string;
  readonly loginName: string;
  readonly name: string;
  /** Marked by *wipe*: refused from then on. */
  wiped: boolean;
}

interface Members {
  members: Set<string>;
  subadmins: Set<string>;
}

/** User ids are the same in any case: `get('ALICE')` finds `alice`. Keys are in lower case. */
class Users extends Map<string, Account> {
  override get(id: string) {
    return super.get(id.toLowerCase());
  }
  override has(id: string) {
    return super.has(id.toLowerCase());
  }
}

/** What the server stores. Tests read it, and change the fields of what it holds, as they like. */
export class State {
  readonly #users = new Users();
  readonly #groups = new Map<string, Group & Members>();
  #sortedUsers: readonly User[] | undefined;
  #sortedGroups: readonly Group[] | undefined;
  /** In the order of the apps folder. */
  readonly apps = new Map<string, App>();
  /** What the app store has beside them. */
  readonly store = new Map<string, App>();
  readonly categories = new Map<string, string>();
  /** False: the server has no way to the app store. */
  storeWorks = true;
  /** Values by app and key, beside those that every app has. */
  readonly config = new Map<string, Map<string, string>>();
  /** In the order in which they were sent. */
  readonly notifications: Sent[] = [];
  readonly health = new Health();
  /** By token. */
  readonly appPasswords = new Map<string, AppPassword>();
  /** `token_auth_enforced`: login passwords are refused for everybody. */
  tokenAuthEnforced = false;
  /** False: no other host can be asked, so no fediverse address is valid. */
  online = true;
  /** False: the mail server cannot be reached. */
  mailWorks = true;

  get users(): ReadonlyMap<string, User> {
    return this.#users;
  }

  get groups(): ReadonlyMap<string, Group> {
    return this.#groups;
  }

  /** All accounts in the order the lists have them. */
  get sortedUsers(): readonly User[] {
    return (this.#sortedUsers ??= sorted(this.#users.values(), sortKey));
  }

  get sortedGroups(): readonly Group[] {
    return (this.#sortedGroups ??= sorted(this.#groups.values(), ({ id }) => id));
  }

  /** Adds an account; groups that do not exist are made. */
  createUser(given: NewUser): User {
    const resort = () => (this.#sortedUsers = undefined);
    const user = new Account(given, resort);
    this.#users.set(user.id.toLowerCase(), user);
    resort();
    for (const id of given.groups ?? []) this.join(user.id, id);
    for (const id of given.subadmin ?? []) this.promote(user.id, id);
    return user;
  }

  deleteUser(id: string): boolean {
    const user = this.#users.get(id);
    if (!user) return false;
    for (const group of user.groups) this.#groups.get(group)?.members.delete(user.id);
    for (const group of user.subadmin) this.#groups.get(group)?.subadmins.delete(user.id);
    for (const { token, userId } of this.appPasswords.values()) {
      if (userId === user.id) this.appPasswords.delete(token);
    }
    this.#sortedUsers = this.#sortedUsers?.filter(other => other !== user);
    return this.#users.delete(user.id.toLowerCase());
  }

  createGroup(id: string, displayname = id): Group {
    const group = { id, displayname, members: new Set<string>(), subadmins: new Set<string>() };
    this.#groups.set(id, group);
    this.#sortedGroups = undefined;
    return group;
  }

  deleteGroup(id: string): boolean {
    const group = this.#groups.get(id);
    if (!group) return false;
    for (const userId of group.members) this.leave(userId, id);
    for (const userId of group.subadmins) this.demote(userId, id);
    this.#sortedGroups = undefined;
    return this.#groups.delete(id);
  }

  /** Gives out a token that serves as a password; returns it. */
  createAppPassword(userId: string, loginName: string, name: string): string {
    const token = randomToken(72);
    this.appPasswords.set(token, { token, userId, loginName, name, wiped: false });
    return token;
  }

  join(userId: string, groupId: string): void {
    this.#link(userId, groupId, 'groups', 'members');
  }

  leave(userId: string, groupId: string): void {
    this.#unlink(userId, groupId, 'groups', 'members');
  }

  /** Makes somebody the subadmin of a group. */
  promote(userId: string, groupId: string): void {
    this.#link(userId, groupId, 'subadmin', 'subadmins');
  }

  demote(userId: string, groupId: string): void {
    this.#unlink(userId, groupId, 'subadmin', 'subadmins');
  }

  #link(userId: string, groupId: string, ids: 'groups' | 'subadmin', members: keyof Members): void {
    const user = this.#users.get(userId);
    if (!user) throw new Error(`no user ${userId}`);
    if (!this.#groups.has(groupId)) this.createGroup(groupId);
    if (!user[ids].includes(groupId)) user[ids].push(groupId);
    this.#groups.get(groupId)![members].add(user.id);
  }

  #unlink(userId: string, groupId: string, ids: 'groups' | 'subadmin', members: keyof Members): void {
    const user = this.#users.get(userId);
    if (!user) return;
    user[ids] = user[ids].filter(id => id !== groupId);
    this.#groups.get(groupId)?.[members].delete(user.id);
  }
}

function sorted<T>(items: Iterable<T>, keyOf: (item: T) => string): T[] {
  const keyed = Array.from(items, item => [keyOf(item), item] as const);
  return keyed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, item]) => item);
}
