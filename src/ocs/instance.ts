import type { Calls } from './calls.ts';
import { seldom } from './load.ts';
import type { NotificationSupport } from './instance/notifications.ts';
import type { AppConfigEntry, CallOptions, TwoFactorState, UserNotification } from './types.ts';

/**
 * What concerns the instance as a whole. For administrators; anybody else gets `forbidden`. Throws the kinds of the
 * connection as the methods of users do.
 */

/** The second factors of users (Administration manual, "Two-factor authentication"). Throws `unsupported` before Nextcloud 32. */
export class TwoFactor {
  readonly #calls: Calls;

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  /** Which second factors a user has. Empty if none was ever set up. Throws `notFound`. */
  async state(userId: string, options: CallOptions = {}): Promise<TwoFactorState> {
    return (await seldom()).twoFactor.state(this.#calls, userId, options);
  }

  /**
   * Enables second factors by their providers, and returns the new state. Throws `notFound`, and `forbidden` for a
   * provider that only its owner can set up, such as `totp`.
   */
  async enable(
    userId: string,
    providers: readonly string[],
    options: CallOptions = {},
  ): Promise<TwoFactorState> {
    return (await seldom()).twoFactor.change(this.#calls, 'twoFactor.enable', userId, providers, options);
  }

  /** Disables second factors by their providers, and returns the new state. Throws as `enable` does. */
  async disable(
    userId: string,
    providers: readonly string[],
    options: CallOptions = {},
  ): Promise<TwoFactorState> {
    return (await seldom()).twoFactor.change(this.#calls, 'twoFactor.disable', userId, providers, options);
  }
}

/**
 * The configuration of apps: texts by key. Values may be secrets. Throws `invalid` for an ID or a key with a slash, which
 * no server accepts.
 */
export class AppConfig {
  readonly #calls: Calls;

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  /** The IDs of the apps with a configuration. */
  async apps(options: CallOptions = {}): Promise<string[]> {
    return (await seldom()).appConfig.apps(this.#calls, options);
  }

  /** The keys of an app; none for an app that the server does not know. */
  async keys(appId: string, options: CallOptions = {}): Promise<string[]> {
    return (await seldom()).appConfig.keys(this.#calls, appId, options);
  }

  /** All keys of an app, in the server's order, and their values. A value that alone cannot be read has a `problem`. */
  async entries(appId: string, options: CallOptions = {}): Promise<AppConfigEntry[]> {
    return (await seldom()).appConfig.entries(this.#calls, appId, options);
  }

  /** The value of a key; `undefined` if there is no such key. */
  async get(appId: string, key: string, options: CallOptions = {}): Promise<string | undefined> {
    return (await seldom()).appConfig.get(this.#calls, appId, key, options);
  }

  /** Adds a key or changes its value. Throws `forbidden` for a protected key. */
  async set(appId: string, key: string, value: string, options: CallOptions = {}): Promise<void> {
    return (await seldom()).appConfig.set(this.#calls, appId, key, value, options);
  }

  /** Deletes a key, if there is one. Throws `forbidden` for a protected key. */
  async delete(appId: string, key: string, options: CallOptions = {}): Promise<void> {
    return (await seldom()).appConfig.remove(this.#calls, appId, key, options);
  }
}

/** Notifications from the administrator (app “notifications”, `docs/admin-notifications.md`). */
export class Notifications {
  readonly #calls: Calls;
  readonly #support: NotificationSupport = { lacksVersion3: false };

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  /**
   * Sends a notification to a user. Throws `invalid` for a text that is empty or too long, `notFound`, and `unsupported` if
   * the server lacks the app. An error with `isOpen` means that it may have been sent; it is never sent twice.
   */
  async send(userId: string, notification: UserNotification, options: CallOptions = {}): Promise<void> {
    return (await seldom()).notifications.send(this.#calls, this.#support, userId, notification, options);
  }
}
