import { cloud, type ApiCall } from '../call.ts';
import type { Calls } from '../calls.ts';
import { decodeRecord, decodeUser, decodeUsersById } from '../decode/index.ts';
import { encodeSegment } from '../encode.ts';
import { NextcloudError } from '../errors.ts';
import { noUser } from '../failures/row.ts';
import { unsupported } from '../failures/unsupported.ts';
import { iteratePages } from '../pages.ts';
import { isAbout, isNotFound } from '../policy.ts';
import type { Trust } from '../trust.ts';
import type { UserInfo } from '../types.ts';

/** IDs that `GET users/{id}` takes for calls of their own. */
const reserved = ['details', 'disabled', 'recent'];
const pageSize = 100;

export function userPath(userId: string): string {
  return `${cloud}/users/${encodeSegment(userId)}`;
}

/** Reads the record of one user, for everything in the client that needs one. */
export class UserRecords {
  readonly #calls: Calls;
  readonly #trust: Trust;

  constructor(calls: Calls, trust: Trust) {
    this.#calls = calls;
    this.#trust = trust;
  }

  /** Throws `notFound`. The ID `''` stands for the signed-in user. */
  async read(userId: string, signal?: AbortSignal): Promise<UserInfo> {
    if (isReserved(userId)) return this.#search(userId, signal);
    const user = await this.#calls.read(recordCall(userId, signal), decodeUser);
    this.#trust.noteUser(user);
    return user;
  }

  /** The same; `undefined` if there is no such user. */
  async find(userId: string, signal?: AbortSignal): Promise<UserInfo | undefined> {
    return this.read(userId, signal).catch((error: unknown) => {
      if (isNotFound(error)) return undefined;
      throw error;
    });
  }

  /** One record after another, in this order. A record that cannot be read holds its ID and the reason. */
  readEach(userIds: readonly string[], signal?: AbortSignal): Promise<UserInfo[]> {
    return Promise.all(
      userIds.map(async userId => {
        try {
          return await this.read(userId, signal);
        } catch (error) {
          if (!isAbout(error, 'object')) throw error;
          return { userId, problem: error.message };
        }
      }),
    );
  }

  /** The record as sent. Throws `unsupported` for a reserved ID. */
  async readRaw(userId: string, signal?: AbortSignal): Promise<Record<string, unknown>> {
    const call = recordCall(userId, signal);
    if (isReserved(userId)) throw unsupported(call);
    return this.#calls.read(call, decodeRecord);
  }

  /** A reserved ID cannot be asked for, only searched. */
  async #search(userId: string, signal: AbortSignal | undefined): Promise<UserInfo> {
    const call: ApiCall = { name: 'users.list', method: 'GET', path: `${cloud}/users/details`, slow: true };
    const found = iteratePages<UserInfo>(
      {
        pageSize,
        keyOf: user => user.userId,
        fetch: ({ signal: each, ...page }) =>
          this.#calls.read({ ...call, query: { search: userId, ...page }, signal: each }, decodeUsersById),
      },
      signal,
    );
    for await (const user of found) if (user.userId.toLowerCase() === userId.toLowerCase()) return user;
    throw new NextcloudError('notFound', noUser({ user: userId }), call);
  }
}

function isReserved(userId: string): boolean {
  return reserved.includes(userId.toLowerCase());
}

function recordCall(userId: string, signal: AbortSignal | undefined): ApiCall {
  const path = userId ? userPath(userId) : `${cloud}/user`;
  return { name: 'users.get', method: 'GET', path, subject: userId ? { user: userId } : {}, signal };
}
