import { cloud, type Calls } from './calls.ts';
import { checkNewGroupId } from './checks.ts';
import { decodeGroups, decodeIds, decodeUsersById } from './decode/index.ts';
import { encodeGroupId, encodeSegment, type GroupDecoding } from './encode.ts';
import { NextcloudError } from './errors.ts';
import { unsupported } from './failures.ts';
import { maxLimit, paged, pagesToEnd } from './pages.ts';
import { salvage } from './salvage.ts';
import type { CallOptions, GroupInfo, ListOptions, UserInfo } from './types.ts';
import type { Trust } from './trust.ts';
import type { Users } from './users.ts';

/** Groups (Administration manual, "Instruction set for groups"). Ids are case-sensitive. */
export class Groups {
  readonly #calls: Calls;
  readonly #users: Pick<Users, 'get' | 'listById'>;
  readonly #trust: Trust;

  constructor(calls: Calls, users: Pick<Users, 'get' | 'listById'>, trust: Trust) {
    this.#calls = calls;
    this.#users = users;
    this.#trust = trust;
  }

  /** Ids of the groups one may see. */
  list(options: ListOptions = {}): Promise<string[]> {
    return paged(options, String, ({ signal, ...query }) =>
      this.#calls.read({ name: 'groups.list', method: 'GET', path: `${cloud}/groups`, query, signal }, data =>
        decodeIds(data, 'groups'),
      ),
    );
  }

  /**
   * The groups one administers: for administrators all, for a group administrator those of the own record, without
   * counts before Nextcloud 32. Throws `forbidden` for whoever administers none.
   */
  async listDetails(options: ListOptions = {}): Promise<GroupInfo[]> {
    const groups = await paged<GroupInfo>(
      options,
      group => group.id,
      page =>
        this.#calls.unlessRefused(
          'groups.listDetails',
          () => this.#details(page),
          async refusal => pick(await this.#own(refusal, page.signal), page),
        ),
    );
    for (const group of groups) this.#trust.noteGroup(group);
    return groups;
  }

  /** Whether the server lists all groups with details for the own account: for administrators, also by delegation. */
  mayListAll({ signal }: CallOptions = {}): Promise<boolean> {
    return this.#calls.unlessRefused(
      'groups.listDetails',
      () => this.#details({ limit: 1, signal }).then(() => true),
      () => Promise.resolve(false),
    );
  }

  /**
   * One group. There is no call for that: it is searched for, and looked for in the whole list where the search does not
   * look at ids (LDAP). Throws `notFound` only where the server has no such group.
   */
  async get(groupId: string, { signal }: CallOptions = {}): Promise<GroupInfo> {
    const found = await this.#lookFor(groupId, { search: groupId, signal });
    if (found) return found;
    await this.memberDetails(groupId, { limit: 1, signal });
    return (await this.#lookFor(groupId, { signal })) ?? { id: groupId };
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
      stored: async () => (await this.get(groupId)).displayName === displayName,
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
      page =>
        salvage(page, {
          read: ({ signal, ...query }) =>
            this.#calls.read(
              { name: 'groups.members', method: 'GET', path, query, subject, signal, slow: true },
              decodeUsersById,
            ),
          readIds: part => this.#memberIds(groupId, part),
          readEach: (ids, signal) => this.#users.listById(ids, { signal }),
        }),
    );
  }

  /** The ids of one page: the server gives them all, and knows no search. */
  async #memberIds(
    groupId: string,
    { search = '', limit = Infinity, offset = 0, signal }: ListOptions,
  ): Promise<string[]> {
    const ids = await this.members(groupId, { signal });
    const wanted = search.toLowerCase();
    return ids.filter(id => id.toLowerCase().includes(wanted)).slice(offset, offset + limit);
  }

  /** Ids of those who administer it. Throws `forbidden` for group administrators, who may not know. */
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

  #details({ signal, ...query }: ListOptions): Promise<GroupInfo[]> {
    const path = `${cloud}/groups/details`;
    return this.#calls.read(
      { name: 'groups.list', method: 'GET', path, query, signal, slow: true },
      decodeGroups,
    );
  }

  /** The groups that the own account administers. */
  async #own(refusal: NextcloudError, signal: AbortSignal | undefined): Promise<GroupInfo[]> {
    const { userId, subadmin = [] } = await this.#users.get('', { signal });
    if (subadmin.length === 0) throw refusal;
    const path = `${cloud}/users/${encodeSegment('user', userId)}/subadmins/details`;
    const bare = () => Promise.resolve(subadmin.map(id => ({ id })));
    return this.#calls.unlessRefused(
      'users.subadmins/details',
      () => this.#calls.read({ name: 'groups.list', method: 'GET', path, signal }, decodeGroups),
      bare,
    );
  }

  async #lookFor(groupId: string, options: ListOptions): Promise<GroupInfo | undefined> {
    const seen = new Set<string>();
    for (let offset = 0, old = 0; old < pagesToEnd; offset += maxLimit) {
      const page = await this.listDetails({ ...options, limit: maxLimit, offset });
      const found = page.find(group => group.id === groupId);
      if (found) return found;
      const known = seen.size;
      for (const { id } of page) seen.add(id);
      old = seen.size === known ? old + 1 : 0;
      // A page that is not full may still not be the last, but a search that finds little has found all.
      if (page.length < maxLimit / 2) return undefined;
    }
    return undefined;
  }

  /** Servers up to 20 ignore the name given on creation; 20 takes it afterwards, 17 never. */
  async #ensureDisplayName(groupId: string, displayName: string, signal?: AbortSignal): Promise<void> {
    if ((await this.get(groupId, { signal })).displayName === displayName) return;
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

  async #find(groupId: string, signal?: AbortSignal): Promise<GroupInfo | undefined> {
    return this.get(groupId, { signal }).catch((error: unknown) => {
      if (error instanceof NextcloudError && error.kind === 'notFound') return undefined;
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

/** A page of groups that came all at once, found by id or name as servers search. */
function pick(
  groups: readonly GroupInfo[],
  { search = '', limit = Infinity, offset = 0 }: ListOptions,
): GroupInfo[] {
  const wanted = search.toLowerCase();
  const matches = ({ id, displayName = '' }: GroupInfo) =>
    id.toLowerCase().includes(wanted) || displayName.toLowerCase().includes(wanted);
  return groups.filter(matches).slice(offset, offset + limit);
}
