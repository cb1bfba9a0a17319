import { cloud, type Call, type Calls, type WriteCall } from './calls.ts';
import { decodeAppPassword, decodeCapabilities, decodeStatus } from './decode/index.ts';
import { NextcloudError } from './errors.ts';
import type { CallOptions, Capabilities, ServerStatus } from './types.ts';

const core = '/ocs/v2.php/core';

/** The server itself, and the app password one is signed in with. */
export class Server {
  readonly #calls: Calls;

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  /** `status.php`: without signing in, also in maintenance mode. Throws `protocol` when no Nextcloud answers. */
  async status({ signal }: CallOptions = {}): Promise<ServerStatus> {
    const call: Call = {
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
        `There is no Nextcloud at this address of ${this.#calls.host}.`,
        context,
      );
    if (answer.status >= 300) throw this.#calls.failure(call, answer);
    try {
      return decodeStatus(answer.body);
    } catch (cause) {
      throw new NextcloudError(
        'protocol',
        `${this.#calls.host} does not answer like a Nextcloud. Check the address.`,
        {
          ...context,
          cause,
        },
      );
    }
  }

  /** What the server can (Developer manual, "OCS APIs"). */
  async capabilities({ signal }: CallOptions = {}): Promise<Capabilities> {
    return this.#calls.read(
      { name: 'server.capabilities', method: 'GET', path: `${cloud}/capabilities`, signal },
      decodeCapabilities,
    );
  }

  /** An app password for the account signed in with its login password; `forbidden` with an app password. */
  async createAppPassword({ signal }: CallOptions = {}): Promise<{ appPassword: string }> {
    const data = await this.#write('server.createAppPassword', 'GET', '/getapppassword', {
      signal,
      signsInAgain: true,
    });
    return { appPassword: decodeAppPassword(data) };
  }

  /** Deletes the app password one is signed in with: nothing works with it any more. */
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
