import { appPath, installationPatienceMs, readApp } from './appCalls.ts';
import { cloud } from './call.ts';
import type { Calls } from './calls.ts';
import { decodeIds } from './decode/index.ts';
import { NextcloudError } from './errors.ts';
import { noApp } from './failures/row.ts';
import { seldom } from './load.ts';
import type {
  AppCategory,
  AppInfo,
  AppState,
  CallOptions,
  EnableAppOptions,
  EnabledApp,
  StoreApp,
} from './types.ts';

/**
 * Apps, after the Administration manual, "User provisioning API" ("Instruction set for apps"). For administrators; anybody
 * else gets `forbidden`. Throws the kinds of the connection as the methods of users do. What needs the app store throws
 * `unsupported` before Nextcloud 34.
 */
export class Apps {
  readonly #calls: Calls;

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  /**
   * The IDs of the apps on the server ("Get list of apps"). Without `filter`, enabled and disabled apps are asked for
   * separately, because newer servers leave some out when asked for all.
   */
  async list(filter?: 'enabled' | 'disabled', options: CallOptions = {}): Promise<string[]> {
    if (filter) return this.#list(filter, options);
    const lists = await Promise.all([this.#list('enabled', options), this.#list('disabled', options)]);
    return [...new Set(lists.flat())];
  }

  /** What an app says about itself ("Get app info"). Throws `notFound`. */
  info(appId: string, options: CallOptions = {}): Promise<AppInfo> {
    return readApp(this.#calls, appId, options);
  }

  /** Whether an app is enabled, and the groups that it is limited to. An unknown app is not enabled. */
  async state(appId: string, options: CallOptions = {}): Promise<AppState> {
    return (await seldom()).appConfig.appState(this.#calls, appId, options);
  }

  /**
   * The apps on the server and in the app store, without those that are always enabled. May take minutes while the server
   * asks the app store; if that is unreachable, these are the installed apps alone.
   */
  async store(options: CallOptions = {}): Promise<StoreApp[]> {
    return (await seldom()).store.store(this.#calls, options);
  }

  /** The categories of the app store, in the language of the caller. None if the app store is unreachable. */
  async categories(options: CallOptions = {}): Promise<AppCategory[]> {
    return (await seldom()).store.categories(this.#calls, options);
  }

  /**
   * Enables an app ("Enable an app") for everybody, or for `groups` only, after installing it from the app store if needed.
   * May take minutes. Throws `notFound` for an app that neither the server nor the store has, or for a group that does not
   * exist. `groups` and `force` throw `unsupported` before Nextcloud 34, and `server` for whatever reason they fail.
   */
  async enable(appId: string, options: EnableAppOptions = {}): Promise<EnabledApp> {
    const { groups = [], force = false, signal } = options;
    if (groups.length > 0 || force)
      return (await seldom()).store.enableForGroups(this.#calls, appId, options);
    await this.#calls.write({
      name: 'apps.enable',
      method: 'POST',
      path: appPath(appId),
      subject: { app: appId },
      stored: async () => {
        const { enabled, limitedTo } = await this.state(appId);
        return enabled && limitedTo === undefined;
      },
      patienceMs: installationPatienceMs,
      signal,
    });
    return {};
  }

  /**
   * Disables an app ("Disable an app"). Throws `forbidden` for an app the server needs, and `notFound` for an app it does
   * not have, which servers report as a success.
   */
  async disable(appId: string, { signal }: CallOptions = {}): Promise<void> {
    const isDisabled = async () => (await this.#list('disabled', { signal })).includes(appId);
    await this.#calls.write({
      name: 'apps.disable',
      method: 'DELETE',
      path: appPath(appId),
      subject: { app: appId },
      stored: isDisabled,
      signal,
    });
    if (!(await isDisabled()))
      throw new NextcloudError('notFound', noApp({ app: appId }), {
        method: 'DELETE',
        path: appPath(appId),
      });
  }

  /**
   * Updates an app from the app store. May take minutes, during which the server is in maintenance mode. Throws `notFound`
   * for an app that is not installed, and `server` if there is no update or it fails.
   */
  async update(appId: string, options: CallOptions = {}): Promise<void> {
    return (await seldom()).store.update(this.#calls, appId, options);
  }

  /**
   * Disables an app and removes it from the server; its data remains. Throws `notFound` for an app that is not installed,
   * and `forbidden` for one that comes with Nextcloud.
   */
  async uninstall(appId: string, options: CallOptions = {}): Promise<void> {
    return (await seldom()).store.uninstall(this.#calls, appId, options);
  }

  async #list(filter: string, { signal }: CallOptions): Promise<string[]> {
    return this.#calls.read(
      { name: 'apps.list', method: 'GET', path: `${cloud}/apps`, query: { filter }, signal },
      data => decodeIds(data, 'apps'),
    );
  }
}
