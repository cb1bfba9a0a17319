import { cloud, type Call, type Calls } from './calls.ts';
import { decodeIds, decodeUsersById } from './decode/index.ts';
import { NextcloudError } from './errors.ts';
import type { CallName } from './failureTable.ts';
import { isUnknownCall, succeeded, unsupported } from './failures.ts';
import { iteratePages, maxLimit, paged } from './pages.ts';
import type { Answer } from './transport/request.ts';
import type { CallOptions, ListOptions, UserInfo } from './types.ts';

const pageSize = 100;
const idOf = (user: UserInfo) => user.userId;

/** Lists of accounts with details, some of which older servers do not have. */
export class UserLists {
  readonly #calls: Calls;
  readonly #get: (userId: string, options: CallOptions) => Promise<UserInfo>;
  #hasDetails = true;

  constructor(calls: Calls, get: (userId: string, options: CallOptions) => Promise<UserInfo>) {
    this.#calls = calls;
    this.#get = get;
  }

  details(options: ListOptions): Promise<UserInfo[]> {
    return paged(options, idOf, async page => {
      if (this.#hasDetails) {
        const users = await this.#page('users.list', 'details', page);
        if (users) return users;
        this.#hasDetails = false;
      }
      return this.#oneByOne(page);
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

  /** `undefined`: the server has no such list, and took its name for a user id. */
  async #page(
    name: CallName,
    list: string,
    { signal, ...query }: ListOptions,
  ): Promise<UserInfo[] | undefined> {
    const call: Call = { name, method: 'GET', path: `${cloud}/users/${list}`, query, signal };
    const answer = await this.#calls.answer(call);
    if (isNoList(answer)) return undefined;
    return this.#calls.decode(call, answer, decodeUsersById);
  }

  async #oneByOne({ signal, ...query }: ListOptions): Promise<UserInfo[]> {
    const ids = await this.#calls.read(
      { name: 'users.list', method: 'GET', path: `${cloud}/users`, query, signal },
      data => decodeIds(data, 'users'),
    );
    return Promise.all(ids.map(id => this.#get(id, { signal })));
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
    const fetchPage = (offset: number, pageSignal: AbortSignal) =>
      this.details({ search, limit: Math.min(pageSize, maxLimit), offset, signal: pageSignal });
    return iteratePages(pageSize, idOf, fetchPage, signal);
  }
}

function isNoList(answer: Answer): boolean {
  const code = answer.envelope?.meta.statusCode;
  const data = answer.envelope?.data;
  const isAccount = typeof data === 'object' && data !== null && 'id' in data && !('users' in data);
  return isUnknownCall(answer) || code === 404 || code === 998 || (succeeded(answer) && isAccount);
}
