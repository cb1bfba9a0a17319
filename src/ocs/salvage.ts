import { NextcloudError } from './errors.ts';
import { isAbout } from './policy.ts';
import type { ListOptions, UserInfo } from './types.ts';

/** The ways to read one page of accounts. */
export interface PageReader {
  /** With details; `limit` and `offset` say which part. */
  read(part: ListOptions): Promise<UserInfo[]>;
  readIds(part: ListOptions): Promise<string[]>;
  /** One by one; what cannot be read is there by its id. */
  readEach(userIds: readonly string[], signal: AbortSignal | undefined): Promise<UserInfo[]>;
}

/** So many parts may fail until it is no longer worth asking for parts. Each broken account costs one for each halving. */
const mostFailures = 24;

/** Where no `limit` is given, the page is read in parts of so many. */
const wholeInParts = 100;

/**
 * A page of accounts, in the server's order. Where the server fails at it because of one of its accounts, the page is
 * halved until that one is found, and the others are read; where it is too slow, smaller parts are asked for, at last
 * one account after the other. What no way leads to is there by its id, with the reason.
 */
export async function salvage(page: ListOptions, reader: PageReader): Promise<UserInfo[]> {
  try {
    return await reader.read(page);
  } catch (error) {
    if (!isAbout(error, 'object') && !isTooSlow(error)) throw error;
    return new Salvage(page, reader).run(error);
  }
}

function isTooSlow(error: unknown): error is NextcloudError {
  return error instanceof NextcloudError && error.kind === 'timeout';
}

class Salvage {
  readonly #page: ListOptions;
  readonly #reader: PageReader;
  readonly #rows = new Map<string, UserInfo>();
  #failuresLeft = mostFailures;

  constructor(page: ListOptions, reader: PageReader) {
    this.#page = page;
    this.#reader = reader;
  }

  async run(failure: NextcloudError): Promise<UserInfo[]> {
    const ids = await this.#reader.readIds(this.#page).catch(() => {
      // Not even the ids can be had, so it is not about one account.
      throw failure;
    });
    if (ids.length === 0) return [];
    const { limit = Math.max(ids.length, 1), offset = 0, signal } = this.#page;
    if (isTooSlow(failure)) await this.#readSlowly(limit, offset);
    else if (this.#page.limit === undefined) await this.#readInParts(limit, wholeInParts, offset);
    else await this.#halve(limit, offset);
    const left = ids.filter(id => !this.#rows.has(id));
    for (const user of await this.#reader.readEach(left, signal)) this.#rows.set(user.userId, user);
    const wanted = new Set(ids);
    const others = [...this.#rows.values()].filter(({ userId }) => !wanted.has(userId));
    return [...ids.flatMap(id => this.#rows.get(id) ?? []), ...others];
  }

  /** Reads the part, or both its halves. */
  async #read(limit: number, offset: number): Promise<void> {
    if (this.#failuresLeft <= 0) return;
    try {
      this.#keep(await this.#reader.read({ ...this.#page, limit, offset }));
    } catch (error) {
      if (!isAbout(error, 'object')) throw error;
      this.#failuresLeft--;
      if (limit > 1) await this.#halve(limit, offset);
    }
  }

  async #halve(limit: number, offset: number): Promise<void> {
    if (limit < 2) return;
    const half = Math.ceil(limit / 2);
    await Promise.all([this.#read(half, offset), this.#read(limit - half, offset + half)]);
  }

  async #readInParts(total: number, size: number, offset: number): Promise<void> {
    for (let done = 0; done < total; done += size)
      await this.#read(Math.min(size, total - done), offset + done);
  }

  /** A fifth at a time, as long as that is quick enough. */
  async #readSlowly(total: number, offset: number): Promise<void> {
    const size = Math.max(1, Math.ceil(Math.min(total, wholeInParts) / 5));
    try {
      await this.#readInParts(total, size, offset);
    } catch (error) {
      if (!isTooSlow(error)) throw error;
    }
  }

  #keep(users: readonly UserInfo[]): void {
    for (const user of users) this.#rows.set(user.userId, user);
  }
}
