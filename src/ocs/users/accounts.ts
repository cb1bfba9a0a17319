import * as l10n from '@vscode/l10n';
import type { WriteCall } from '../call.ts';
import type { Calls } from '../calls.ts';
import { NextcloudError } from '../errors.ts';
import type { CallName } from '../failures/row.ts';
import type { Trust } from '../trust.ts';
import type { CallOptions } from '../types.ts';
import { userPath, type UserRecords } from './record.ts';

/** Deleting files of many gigabytes takes minutes. Gateways give up much earlier. */
const deletionPatienceMs = 10 * 60_000;

/** Writes that concern a user as a whole. */
export class AccountWrites {
  readonly #calls: Calls;
  readonly #records: UserRecords;
  readonly #trust: Trust;

  constructor(calls: Calls, records: UserRecords, trust: Trust) {
    this.#calls = calls;
    this.#records = records;
    this.#trust = trust;
  }

  async delete(userId: string, { signal }: CallOptions): Promise<void> {
    try {
      await this.send('users.delete', 'DELETE', userId, '', {
        stored: async () => (await this.#records.find(userId)) === undefined,
        patienceMs: deletionPatienceMs,
        signal,
      });
    } catch (error) {
      throw await this.#whyNotDeleted(userId, error, signal);
    }
  }

  /** Servers report success whatever a backend makes of it, so for users of other backends the result is checked. */
  async enable(userId: string, enabled: boolean, { signal }: CallOptions): Promise<void> {
    const stored = async () => (await this.#records.read(userId)).enabled === enabled;
    const [name, below] = enabled
      ? (['users.enable', '/enable'] as const)
      : (['users.disable', '/disable'] as const);
    await this.send(name, 'PUT', userId, below, { stored, signal });
    if (this.#trust.believesUser(userId) || (await stored())) return;
    const names = { user: userId };
    const text = enabled
      ? l10n.t(
          'The server reported that “{user}” was enabled, but the user is still disabled. The backend does not allow changing this here.',
          names,
        )
      : l10n.t(
          'The server reported that “{user}” was disabled, but the user is still enabled. The backend does not allow changing this here.',
          names,
        );
    throw new NextcloudError('forbidden', text, { method: 'PUT', path: userPath(userId) });
  }

  async send(
    name: CallName,
    method: 'POST' | 'PUT' | 'DELETE',
    userId: string,
    below: string,
    rest: Partial<WriteCall>,
  ): Promise<void> {
    await this.#calls.write({
      subject: { user: userId, self: this.#calls.isSelf(userId) },
      ...rest,
      name,
      method,
      path: `${userPath(userId)}${below}`,
      account: userId,
    });
  }

  /** The server answers 101 for the signed-in user, for no user, and if the backend does not allow it. */
  async #whyNotDeleted(userId: string, error: unknown, signal: AbortSignal | undefined): Promise<unknown> {
    if (!(error instanceof NextcloudError) || error.ocsCode !== 101 || this.#calls.isSelf(userId))
      return error;
    const user = await this.#records.find(userId, signal).catch(() => undefined);
    if (!user) return error;
    const text = user.backend
      ? l10n.t(
          'The backend of “{user}” ({backend}) does not allow deleting the user here. Delete it there.',
          {
            user: userId,
            backend: user.backend,
          },
        )
      : l10n.t('The backend of “{user}” does not allow deleting the user here. Delete it there.', {
          user: userId,
        });
    return new NextcloudError('forbidden', text, { method: 'DELETE', path: userPath(userId) });
  }
}
