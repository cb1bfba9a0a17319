import { parseSetCookie } from 'set-cookie-parser';

/** The cookies of one session with one origin. They never go anywhere else, so paths and domains need no matching. */
export class CookieJar {
  readonly #cookies = new Map<string, string>();

  /** `setCookies` holds the values of an answer's `Set-Cookie` headers; `now` is in milliseconds since 1970. */
  store(setCookies: readonly string[], now: number): void {
    for (const cookie of parseSetCookie(setCookies, { decodeValues: false, silent: true })) {
      const gone =
        cookie.maxAge === undefined
          ? cookie.expires !== undefined && cookie.expires.getTime() <= now
          : cookie.maxAge <= 0;
      if (gone) this.#cookies.delete(cookie.name);
      else this.#cookies.set(cookie.name, cookie.value);
    }
  }

  /** The `Cookie` header, or `undefined` if there is nothing to send. */
  header(): string | undefined {
    const pairs = [...this.#cookies].map(([name, value]) => `${name}=${value}`);
    return pairs.length ? pairs.join('; ') : undefined;
  }
}
