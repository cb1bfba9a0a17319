import { cloud, type Calls } from './calls.ts';
import { checkNewGroupId } from './checks.ts';
import { decodeGroups, decodeIds, decodeUsersById } from './decode/index.ts';
import { encodeGroupId, type GroupDecoding } from './encode.ts';
import { NextcloudError } from './errors.ts';
import { unsupported } from './failures.ts';
import { paged } from './pages.ts';
import type { CallOptions, GroupInfo, ListOptions, UserInfo } from './types.ts';

/** Groups (Administration manual, "Instruction set for groups"). Ids are case-sensitive. */
export class Groups {
  readonly #calls: Calls;

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  /** Ids of the groups one may see. */
  list(options: ListOptions = {}): Promise<string[]> {
    return paged(options, String, ({ signal, ...query }) =>
      this.#calls.read({ name: 'groups.list', method: 'GET', path: `${cloud}/groups`, query, signal }, data =>
        decodeIds(data, 'groups'),
      ),
    );
  }

  listDetails(options: ListOptions = {}): Promise<GroupInfo[]> {
    return paged(
      options,
      group => group.id,
      ({ signal, ...query }) =>
        this.#calls.read(
          { name: 'groups.list', method: 'GET', path: `${cloud}/groups/details`, query, signal },
          decodeGroups,
        ),
    );
  }

  /** Throws `conflict` when there is such a group. */
  async create(groupId: string, displayName?: string, { signal }: CallOptions = {}): Promise<void> {
    checkNewGroupId(groupId);
    const named = displayName !== undefined && displayName !== '' && displayName !== groupId;
    await this.#calls.write({
      name: 'groups.create',
      method: 'POST',
      path: `${cloud}/groups`,
      form: { groupid: groupId, displayname: named ? displayName : undefined },
      subject: { group: groupId },
      // A group that was there before is no success: it may have members, or another name that is not ours to change.
      stored: async () => {
        const { displayName: name, userCount } = (await this.#find(groupId)) ?? {};
        return name === (named ? displayName : groupId) && !userCount;
      },
      signal,
    });
    if (named) await this.#ensureDisplayName(groupId, displayName, signal);
  }

  /** Since Nextcloud 20. */
  async rename(groupId: string, displayName: string, { signal }: CallOptions = {}): Promise<void> {
    await this.#calls.write({
      name: 'groups.rename',
      method: 'PUT',
      path: await this.#path(groupId, 'onceMore', '', signal),
      form: { key: 'displayname', value: displayName },
      subject: { group: groupId },
      stored: async () => (await this.#existing(groupId)).displayName === displayName,
      signal,
    });
  }

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

  /** Ids of its members. */
  async members(groupId: string, { signal }: CallOptions = {}): Promise<string[]> {
    const path = await this.#path(groupId, 'onceMore', '/users', signal);
    const subject = { group: groupId };
    return this.#calls.read({ name: 'groups.members', method: 'GET', path, subject, signal }, data =>
      decodeIds(data, 'users'),
    );
  }

  async memberDetails(groupId: string, options: ListOptions = {}): Promise<UserInfo[]> {
    const path = await this.#path(groupId, 'onceMore', '/users/details', options.signal);
    const subject = { group: groupId };
    return paged(
      options,
      user => user.userId,
      ({ signal, ...query }) =>
        this.#calls.read(
          { name: 'groups.members', method: 'GET', path, query, subject, signal },
          decodeUsersById,
        ),
    );
  }

  /** Ids of those who administer it. */
  async subadmins(groupId: string, { signal }: CallOptions = {}): Promise<string[]> {
    const path = await this.#path(groupId, 'once', '/subadmins', signal);
    const subject = { group: groupId };
    return this.#calls.read({ name: 'groups.subadmins', method: 'GET', path, subject, signal }, data =>
      decodeIds(data),
    );
  }

  /** Servers up to 20 ignore the name given on creation; 20 takes it afterwards, 17 never. */
  async #ensureDisplayName(groupId: string, displayName: string, signal?: AbortSignal): Promise<void> {
    if ((await this.#existing(groupId, signal)).displayName === displayName) return;
    try {
      await this.rename(groupId, displayName, { signal });
    } catch (error) {
      if (!(error instanceof NextcloudError) || error.kind !== 'unsupported') throw error;
      const { method, path } = error;
      const { message } = unsupported({ name: 'groups.rename', method: 'PUT', path });
      throw new NextcloudError(
        'unsupported',
        `The group “${groupId}” was created, but not its display name. ${message}`,
        {
          method,
          path,
          cause: error,
        },
      );
    }
  }

  async #existing(groupId: string, signal?: AbortSignal): Promise<GroupInfo> {
    const group = await this.#find(groupId, signal);
    if (group) return group;
    throw new NextcloudError('notFound', `There is no group “${groupId}”.`, {
      method: 'GET',
      path: `${cloud}/groups/details`,
    });
  }

  /** There is no call for one group's details. */
  async #find(groupId: string, signal?: AbortSignal): Promise<GroupInfo | undefined> {
    const groups = await this.listDetails({ search: groupId, signal });
    return groups.find(group => group.id === groupId);
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
