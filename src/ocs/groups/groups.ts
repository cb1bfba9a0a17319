import * as l10n from '@vscode/l10n';
import { cloud } from '../call.ts';
import type { Calls } from '../calls.ts';
import { checkNewGroupId } from '../checks.ts';
import { decodeIds, decodeUsersById } from '../decode/index.ts';
import { encodeGroupId, type GroupDecoding } from '../encode.ts';
import { NextcloudError } from '../errors.ts';
import { paged } from '../pages.ts';
import { isNotFound } from '../policy.ts';
import { salvage } from '../salvage.ts';
import type { Trust } from '../trust.ts';
import type { CallOptions, GroupInfo, ListOptions, UserInfo } from '../types.ts';
import type { UserRecords } from '../users/record.ts';
import { GroupLists } from './lists.ts';

/**
 * Groups, after the Administration manual, "User provisioning API" ("Instruction set for groups"). Group IDs are
 * case-sensitive. Every method may throw the kinds of the connection, as the methods of users do, `forbidden`, and, if it
 * takes an ID, `invalid` for an ID that no path can hold.
 */
export class Groups {
  readonly #calls: Calls;
  readonly #records: UserRecords;
  readonly #lists: GroupLists;

  constructor(calls: Calls, records: UserRecords, trust: Trust) {
    this.#calls = calls;
    this.#records = records;
    this.#lists = new GroupLists(calls, records, trust);
  }

  /** The IDs of the groups that the caller can see ("Search/get groups"). Without `limit`, all of them. */
  list(options: ListOptions = {}): Promise<string[]> {
    return paged(options, String, ({ signal, ...query }) =>
      this.#calls.read({ name: 'groups.list', method: 'GET', path: `${cloud}/groups`, query, signal }, data =>
        decodeIds(data, 'groups'),
      ),
    );
  }

  /**
   * The groups that the caller administers: all groups for administrators, and those of their own record for group
   * administrators, without counts before Nextcloud 32. Throws `forbidden` for anyone who administers none.
   */
  listDetails(options: ListOptions = {}): Promise<GroupInfo[]> {
    return this.#lists.details(options);
  }

  /** Whether the server lists all groups for the caller, as it does for administrators and delegated administrators. */
  mayListAll(options: CallOptions = {}): Promise<boolean> {
    return this.#lists.mayListAll(options);
  }

  /**
   * One group. As there is no call for this, searches for the ID, and then looks through the whole list if the search
   * ignores IDs (LDAP). Throws `notFound` only if the server has no such group. If the group exists but is not listed,
   * returns its ID alone.
   */
  async get(groupId: string, { signal }: CallOptions = {}): Promise<GroupInfo> {
    const found = await this.#lists.lookFor(groupId, { search: groupId, signal });
    if (found) return found;
    await this.memberDetails(groupId, { limit: 1, signal });
    return (await this.#lists.lookFor(groupId, { signal })) ?? { id: groupId };
  }

  /**
   * Creates a group ("Create a group"). Throws `conflict` if it exists, `invalid` for an ID that is empty or longer than
   * 64 characters, and `unsupported` on Nextcloud before 20 if there is a display name: the group then has none.
   */
  async create(groupId: string, displayName?: string, { signal }: CallOptions = {}): Promise<void> {
    checkNewGroupId(groupId);
    const named = displayName !== undefined && displayName !== '' && displayName !== groupId;
    await this.#calls.write({
      name: 'groups.create',
      method: 'POST',
      path: `${cloud}/groups`,
      form: { groupid: groupId, displayname: named ? displayName : undefined },
      subject: { group: groupId },
      // Finding a group that already existed is no success: it may have members, or a name that must not change.
      stored: async () => {
        const { displayName: name, userCount } = (await this.#find(groupId)) ?? {};
        return name === (named ? displayName : groupId) && !userCount;
      },
      signal,
    });
    if (named) await this.#ensureDisplayName(groupId, displayName, signal);
  }

  /**
   * Changes the display name ("Edit data of a single group"). Throws `notFound`, `conflict` if another group has the
   * name, `invalid` for an empty name, and `unsupported` before Nextcloud 20.
   */
  async rename(groupId: string, displayName: string, { signal }: CallOptions = {}): Promise<void> {
    await this.#calls.write({
      name: 'groups.rename',
      method: 'PUT',
      path: await this.#path(groupId, 'onceMore', '', signal),
      form: { key: 'displayname', value: displayName },
      subject: { group: groupId },
      stored: async () => (await this.get(groupId)).displayName === displayName,
      signal,
    });
  }

  /** Deletes a group ("Delete a group"); its members remain. Throws `notFound`, and `forbidden` for “admin”. */
  async delete(groupId: string, { signal }: CallOptions = {}): Promise<void> {
    await this.#calls.write({
      name: 'groups.delete',
      method: 'DELETE',
      path: await this.#path(groupId, 'onceMore', '', signal),
      subject: { group: groupId },
      stored: async () => (await this.#find(groupId)) === undefined,
      signal,
    });
  }

  /** The user IDs of all members ("Get members of a group"). Throws `notFound`. */
  async members(groupId: string, { signal }: CallOptions = {}): Promise<string[]> {
    const path = await this.#path(groupId, 'onceMore', '/users', signal);
    const subject = { group: groupId };
    return this.#calls.read({ name: 'groups.members', method: 'GET', path, subject, signal }, data =>
      decodeIds(data, 'users'),
    );
  }

  /**
   * The records of members, in the server's order. A record that cannot be read holds `userId` and `problem`. Throws
   * `notFound`.
   */
  async memberDetails(groupId: string, options: ListOptions = {}): Promise<UserInfo[]> {
    const path = await this.#path(groupId, 'onceMore', '/users/details', options.signal);
    const subject = { group: groupId };
    return paged(
      options,
      user => user.userId,
      page =>
        salvage(page, {
          read: ({ signal, ...query }) =>
            this.#calls.read(
              { name: 'groups.members', method: 'GET', path, query, subject, signal, slow: true },
              decodeUsersById,
            ),
          readIds: part => this.#memberIds(groupId, part),
          readEach: (ids, signal) => this.#records.readEach(ids, signal),
        }),
    );
  }

  /**
   * The user IDs of the group administrators ("Get subadmins of a group"). Throws `notFound`, and `forbidden` for group
   * administrators, who are not allowed to see them.
   */
  async subadmins(groupId: string, { signal }: CallOptions = {}): Promise<string[]> {
    const path = await this.#path(groupId, 'once', '/subadmins', signal);
    const call = {
      name: 'groups.subadmins',
      method: 'GET',
      path,
      subject: { group: groupId },
      signal,
    } as const;
    return this.#calls.unlessRefused('groups.subadmins', () =>
      this.#calls.read(call, data => decodeIds(data)),
    );
  }

  /** The IDs of one page. The server always returns all of them, and does not search. */
  async #memberIds(
    groupId: string,
    { search = '', limit = Infinity, offset = 0, signal }: ListOptions,
  ): Promise<string[]> {
    const ids = await this.members(groupId, { signal });
    const wanted = search.toLowerCase();
    return ids.filter(id => id.toLowerCase().includes(wanted)).slice(offset, offset + limit);
  }

  /** Servers up to 20 ignore the name on creation; 20 accepts it afterwards, 17 never. */
  async #ensureDisplayName(groupId: string, displayName: string, signal?: AbortSignal): Promise<void> {
    if ((await this.get(groupId, { signal })).displayName === displayName) return;
    try {
      await this.rename(groupId, displayName, { signal });
    } catch (error) {
      if (!(error instanceof NextcloudError) || error.kind !== 'unsupported') throw error;
      const { method, path } = error;
      const text = l10n.t(
        'The group “{group}” was created, but without a display name. This works since Nextcloud 20.',
        { group: groupId },
      );
      throw new NextcloudError('unsupported', text, { method, path, cause: error });
    }
  }

  async #find(groupId: string, signal?: AbortSignal): Promise<GroupInfo | undefined> {
    return this.get(groupId, { signal }).catch((error: unknown) => {
      if (isNotFound(error)) return undefined;
      throw error;
    });
  }

  async #path(
    groupId: string,
    decoding: GroupDecoding,
    suffix: string,
    signal?: AbortSignal,
  ): Promise<string> {
    const segment = await encodeGroupId(groupId, decoding, () => this.#calls.major(signal));
    return `${cloud}/groups/${segment}${suffix}`;
  }
}
