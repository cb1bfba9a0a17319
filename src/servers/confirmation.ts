/** How long Nextcloud itself accepts a confirmed password. */
const serverLimitMs = 30 * 60_000;

/** The login password, for servers that require confirmation. Asked once for all waiting requests, and kept in memory only. */
export class PasswordConfirmation {
  /** Whether the user canceled the last question. */
  cancelled = false;
  readonly #ask: () => Promise<string | undefined>;
  readonly #keepMs: number;
  #password: string | undefined;
  #asking: Promise<string | undefined> | undefined;
  #expiry: NodeJS.Timeout | undefined;

  constructor(ask: () => Promise<string | undefined>, keepMs = serverLimitMs) {
    this.#ask = ask;
    this.#keepMs = keepMs;
  }

  /** The password; `undefined` if the user canceled. */
  async get(): Promise<string | undefined> {
    if (this.#password !== undefined) return this.#password;
    this.#asking ??= this.#askOnce().finally(() => (this.#asking = undefined));
    return this.#asking;
  }

  forget(): void {
    clearTimeout(this.#expiry);
    this.#password = undefined;
  }

  async #askOnce(): Promise<string | undefined> {
    const password = await this.#ask();
    this.cancelled = password === undefined;
    this.forget();
    this.#password = password;
    this.#expiry = setTimeout(() => this.forget(), this.#keepMs);
    this.#expiry.unref();
    return password;
  }
}
