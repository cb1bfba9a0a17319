import type { Data } from './data.ts';

/** An account, under the wire's own field names. Its groups change by {@link State.join} and its siblings. */
export interface User {
  readonly id: string;
  displayname: string;
  password: string;
  /** '' where there is none. */
  email: string;
  additional_mail: string[];
  /** Those additional addresses whose owner followed the link: only they can be `notify_email`. */
  verified_mail: string[];
  enabled: boolean;
  /** As stored: `none`, `default` or a size such as `5 GB`. */
  quota: string;
  /** Bytes. */
  used: number;
  /** Seconds since 1970; 0 never. */
  firstLogin: number;
  lastLogin: number;
  manager: string;
  phone: string;
  address: string;
  website: string;
  twitter: string;
  bluesky: string;
  fediverse: string;
  organisation: string;
  role: string;
  headline: string;
  biography: string;
  profile_enabled: string;
  pronouns: string;
  birthdate: string;
  /** '' means the server's default. */
  language: string;
  locale: string;
  timezone: string;
  first_day_of_week: string;
  notify_email: string;
  /** Only those that differ from the defaults, by `emailScope` and so on; additional mails by address. */
  scopes: Record<string, string>;
  /** Password logins are refused as with two-factor authentication: only app passwords work. */
  twoFactor: boolean;
  backend: string;
  canSetDisplayName: boolean;
  canSetPassword: boolean;
  /** Group ids in the order they were joined. */
  readonly groups: readonly string[];
  /** Ids of the groups this account manages. */
  readonly subadmin: readonly string[];
}

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
}

export interface AppPassword {
  readonly token: string;
  readonly userId: string;
  readonly loginName: string;
  readonly name: string;
  /** Marked by *wipe*: refused from then on. */
  wiped: boolean;
}

type NewUser = Partial<Omit<User, 'id' | 'groups' | 'subadmin'>> & {
  id: string;
  groups?: readonly string[];
  subadmin?: readonly string[];
};

interface Ids {
  groups: string[];
  subadmin: string[];
}

interface Members {
  members: Set<string>;
  subadmins: Set<string>;
}

/** User ids are the same in any case: `get('ALICE')` finds `alice`. Keys are in lower case. */
class Users extends Map<string, User & Ids> {
  override get(id: string) {
    return super.get(id.toLowerCase());
  }
  override has(id: string) {
    return super.has(id.toLowerCase());
  }
}

const blank = {
  password: '', email: '', enabled: true, quota: 'default', used: 0, firstLogin: 0, lastLogin: 0, manager: '',
  phone: '', address: '', website: '', twitter: '', bluesky: '', fediverse: '', organisation: '', role: '',
  headline: '', biography: '', profile_enabled: '1', pronouns: '', birthdate: '', language: '', locale: '',
  timezone: '', first_day_of_week: '', notify_email: '', twoFactor: false, backend: 'Database',
  canSetDisplayName: true, canSetPassword: true,
}; // prettier-ignore

/** What the server stores. Tests read it, and change the fields of what it holds, as they like. */
export class State {
  readonly #users = new Users();
  readonly #groups = new Map<string, Group & Members>();
  #sortedUsers: readonly User[] | undefined;
  #sortedGroups: readonly Group[] | undefined;
  /** In the order of the apps folder. */
  readonly apps = new Map<string, App>();
  /** By token. */
  readonly appPasswords = new Map<string, AppPassword>();
  /** `token_auth_enforced`: login passwords are refused for everybody. */
  tokenAuthEnforced = false;
  /** False: no app store, no other hosts; they decide about apps and fediverse addresses. */
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
    return (this.#sortedUsers ??= [...this.#users].sort(byKey).map(([, user]) => user));
  }

  get sortedGroups(): readonly Group[] {
    return (this.#sortedGroups ??= [...this.#groups].sort(byKey).map(([, group]) => group));
  }

  /** Adds an account; groups that do not exist are made. */
  createUser({ groups = [], subadmin = [], ...given }: NewUser): User {
    const user: User & Ids = {
      displayname: given.id, additional_mail: [], verified_mail: [], scopes: {}, ...blank, ...given, groups: [], subadmin: [],
    }; // prettier-ignore
    this.#users.set(user.id.toLowerCase(), user);
    this.#sortedUsers = undefined;
    for (const id of groups) this.join(user.id, id);
    for (const id of subadmin) this.promote(user.id, id);
    return user;
  }

  deleteUser(id: string): boolean {
    const user = this.#users.get(id);
    if (!user) return false;
    for (const group of user.groups) this.#groups.get(group)?.members.delete(user.id);
    for (const group of user.subadmin) this.#groups.get(group)?.subadmins.delete(user.id);
    for (const { token, userId } of this.appPasswords.values())
      if (userId === user.id) this.appPasswords.delete(token);
    this.#sortedUsers = undefined;
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

  #link(userId: string, groupId: string, ids: keyof Ids, members: keyof Members): void {
    const user = this.#users.get(userId);
    if (!user) throw new Error(`no user ${userId}`);
    if (!this.#groups.has(groupId)) this.createGroup(groupId);
    if (!user[ids].includes(groupId)) user[ids].push(groupId);
    this.#groups.get(groupId)![members].add(user.id);
  }

  #unlink(userId: string, groupId: string, ids: keyof Ids, members: keyof Members): void {
    const user = this.#users.get(userId);
    if (!user) return;
    user[ids] = user[ids].filter(id => id !== groupId);
    this.#groups.get(groupId)?.[members].delete(user.id);
  }
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
