import { cloud, type Call, type Calls, type WriteCall } from './calls.ts';
import { checkCount } from './checks.ts';
import { avatar } from './avatar.ts';
import { createUser, finishUser, type Accounts } from './createUser.ts';
import { decodeFields, decodeIds, decodeRecord, decodeUser } from './decode/index.ts';
import type { EditableField } from './editableFields.ts';
import { Edit, type PatchSupport } from './editUser.ts';
import { encodeSegment } from './encode.ts';
import { NextcloudError } from './errors.ts';
import type { CallName } from './failureTable.ts';
import { unsupported } from './failures.ts';
import { iteratePages, maxLimit, paged } from './pages.ts';
import type { Trust } from './trust.ts';
import type {
  Avatar,
  AvatarOptions,
  CallOptions,
  CreateUserOptions,
  ListOptions,
  Scope,
  UserInfo,
} from './types.ts';
import { UserLists } from './userLists.ts';

/** Ids that are calls of their own in `GET users/{id}`. */
const reserved = ['details', 'disabled', 'recent'];

/** Accounts (Administration manual, "Instruction set for users"; "User provisioning API"). Ids are case-insensitive. */
export class Users {
  readonly #calls: Calls;
  readonly #lists: UserLists;
  readonly #patch: PatchSupport = { missing: false };
  readonly #trust: Trust;

  constructor(calls: Calls, trust: Trust) {
    this.#calls = calls;
    this.#trust = trust;
    this.#lists = new UserLists(calls, (id, options) => this.get(id, options));
  }

  /** Ids, in the server's order. */
  list(options: ListOptions = {}): Promise<string[]> {
    return paged(options, String, ({ signal, ...query }) =>
      this.#calls.read({ name: 'users.list', method: 'GET', path: `${cloud}/users`, query, signal }, data =>
        decodeIds(data, 'users'),
      ),
    );
  }

  /** In the server's order; a page may be longer than `limit`, which servers count per backend. */
  async listDetails(options: ListOptions = {}): Promise<UserInfo[]> {
    return this.#noted(await this.#lists.details(options));
  }

  /** The records of these accounts, in this order. One that cannot be read is there by its id, with the reason as `problem`. */
  listById(userIds: readonly string[], options: CallOptions = {}): Promise<UserInfo[]> {
    return this.#lists.byId(userIds, options);
  }

  /** Disabled accounts. Before Nextcloud 28 all accounts are looked through. */
  async listDisabled(options: ListOptions = {}): Promise<UserInfo[]> {
    return this.#noted(await this.#lists.disabled(options));
  }

  /** By the last login, newest first; administrators only. Since Nextcloud 30. */
  listRecent(options: ListOptions = {}): Promise<UserInfo[]> {
    return this.#lists.recent(options);
  }

  /** All with details, each once, in the server's order, fetched ahead in pages of `pageSize` (100; at most 500). */
  iterate({
    search,
    pageSize = 100,
    signal,
  }: CallOptions & {
    search?: string | undefined;
    pageSize?: number | undefined;
  } = {}): AsyncIterable<UserInfo> {
    checkCount('pageSize', pageSize);
    const limit = Math.min(Math.max(pageSize, 1), maxLimit);
    return iteratePages(
      {
        pageSize: limit,
        keyOf: user => user.userId,
        fetch: page => this.listDetails({ search, ...page }),
      },
      signal,
    );
  }

  /** Without an id: the account that is signed in, with its scopes. */
  async get(userId = '', { signal }: CallOptions = {}): Promise<UserInfo> {
    if (reserved.includes(userId.toLowerCase())) return this.#lists.one(userId, signal);
    const path = userId ? userPath(userId) : `${cloud}/user`;
    const user = await this.#read('users.get', path, userId, signal, decodeUser);
    this.#trust.noteUser(user);
    return user;
  }

  /** The record as the server sent it, its fields not looked at. Of an id such as `details` there is none to be had. */
  async getRaw(userId: string, { signal }: CallOptions = {}): Promise<Record<string, unknown>> {
    const call = { name: 'users.get', method: 'GET', path: userPath(userId) } as const;
    if (reserved.includes(userId.toLowerCase())) throw unsupported(call);
    return this.#read(call.name, call.path, userId, signal, decodeRecord);
  }

  /** Answers with the id as the server wrote it. Throws `CreateError`. */
  create(userId: string, options: CreateUserOptions): Promise<string> {
    return createUser(this.#calls, this.#accounts, userId, options);
  }

  /**
   * Gives an account that was created in part what it lacks of `options`, each with a call of its own and only where it
   * is not there. Passwords are left alone. Throws `CreateError` naming what it still lacks.
   */
  async finish(userId: string, options: CreateUserOptions): Promise<void> {
    await finishUser(this.#accounts, userId, options);
  }

  /** Throws `forbidden` where the account's backend does not let it be deleted. */
  async delete(userId: string, { signal }: CallOptions = {}): Promise<void> {
    try {
      await this.#write('users.delete', 'DELETE', userId, '', {
        stored: async () => (await this.#find(userId)) === undefined,
        // Files of many gigabytes take minutes; gateways give up much earlier.
        patienceMs: 10 * 60_000,
        signal,
      });
    } catch (error) {
      throw await this.#whyNotDeleted(userId, error, signal);
    }
  }

  async enable(userId: string, { signal }: CallOptions = {}): Promise<void> {
    await this.#switch('users.enable', userId, true, signal);
  }

  async disable(userId: string, { signal }: CallOptions = {}): Promise<void> {
    await this.#switch('users.disable', userId, false, signal);
  }

  /** Tells all devices of the account to delete its data, and signs them out. */
  async wipeDevices(userId: string, { signal }: CallOptions = {}): Promise<void> {
    await this.#write('users.wipeDevices', 'POST', userId, '/wipe', { signal });
  }

  async resendWelcomeEmail(userId: string, { signal }: CallOptions = {}): Promise<void> {
    await this.#write('users.resendWelcomeEmail', 'POST', userId, '/welcome', { signal });
  }

  /** Profile fields one may edit, by their wire names. Those of others since Nextcloud 21. */
  async editableFields(userId = '', { signal }: CallOptions = {}): Promise<string[]> {
    const below = userId ? `/${encodeSegment('user', userId)}` : '';
    return this.#read('users.editableFields', `${cloud}/user/fields${below}`, userId, signal, decodeFields);
  }

  /** Saves what can be saved. An empty `displayname` resets it to the id. Throws `EditError` naming what was refused. */
  async edit(
    userId: string,
    changes: Partial<Record<EditableField, string>>,
    { signal }: CallOptions = {},
  ): Promise<void> {
    await new Edit(this.#calls, this.#patch, userId, changes, signal, id => this.get(id, { signal })).run();
  }

  /** Since Nextcloud 22. */
  addAdditionalMail(userId: string, mail: string, options: CallOptions = {}): Promise<void> {
    return this.edit(userId, { additional_mail: mail }, options);
  }

  /** Since Nextcloud 22. Throws `notFound` when the account has no such address: servers would call it a success. */
  async removeAdditionalMail(userId: string, mail: string, { signal }: CallOptions = {}): Promise<void> {
    const stored = await this.#additionalMail(userId, mail, signal);
    await this.#write('users.additionalMail', 'PUT', userId, '/additional_mail', {
      form: { key: stored, value: '' },
      stored: async () => !(await this.get(userId)).additionalMail?.includes(stored),
      signal,
    });
  }

  /**
   * Who may see a field of one's own, named as on the wire (`email`, `avatar` …), or one of one's additional e-mail
   * addresses, named by the address. Since Nextcloud 22.
   */
  async setScope(field: string, scope: Scope, { signal }: CallOptions = {}): Promise<void> {
    const { userId } = await this.get('', { signal });
    const isMail = field.includes('@');
    const call: WriteCall = {
      name: 'users.scope',
      method: 'PUT',
      path: `${userPath(userId)}${isMail ? '/additional_mailScope' : ''}`,
      form: { key: isMail ? field : `${field}Scope`, value: scope },
      account: userId,
      subject: { user: userId },
      stored: async () => scopeOf(await this.get(), field) === scope,
      signal,
    };
    await this.#calls.write(call).catch(async (error: unknown) => {
      throw error instanceof NextcloudError ? await this.#calls.explain(error, call) : error;
    });
  }

  async groups(userId: string, { signal }: CallOptions = {}): Promise<string[]> {
    return this.#read('users.groups', `${userPath(userId)}/groups`, userId, signal, data =>
      decodeIds(data, 'groups'),
    );
  }

  /** Ids of the groups the account administers; group administrators, who may not ask, get them from the record. */
  async subadminGroups(userId: string, options: CallOptions = {}): Promise<string[]> {
    return this.#calls.unlessRefused(
      'users.subadminGroups',
      () =>
        this.#read('users.subadminGroups', `${userPath(userId)}/subadmins`, userId, options.signal, data =>
          decodeIds(data),
        ),
      async refusal => {
        const { subadmin } = await this.get(userId, options).catch((error: unknown) => {
          throw isNotFound(error) ? refusal : error;
        });
        if (!subadmin) throw refusal;
        return subadmin;
      },
    );
  }

  addToGroup(userId: string, groupId: string, options: CallOptions = {}): Promise<void> {
    return this.#setMembership('users.addToGroup', userId, groupId, options);
  }

  removeFromGroup(userId: string, groupId: string, options: CallOptions = {}): Promise<void> {
    return this.#setMembership('users.removeFromGroup', userId, groupId, options);
  }

  promoteToSubadmin(userId: string, groupId: string, options: CallOptions = {}): Promise<void> {
    return this.#setMembership('users.promoteToSubadmin', userId, groupId, options);
  }

  demoteFromSubadmin(userId: string, groupId: string, options: CallOptions = {}): Promise<void> {
    return this.#setMembership('users.demoteFromSubadmin', userId, groupId, options);
  }

  /** Without an id: of the account that is signed in. `dark` since Nextcloud 25. */
  async avatar(userId = '', options: AvatarOptions = {}): Promise<Avatar> {
    return avatar(this.#calls, userId || (await this.get('', options)).userId, options);
  }

  /** Servers say "done" to whatever a backend makes of it: of accounts that are not Nextcloud's own it is looked afterwards. */
  async #switch(
    name: 'users.enable' | 'users.disable',
    userId: string,
    enabled: boolean,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const stored = async () => (await this.get(userId)).enabled === enabled;
    await this.#write(name, 'PUT', userId, enabled ? '/enable' : '/disable', { stored, signal });
    if (this.#trust.believesUser(userId) || (await stored())) return;
    const text = `The server said that “${userId}” was ${enabled ? 'enabled' : 'disabled'}, but it is not: its backend does not let that be changed here.`;
    throw this.#refused('PUT', userId, text);
  }

  /** 101 is said of oneself, of nobody, and where the backend does not delete. */
  async #whyNotDeleted(userId: string, error: unknown, signal: AbortSignal | undefined): Promise<unknown> {
    if (!(error instanceof NextcloudError) || error.ocsCode !== 101 || this.#calls.isSelf(userId))
      return error;
    const user = await this.#find(userId, signal).catch(() => undefined);
    if (!user) return error;
    const backend = user.backend ? ` (${user.backend})` : '';
    const text = `The backend${backend} of “${userId}” does not let the account be deleted here. Delete it there.`;
    return this.#refused('DELETE', userId, text);
  }

  async #setMembership(
    name: keyof typeof memberships,
    userId: string,
    groupId: string,
    { signal }: CallOptions,
  ): Promise<void> {
    const { adds, below, list } = memberships[name];
    const isMember = list === 'groups';
    const direction = adds ? 'add' : 'remove';
    const takes = isMember ? this.#trust.group(groupId, direction) : true;
    const method = adds ? 'POST' : 'DELETE';
    const refusal = () =>
      this.#refused(
        method,
        userId,
        `The members of “${groupId}” are kept by its backend (such as LDAP or SAML). Change them there.`,
      );
    if (takes === false) throw refusal();
    const parameters = { groupid: groupId };
    const stored = async () => (await this[list](userId)).includes(groupId) === adds;
    await this.#write(name, method, userId, below, {
      ...(adds ? { form: parameters } : { query: parameters }),
      subject: { user: userId, group: groupId },
      stored,
      signal,
    });
    if (takes) return;
    // Looked at once a group: what it does for one it does for all.
    const does = await stored().catch((error: unknown) => {
      // Who is no longer let in has to know; what else keeps us from looking says nothing of the write.
      if (error instanceof NextcloudError && error.kind === 'auth') throw error;
      return undefined;
    });
    if (does !== undefined) this.#trust.learn(groupId, direction, does);
    if (does === false) throw refusal();
  }

  #refused(method: 'PUT' | 'POST' | 'DELETE', userId: string, text: string): NextcloudError {
    return new NextcloudError('forbidden', text, { method, path: userPath(userId) });
  }

  #noted(users: UserInfo[]): UserInfo[] {
    for (const user of users) this.#trust.noteUser(user);
    return users;
  }

  async #additionalMail(userId: string, mail: string, signal: AbortSignal | undefined): Promise<string> {
    const { additionalMail } = await this.get(userId, { signal });
    const call = {
      name: 'users.additionalMail',
      method: 'PUT',
      path: `${userPath(userId)}/additional_mail`,
    } as const;
    if (!additionalMail) throw unsupported(call);
    const stored = additionalMail.find(address => address.toLowerCase() === mail.trim().toLowerCase());
    if (stored === undefined)
      throw new NextcloudError('notFound', `“${userId}” has no additional e-mail address “${mail}”.`, call);
    return stored;
  }

  readonly #accounts: Accounts = {
    find: (id, signal) => this.#find(id, signal),
    edit: (id, changes, options) => this.edit(id, changes, options),
    addToGroup: (id, groupId, options) => this.addToGroup(id, groupId, options),
    promoteToSubadmin: (id, groupId, options) => this.promoteToSubadmin(id, groupId, options),
  };

  async #find(userId: string, signal?: AbortSignal): Promise<UserInfo | undefined> {
    return this.get(userId, { signal }).catch((error: unknown) => {
      if (isNotFound(error)) return undefined;
      throw error;
    });
  }

  #read<T>(
    name: CallName,
    path: string,
    user: string,
    signal: AbortSignal | undefined,
    decode: (data: unknown) => T,
  ): Promise<T> {
    const subject: Call['subject'] = user ? { user } : {};
    return this.#calls.read({ name, method: 'GET', path, subject, signal }, decode);
  }

  async #write(
    name: CallName,
    method: 'POST' | 'PUT' | 'DELETE',
    user: string,
    below: string,
    rest: Partial<WriteCall>,
  ): Promise<void> {
    await this.#calls.write({
      subject: { user, self: this.#calls.isSelf(user) },
      ...rest,
      name,
      method,
      path: `${userPath(user)}${below}`,
      account: user,
    });
  }
}

const memberships = {
  'users.addToGroup': { adds: true, below: '/groups', list: 'groups' },
  'users.removeFromGroup': { adds: false, below: '/groups', list: 'groups' },
  'users.promoteToSubadmin': { adds: true, below: '/subadmins', list: 'subadminGroups' },
  'users.demoteFromSubadmin': { adds: false, below: '/subadmins', list: 'subadminGroups' },
} as const;

function isNotFound(error: unknown): boolean {
  return error instanceof NextcloudError && error.kind === 'notFound';
}

function scopeOf(user: UserInfo, field: string): string | undefined {
  const index = user.additionalMail?.indexOf(field) ?? -1;
  return index < 0 ? user.scopes?.[field] : user.additionalMailScopes?.[index];
}

function userPath(userId: string): string {
  return `${cloud}/users/${encodeSegment('user', userId)}`;
}
