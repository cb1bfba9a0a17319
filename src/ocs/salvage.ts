import { NextcloudError } from './errors.ts';
import { isAbout } from './policy.ts';
import type { ListOptions, UserInfo } from './types.ts';

/** The ways to read one page of users. */
export interface PageReader {
  /** With details. `limit` and `offset` select a part of the page. */
  read(part: ListOptions): Promise<UserInfo[]>;
  readIds(part: ListOptions): Promise<string[]>;
  /** One by one. A record that cannot be read holds its ID and the reason. */
  readEach(userIds: readonly string[], signal: AbortSignal | undefined): Promise<UserInfo[]>;
}

/** After this many failed parts, asking for parts no longer pays. Each broken user costs one per halving. */
const mostFailures = 24;

/** The size of the parts if the page has no `limit`. */
const wholeInParts = 100;

/**
 * Reads a page of users, in the server's order. If the server fails because of one user, halves the page until that user
 * is isolated and the others are read. If it is too slow, asks for smaller parts, and finally for single users. A record
 * that cannot be read either way holds its ID and the reason.
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
      // Not even the IDs can be read, so the failure is not about one user.
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

  /** Reads a part or, if that fails, its halves. */
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

  /** Reads a fifth at a time, for as long as that is fast enough. */
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
