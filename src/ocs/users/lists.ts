import { cloud, type ApiCall } from '../call.ts';
import type { Calls } from '../calls.ts';
import { decodeIds, decodeUsersById } from '../decode/index.ts';
import type { CallName } from '../failures/row.ts';
import { unsupported } from '../failures/unsupported.ts';
import { iteratePages, paged } from '../pages.ts';
import { isAbout } from '../policy.ts';
import { salvage } from '../salvage.ts';
import { isUnknownCall, succeeded, type ServerAnswer } from '../transport/answer.ts';
import type { ListOptions, UserInfo } from '../types.ts';
import type { UserRecords } from './record.ts';

const pageSize = 100;
const idOf = (user: UserInfo) => user.userId;

/** The version that introduced each list. Older servers take its name for a user ID. */
const listsSince = { details: 13, disabled: 28, recent: 30 } as const;
type ListName = keyof typeof listsSince;

/** Lists of users with details, some of which older servers lack. */
export class UserLists {
  readonly #calls: Calls;
  readonly #records: UserRecords;
  readonly #missing = new Set<ListName>();

  constructor(calls: Calls, records: UserRecords) {
    this.#calls = calls;
    this.#records = records;
  }

  details(options: ListOptions): Promise<UserInfo[]> {
    return paged(options, idOf, async page => {
      const users = await this.#page('users.list', 'details', page);
      return users ?? this.#records.readEach(await this.#ids(page), page.signal);
    });
  }

  disabled(options: ListOptions): Promise<UserInfo[]> {
    return paged(
      options,
      idOf,
      async page => (await this.#page('users.list', 'disabled', page)) ?? this.#filter(page),
    );
  }

  recent(options: ListOptions): Promise<UserInfo[]> {
    return paged(options, idOf, async page => {
      const users = await this.#page('users.listRecent', 'recent', page);
      if (users) return users;
      throw unsupported({ name: 'users.listRecent', method: 'GET', path: `${cloud}/users/recent` });
    });
  }

  /** `undefined` if the server lacks the list and takes its name for a user ID, or fails at it. */
  async #page(name: CallName, list: ListName, options: ListOptions): Promise<UserInfo[] | undefined> {
    if (this.#missing.has(list)) return undefined;
    const { signal, ...query } = options;
    const call: ApiCall = { name, method: 'GET', path: `${cloud}/users/${list}`, query, signal };
    const read = async (part: ListOptions) => {
      const answer = await this.#calls.answer({ ...call, ...partOf(part), slow: true });
      if (await this.#isMissing(list, answer, signal)) throw new Missing();
      return this.#calls.decode(call, answer, decodeUsersById);
    };
    try {
      if (list !== 'details') return await read(options);
      return await salvage(options, {
        read,
        readIds: part => this.#ids(part),
        readEach: (ids, each) => this.#records.readEach(ids, each),
      });
    } catch (error) {
      if (error instanceof Missing) this.#missing.add(list);
      // The records of the users tell which are disabled, as far as they can be read.
      else if (list !== 'disabled' || !isAbout(error, 'object')) throw error;
      return undefined;
    }
  }

  /** "Not found" may also be about one user of the page, so the version decides whether the list exists. */
  async #isMissing(list: ListName, answer: ServerAnswer, signal: AbortSignal | undefined): Promise<boolean> {
    const code = answer.envelope?.meta.statusCode;
    const data = answer.envelope?.data;
    const isUser = typeof data === 'object' && data !== null && 'id' in data && !('users' in data);
    if (isUnknownCall(answer) || (succeeded(answer) && isUser)) return true;
    if (code !== 404 && code !== 998) return false;
    return this.#calls.major(signal).then(
      major => major < listsSince[list],
      () => list !== 'details',
    );
  }

  #ids({ signal, ...query }: ListOptions): Promise<string[]> {
    return this.#calls.read(
      { name: 'users.list', method: 'GET', path: `${cloud}/users`, query, signal, slow: true },
      data => decodeIds(data, 'users'),
    );
  }

  async #filter({ search, signal, limit = Infinity, offset = 0 }: ListOptions): Promise<UserInfo[]> {
    const disabled: UserInfo[] = [];
    for await (const user of this.#all({ search, signal })) {
      if (user.enabled === false) disabled.push(user);
      if (disabled.length === offset + limit) break;
    }
    return disabled.slice(offset);
  }

  #all({ search, signal }: ListOptions): AsyncIterable<UserInfo> {
    return iteratePages(
      {
        pageSize,
        keyOf: idOf,
        fetch: page => this.details({ search, ...page }),
      },
      signal,
    );
  }
}

/** The server lacks the list. */
class Missing extends Error {}

const partOf = ({ signal, ...query }: ListOptions) => ({ query, signal });
