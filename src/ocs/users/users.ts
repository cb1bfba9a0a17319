import type { Calls } from '../calls.ts';
import { cloud } from '../call.ts';
import { checkCount } from '../checks.ts';
import { decodeFields, decodeIds } from '../decode/index.ts';
import type { EditableField } from '../editableFields.ts';
import { encodeSegment } from '../encode.ts';
import { seldom } from '../load.ts';
import { iteratePages, maxLimit, newRows, paged, type PageSource } from '../pages.ts';
import type { Trust } from '../trust.ts';
import type {
  Avatar,
  AvatarOptions,
  CallOptions,
  CreateUserOptions,
  GroupInfo,
  ListOptions,
  Scope,
  UserInfo,
} from '../types.ts';
import { AccountWrites } from './accounts.ts';
import { avatar } from './avatar.ts';
import { UserEdit, type PatchSupport } from './edit.ts';
import type { Accounts } from './finish.ts';
import { UserLists } from './lists.ts';
import { Memberships } from './memberships.ts';
import { OwnFields } from './ownFields.ts';
import type { UserRecords } from './record.ts';

type IterateOptions = CallOptions & { search?: string | undefined; pageSize?: number | undefined };

/**
 * Users, after the Administration manual, "User provisioning API" ("Instruction set for users"). User IDs are not
 * case-sensitive. Every method may throw the kinds of the connection (`network`, `tls`, `timeout`, `protocol`,
 * `maintenance`, `rateLimited`, `server`, `auth`, `aborted`), `forbidden`, and, if it takes an ID, `invalid` for an ID
 * that no path can hold. Writes may also throw `passwordConfirmation`. Further kinds are listed with each method.
 */
export class Users {
  readonly #calls: Calls;
  readonly #records: UserRecords;
  readonly #lists: UserLists;
  readonly #memberships: Memberships;
  readonly #accounts: AccountWrites;
  readonly #own: OwnFields;
  readonly #patch: PatchSupport = { missing: false };
  readonly #trust: Trust;

  constructor(calls: Calls, records: UserRecords, trust: Trust) {
    this.#calls = calls;
    this.#records = records;
    this.#trust = trust;
    this.#lists = new UserLists(calls, records);
    this.#memberships = new Memberships(calls, records, trust);
    this.#accounts = new AccountWrites(calls, records, trust);
    this.#own = new OwnFields(calls, records);
  }

  /**
   * The IDs of users, in the server's order ("Search/get users"). Without `limit`, all of them. Throws `invalid` for a
   * `limit` or an `offset` that is not a whole number.
   */
  list(options: ListOptions = {}): Promise<string[]> {
    return paged(options, String, ({ signal, ...query }) =>
      this.#calls.read({ name: 'users.list', method: 'GET', path: `${cloud}/users`, query, signal }, data =>
        decodeIds(data, 'users'),
      ),
    );
  }

  /**
   * The records of users, in the server's order ("Search/get users details"). May return more rows than `limit`, which
   * servers count per backend. A record that cannot be read holds `userId` and `problem`.
   */
  async listDetails(options: ListOptions = {}): Promise<UserInfo[]> {
    return this.#noted(await this.#lists.details(options));
  }

  /** The records of these users, in this order. A record that cannot be read holds `userId` and `problem`. */
  listById(userIds: readonly string[], { signal }: CallOptions = {}): Promise<UserInfo[]> {
    return this.#records.readEach(userIds, signal);
  }

  /** The records of disabled users, as `listDetails`. Before Nextcloud 28, this goes through the records of all users. */
  async listDisabled(options: ListOptions = {}): Promise<UserInfo[]> {
    return this.#noted(await this.#lists.disabled(options));
  }

  /**
   * The records of users by their last sign-in, most recent first. For administrators. Throws `unsupported` before
   * Nextcloud 30.
   */
  listRecent(options: ListOptions = {}): Promise<UserInfo[]> {
    return this.#lists.recent(options);
  }

  /**
   * The records of all users, each once, in the server's order. Fetches ahead in pages of `pageSize` rows (default 100,
   * at most 500) and aborts what is in flight when the loop is left. Throws `protocol` if the server repeats itself so that
   * not all of them can be read.
   */
  iterate({ signal, ...options }: IterateOptions = {}): AsyncIterable<UserInfo> {
    return iteratePages(this.#source(options), signal);
  }

  /** As `iterate`, but page by page, as they come. */
  pages({ signal, ...options }: IterateOptions = {}): AsyncIterable<UserInfo[]> {
    return newRows(this.#source(options), signal);
  }

  /**
   * The record of one user ("Get data of a single user"); without an ID, that of the signed-in user, which includes the
   * scopes. Throws `notFound` if there is no such user, and often if the user is not visible to the caller.
   */
  get(userId = '', { signal }: CallOptions = {}): Promise<UserInfo> {
    return this.#records.read(userId, signal);
  }

  /**
   * The record of one user as the server sent it, not interpreted. Throws `notFound`, and `unsupported` for an ID that
   * is also the name of a list, such as `details`.
   */
  getRaw(userId: string, { signal }: CallOptions = {}): Promise<Record<string, unknown>> {
    return this.#records.readRaw(userId, signal);
  }

  /**
   * Creates a user ("Add a new user") and returns the ID as the server wrote it. Requires `password` or `email`. What the
   * server left out is added with further calls. Always throws `CreateError`, with `conflict` if the user exists,
   * `invalid` for values that are not allowed, and `notFound` for a group or a manager that does not exist.
   */
  async create(userId: string, options: CreateUserOptions): Promise<string> {
    return (await seldom()).creation.createUser(this.#calls, this.#writes, userId, options);
  }

  /**
   * Adds what an incompletely created user lacks of `options`, one call each. Leaves the password alone. Throws
   * `CreateError` naming what is still missing.
   */
  async finish(userId: string, options: CreateUserOptions): Promise<void> {
    await (await seldom()).completion.finishUser(this.#writes, userId, options);
  }

  /**
   * Deletes a user with all files ("Delete a user"). May take up to 10 minutes. Throws `notFound`, and `forbidden` for the
   * signed-in user and for users whose backend does not allow it.
   */
  delete(userId: string, options: CallOptions = {}): Promise<void> {
    return this.#accounts.delete(userId, options);
  }

  /** Enables a user ("Enable a user"). Throws `notFound`, and `forbidden` for the signed-in user. */
  enable(userId: string, options: CallOptions = {}): Promise<void> {
    return this.#accounts.enable(userId, true, options);
  }

  /** Disables a user ("Disable a user"), who can then no longer sign in. Throws as `enable` does. */
  disable(userId: string, options: CallOptions = {}): Promise<void> {
    return this.#accounts.enable(userId, false, options);
  }

  /** Asks all devices of a user to delete their data, and signs them out. Throws as `enable` does. */
  wipeDevices(userId: string, { signal }: CallOptions = {}): Promise<void> {
    return this.#accounts.send('users.wipeDevices', 'POST', userId, '/wipe', { signal });
  }

  /**
   * Sends the welcome email ("Resend the welcome email"). Throws `notFound`, `invalid` for a user without an email
   * address, and `server` if the email cannot be sent.
   */
  resendWelcomeEmail(userId: string, { signal }: CallOptions = {}): Promise<void> {
    return this.#accounts.send('users.resendWelcomeEmail', 'POST', userId, '/welcome', { signal });
  }

  /**
   * The wire names of the profile fields that the caller may edit ("Get list of editable data fields"); without an ID,
   * those of the signed-in user. For other users, throws `unsupported` before Nextcloud 21 and `notFound`.
   */
  async editableFields(userId = '', { signal }: CallOptions = {}): Promise<string[]> {
    const path = `${cloud}/user/fields${userId ? `/${encodeSegment(userId)}` : ''}`;
    const subject = userId ? { user: userId } : {};
    return this.#calls.read(
      { name: 'users.editableFields', method: 'GET', path, subject, signal },
      decodeFields,
    );
  }

  /**
   * Changes fields of a user ("Edit data of a single user"), by wire names, and saves as many as possible. Values are
   * text: a quota such as `5 GB`, a number of bytes, `none`, or `default`; an empty `displayname` resets it to the ID.
   * Throws `EditError` saying which fields were saved and why the others were not: `forbidden`, `invalid`, or
   * `unsupported`.
   */
  async edit(
    userId: string,
    changes: Partial<Record<EditableField, string>>,
    { signal }: CallOptions = {},
  ): Promise<void> {
    await new UserEdit(this.#calls, this.#records, this.#patch, userId, changes, signal).run();
  }

  /** Adds an additional email address. Throws `EditError`, with `unsupported` before Nextcloud 22. */
  addAdditionalMail(userId: string, mail: string, options: CallOptions = {}): Promise<void> {
    return this.edit(userId, { additional_mail: mail }, options);
  }

  /**
   * Removes an additional email address. Throws `unsupported` before Nextcloud 22, and `notFound` if the user has no such
   * address, which servers would report as a success.
   */
  removeAdditionalMail(userId: string, mail: string, options: CallOptions = {}): Promise<void> {
    return this.#own.removeMail(userId, mail, options);
  }

  /**
   * Sets who can see a field of the signed-in user, given by its wire name (`email`, `avatar` …), or an additional email
   * address, given by the address. Throws `unsupported` before Nextcloud 22, and `invalid` for a scope that the field
   * cannot have.
   */
  setScope(field: string, scope: Scope, options: CallOptions = {}): Promise<void> {
    return this.#own.setScope(field, scope, options);
  }

  /** The IDs of the groups of a user ("Get user's groups"). Throws `notFound`. */
  groups(userId: string, options: CallOptions = {}): Promise<string[]> {
    return this.#memberships.groups(userId, options);
  }

  /** The IDs of the groups a user administers ("Get user's subadmin groups"). Throws `notFound`. */
  subadminGroups(userId: string, options: CallOptions = {}): Promise<string[]> {
    return this.#memberships.subadminGroups(userId, options);
  }

  /**
   * The groups of a user with names and counts, in one request, also for group administrators. Before Nextcloud 32, their
   * IDs alone. Throws `notFound`.
   */
  groupDetails(userId: string, options: CallOptions = {}): Promise<GroupInfo[]> {
    return this.#memberships.details('groups', userId, options);
  }

  /** The groups a user administers, as `groupDetails`. */
  subadminGroupDetails(userId: string, options: CallOptions = {}): Promise<GroupInfo[]> {
    return this.#memberships.details('subadminGroups', userId, options);
  }

  /**
   * Adds a user to a group ("Add user to group"). Throws `notFound` if there is no such user or group, and `forbidden` if
   * a backend such as LDAP manages the members.
   */
  addToGroup(userId: string, groupId: string, options: CallOptions = {}): Promise<void> {
    return this.#memberships.change('users.addToGroup', userId, groupId, options);
  }

  /** Removes a user from a group ("Remove user from group"). Throws as `addToGroup` does. */
  removeFromGroup(userId: string, groupId: string, options: CallOptions = {}): Promise<void> {
    return this.#memberships.change('users.removeFromGroup', userId, groupId, options);
  }

  /** Makes a user a group administrator ("Promote user to subadmin of group"). Throws `notFound`. */
  promoteToSubadmin(userId: string, groupId: string, options: CallOptions = {}): Promise<void> {
    return this.#memberships.change('users.promoteToSubadmin', userId, groupId, options);
  }

  /** Undoes `promoteToSubadmin` ("Demote user from subadmin of group"). Throws `notFound` if there is nothing to undo. */
  demoteFromSubadmin(userId: string, groupId: string, options: CallOptions = {}): Promise<void> {
    return this.#memberships.change('users.demoteFromSubadmin', userId, groupId, options);
  }

  /**
   * The profile picture of a user, 64 (default) or 512 pixels wide; without an ID, that of the signed-in user (Developer
   * manual, "Avatar"). Throws `notFound`, and `unsupported` for `dark` before Nextcloud 25.
   */
  async avatar(userId = '', options: AvatarOptions = {}): Promise<Avatar> {
    return avatar(this.#calls, userId || (await this.get('', options)).userId, options);
  }

  #source({ search, pageSize = 100 }: IterateOptions): PageSource<UserInfo> {
    checkCount('pageSize', pageSize);
    return {
      pageSize: Math.min(Math.max(pageSize, 1), maxLimit),
      keyOf: user => user.userId,
      fetch: page => this.listDetails({ search, ...page }),
    };
  }

  #noted(users: UserInfo[]): UserInfo[] {
    for (const user of users) this.#trust.noteUser(user);
    return users;
  }

  get #writes(): Accounts {
    return {
      find: (userId, signal) => this.#records.find(userId, signal),
      edit: (userId, changes, options) => this.edit(userId, changes, options),
      addToGroup: (userId, groupId, options) => this.addToGroup(userId, groupId, options),
      promoteToSubadmin: (userId, groupId, options) => this.promoteToSubadmin(userId, groupId, options),
    };
  }
}
