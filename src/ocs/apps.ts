import { cloud } from './call.ts';
import type { Calls } from './calls.ts';
import { decodeAppInfo, decodeIds } from './decode/index.ts';
import { encodeSegment } from './encode.ts';
import { NextcloudError } from './errors.ts';
import { noApp } from './failures/row.ts';
import type { AppInfo, CallOptions } from './types.ts';

/**
 * Apps, after the Administration manual, "User provisioning API" ("Instruction set for apps"). For administrators; anybody
 * else gets `forbidden`. Throws the kinds of the connection as the methods of users do.
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
  async info(appId: string, { signal }: CallOptions = {}): Promise<AppInfo> {
    const subject = { app: appId };
    return this.#calls.read(
      { name: 'apps.info', method: 'GET', path: path(appId), subject, signal },
      decodeAppInfo,
    );
  }

  /** Enables an app ("Enable an app"), after installing it from the app store if needed. Throws `notFound`. */
  async enable(appId: string, { signal }: CallOptions = {}): Promise<void> {
    await this.#calls.write({
      name: 'apps.enable',
      method: 'POST',
      path: path(appId),
      subject: { app: appId },
      stored: async () => (await this.#list('enabled', {})).includes(appId),
      signal,
    });
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
      path: path(appId),
      subject: { app: appId },
      stored: isDisabled,
      signal,
    });
    if (!(await isDisabled()))
      throw new NextcloudError('notFound', noApp({ app: appId }), {
        method: 'DELETE',
        path: path(appId),
      });
  }

  async #list(filter: string, { signal }: CallOptions): Promise<string[]> {
    return this.#calls.read(
      { name: 'apps.list', method: 'GET', path: `${cloud}/apps`, query: { filter }, signal },
      data => decodeIds(data, 'apps'),
    );
  }
}

function path(appId: string): string {
  return `${cloud}/apps/${encodeSegment(appId)}`;
}
