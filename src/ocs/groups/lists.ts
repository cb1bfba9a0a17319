import { cloud } from '../call.ts';
import type { Calls } from '../calls.ts';
import { decodeGroups } from '../decode/index.ts';
import { encodeSegment } from '../encode.ts';
import type { NextcloudError } from '../errors.ts';
import { maxLimit, paged, pagesToEnd } from '../pages.ts';
import type { Trust } from '../trust.ts';
import type { CallOptions, GroupInfo, ListOptions } from '../types.ts';
import type { UserRecords } from '../users/record.ts';

/** Lists of groups with details, as far as the caller is allowed to see them. */
export class GroupLists {
  readonly #calls: Calls;
  readonly #records: UserRecords;
  readonly #trust: Trust;

  constructor(calls: Calls, records: UserRecords, trust: Trust) {
    this.#calls = calls;
    this.#records = records;
    this.#trust = trust;
  }

  async details(options: ListOptions): Promise<GroupInfo[]> {
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

  mayListAll({ signal }: CallOptions): Promise<boolean> {
    return this.#calls.unlessRefused(
      'groups.listDetails',
      () => this.#details({ limit: 1, signal }).then(() => true),
      () => Promise.resolve(false),
    );
  }

  /** The group with exactly this ID among those that a search finds; `undefined` if there is none. */
  async lookFor(groupId: string, options: ListOptions): Promise<GroupInfo | undefined> {
    const seen = new Set<string>();
    for (let offset = 0, old = 0; old < pagesToEnd; offset += maxLimit) {
      const page = await this.details({ ...options, limit: maxLimit, offset });
      const found = page.find(group => group.id === groupId);
      if (found) return found;
      const known = seen.size;
      for (const { id } of page) seen.add(id);
      old = seen.size === known ? old + 1 : 0;
      // A page that is not full may not be the last, but a search that finds few groups has found them all.
      if (page.length < maxLimit / 2) return undefined;
    }
    return undefined;
  }

  #details({ signal, ...query }: ListOptions): Promise<GroupInfo[]> {
    const path = `${cloud}/groups/details`;
    return this.#calls.read(
      { name: 'groups.list', method: 'GET', path, query, signal, slow: true },
      decodeGroups,
    );
  }

  /** The groups that the signed-in user administers. */
  async #own(refusal: NextcloudError, signal: AbortSignal | undefined): Promise<GroupInfo[]> {
    const { userId, subadmin = [] } = await this.#records.read('', signal);
    if (subadmin.length === 0) throw refusal;
    const path = `${cloud}/users/${encodeSegment(userId)}/subadmins/details`;
    const bare = () => Promise.resolve(subadmin.map(id => ({ id })));
    return this.#calls.unlessRefused(
      'users.subadmins/details',
      () => this.#calls.read({ name: 'groups.list', method: 'GET', path, signal }, decodeGroups),
      bare,
    );
  }
}

/** One page of groups that came all at once, found by ID or name as servers search. */
function pick(
  groups: readonly GroupInfo[],
  { search = '', limit = Infinity, offset = 0 }: ListOptions,
): GroupInfo[] {
  const wanted = search.toLowerCase();
  const matches = ({ id, displayName = '' }: GroupInfo) =>
    id.toLowerCase().includes(wanted) || displayName.toLowerCase().includes(wanted);
  return groups.filter(matches).slice(offset, offset + limit);
}
