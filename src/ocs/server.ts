import * as l10n from '@vscode/l10n';
import { cloud, type ApiCall, type WriteCall } from './call.ts';
import type { Calls } from './calls.ts';
import { decodeAppPassword, decodeCapabilities, decodeStatus } from './decode/index.ts';
import { NextcloudError } from './errors.ts';
import { seldom } from './load.ts';
import type { ServerInfo } from './serverInfo.ts';
import type { CallOptions, Capabilities, Disk, ServerInfoOptions, ServerStatus } from './types.ts';

const core = '/ocs/v2.php/core';

/** The server itself, and the app password the client signs in with. */
export class ServerApi {
  readonly #calls: Calls;

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  /**
   * What `status.php` says, without signing in, also in maintenance mode. Throws `protocol` if the answer is not that of a
   * Nextcloud, and `auth` if something in front of it requires a sign-in.
   */
  async status({ signal }: CallOptions = {}): Promise<ServerStatus> {
    const call: ApiCall = {
      name: 'server.status',
      method: 'GET',
      path: '/status.php',
      kind: 'json',
      anonymous: true,
      signal,
    };
    const answer = await this.#calls.answer(call);
    const context = { ...call, httpStatus: answer.status };
    if (answer.status === 404)
      throw new NextcloudError(
        'protocol',
        l10n.t('There is no Nextcloud at this address of {host}.', { host: this.#calls.host }),
        context,
      );
    if (answer.status >= 300) throw this.#calls.failure(call, answer);
    try {
      return decodeStatus(answer.body);
    } catch (cause) {
      throw new NextcloudError(
        'protocol',
        l10n.t('{host} does not answer like a Nextcloud. Check the address.', { host: this.#calls.host }),
        {
          ...context,
          cause,
        },
      );
    }
  }

  /** The version and the capabilities of the server (Developer manual, "OCS APIs", "Capabilities API"). */
  async capabilities({ signal }: CallOptions = {}): Promise<Capabilities> {
    return this.#calls.read(
      { name: 'server.capabilities', method: 'GET', path: `${cloud}/capabilities`, signal },
      decodeCapabilities,
    );
  }

  /**
   * The state of the server, as its app “serverinfo” tells it. For administrators; anybody else gets `forbidden`. Throws
   * `unsupported` if the app is not enabled. Without `apps` and `update`, it takes a fraction of a second.
   */
  async info(options: ServerInfoOptions = {}): Promise<ServerInfo> {
    return (await seldom()).serverInfo.info(this.#calls, options);
  }

  /** The used and free space of the server's file systems. Throws as `info` does. */
  async disks(options: CallOptions = {}): Promise<Disk[]> {
    return (await seldom()).serverInfo.disks(this.#calls, options);
  }

  /**
   * Creates an app password for the signed-in user (Developer manual, "Login Flow", "Converting to app passwords"). Throws
   * `forbidden` if the client already signs in with one.
   */
  async createAppPassword({ signal }: CallOptions = {}): Promise<{ appPassword: string }> {
    const data = await this.#write('server.createAppPassword', 'GET', '/getapppassword', {
      signal,
      signsInAgain: true,
    });
    return { appPassword: decodeAppPassword(data) };
  }

  /** Deletes the app password the client signs in with, which ends all access with it. Throws `forbidden` without one. */
  async deleteAppPassword({ signal }: CallOptions = {}): Promise<void> {
    await this.#write('server.deleteAppPassword', 'DELETE', '/apppassword', { signal });
  }

  #write(
    name: WriteCall['name'],
    method: 'GET' | 'DELETE',
    path: string,
    rest: Partial<WriteCall>,
  ): Promise<unknown> {
    return this.#calls.write({ ...rest, name, method, path: `${core}${path}` });
  }
}
