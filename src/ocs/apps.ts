import { cloud, type Calls } from './calls.ts';
import { decodeAppInfo, decodeIds } from './decode/index.ts';
import { encodeSegment } from './encode.ts';
import { NextcloudError } from './errors.ts';
import type { AppInfo, CallOptions } from './types.ts';

/** Apps (Administration manual, "Instruction set for apps"). Administrators only. */
export class Apps {
  readonly #calls: Calls;

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  /** Ids. Without `filter` both lists, because newer servers leave apps out when they are asked for all. */
  async list(filter?: 'enabled' | 'disabled', options: CallOptions = {}): Promise<string[]> {
    if (filter) return this.#list(filter, options);
    const lists = await Promise.all([this.#list('enabled', options), this.#list('disabled', options)]);
    return [...new Set(lists.flat())];
  }

  async info(appId: string, { signal }: CallOptions = {}): Promise<AppInfo> {
    const subject = { app: appId };
    return this.#calls.read(
      { name: 'apps.info', method: 'GET', path: path(appId), subject, signal },
      decodeAppInfo,
    );
  }

  /** Installs it from the app store where it is not there yet. */
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

  /** Servers call it a success also for an app they do not have; that is `notFound`. */
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
      throw new NextcloudError('notFound', `The server has no app “${appId}”.`, {
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
  return `${cloud}/apps/${encodeSegment('app', appId)}`;
}
