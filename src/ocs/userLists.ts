import { cloud, type Call, type Calls } from './calls.ts';
import { decodeIds, decodeUsersById } from './decode/index.ts';
import { NextcloudError } from './errors.ts';
import type { CallName } from './failureTable.ts';
import { isUnknownCall, succeeded, unsupported } from './failures.ts';
import { iteratePages, maxLimit, paged } from './pages.ts';
import { isAbout } from './policy.ts';
import { salvage } from './salvage.ts';
import type { Answer } from './transport/request.ts';
import type { CallOptions, ListOptions, UserInfo } from './types.ts';

const pageSize = 100;
const idOf = (user: UserInfo) => user.userId;

/** Since which version there is a list; older servers take its name for a user id. */
const listsSince = { details: 13, disabled: 28, recent: 30 } as const;
type ListName = keyof typeof listsSince;

/** Lists of accounts with details, some of which older servers do not have. */
export class UserLists {
  readonly #calls: Calls;
  readonly #get: (userId: string, options: CallOptions) => Promise<UserInfo>;
  readonly #missing = new Set<ListName>();

  constructor(calls: Calls, get: (userId: string, options: CallOptions) => Promise<UserInfo>) {
    this.#calls = calls;
    this.#get = get;
  }

  details(options: ListOptions): Promise<UserInfo[]> {
    return paged(options, idOf, async page => {
      const users = await this.#page('users.list', 'details', page);
      return users ?? this.byId(await this.#ids(page), page);
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

  /** An account whose id is the name of a list: it cannot be asked for, only searched. */
  async one(userId: string, signal: AbortSignal | undefined): Promise<UserInfo> {
    for await (const user of this.#all({ search: userId, signal }))
      if (user.userId.toLowerCase() === userId.toLowerCase()) return user;
    throw new NextcloudError('notFound', `There is no account “${userId}”, or you may not see it.`, {
      method: 'GET',
      path: `${cloud}/users/details`,
    });
  }

  /** The records of these accounts, one by one. One that cannot be read is there by its id, with the reason. */
  byId(userIds: readonly string[], { signal }: CallOptions = {}): Promise<UserInfo[]> {
    return Promise.all(
      userIds.map(async userId => {
        try {
          return await this.#get(userId, { signal });
        } catch (error) {
          if (!isAbout(error, 'object')) throw error;
          return { userId, problem: error.message };
        }
      }),
    );
  }

  /** `undefined`: the server has no such list and took its name for a user id, or cannot make it. */
  async #page(name: CallName, list: ListName, options: ListOptions): Promise<UserInfo[] | undefined> {
    if (this.#missing.has(list)) return undefined;
    const { signal, ...query } = options;
    const call: Call = { name, method: 'GET', path: `${cloud}/users/${list}`, query, signal };
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
        readEach: (ids, each) => this.byId(ids, { signal: each }),
      });
    } catch (error) {
      if (error instanceof Missing) this.#missing.add(list);
      // The accounts themselves tell which are disabled, those that can be read.
      else if (list !== 'disabled' || !isAbout(error, 'object')) throw error;
      return undefined;
    }
  }

  /** A "not found" may also be about one account of the page: the version tells whether there is such a list. */
  async #isMissing(list: ListName, answer: Answer, signal: AbortSignal | undefined): Promise<boolean> {
    const code = answer.envelope?.meta.statusCode;
    const data = answer.envelope?.data;
    const isAccount = typeof data === 'object' && data !== null && 'id' in data && !('users' in data);
    if (isUnknownCall(answer) || (succeeded(answer) && isAccount)) return true;
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
        pageSize: Math.min(pageSize, maxLimit),
        keyOf: idOf,
        fetch: page => this.details({ search, ...page }),
      },
      signal,
    );
  }
}

/** The server has no such list. */
class Missing extends Error {}

const partOf = ({ signal, ...query }: ListOptions) => ({ query, signal });
