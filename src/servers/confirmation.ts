/** Milliseconds that Nextcloud itself takes a confirmed password for good. */
const serversOwnLimit = 30 * 60_000;

/** The login password where a server wants it confirmed: asked once for all that wait, kept in memory only. */
export class PasswordConfirmation {
  /** Whether the last question was answered with Escape. */
  cancelled = false;
  readonly #ask: () => Promise<string | undefined>;
  readonly #keepMs: number;
  #password: string | undefined;
  #asking: Promise<string | undefined> | undefined;
  #expiry: NodeJS.Timeout | undefined;

  constructor(ask: () => Promise<string | undefined>, keepMs = serversOwnLimit) {
    this.#ask = ask;
    this.#keepMs = keepMs;
  }

  /** The password; `undefined` when the person cancelled. */
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
