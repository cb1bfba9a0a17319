import * as l10n from '@vscode/l10n';
import type { WriteCall } from '../call.ts';
import type { Calls } from '../calls.ts';
import { NextcloudError } from '../errors.ts';
import { unsupported } from '../failures/unsupported.ts';
import type { CallOptions, Scope, UserInfo } from '../types.ts';
import { userPath, type UserRecords } from './record.ts';

/** Fields with a call of their own, which mostly work for the signed-in user only. */
export class OwnFields {
  readonly #calls: Calls;
  readonly #records: UserRecords;

  constructor(calls: Calls, records: UserRecords) {
    this.#calls = calls;
    this.#records = records;
  }

  async removeMail(userId: string, mail: string, { signal }: CallOptions): Promise<void> {
    const call = {
      name: 'users.additionalMail',
      method: 'PUT',
      path: `${userPath(userId)}/additional_mail`,
    } as const;
    const { additionalMail } = await this.#records.read(userId, signal);
    if (!additionalMail) throw unsupported(call);
    const address = additionalMail.find(one => one.toLowerCase() === mail.trim().toLowerCase());
    if (address === undefined)
      throw new NextcloudError(
        'notFound',
        l10n.t('“{user}” has no additional email “{mail}”.', { user: userId, mail }),
        call,
      );
    await this.#calls.write({
      ...call,
      form: { key: address, value: '' },
      account: userId,
      subject: { user: userId, self: this.#calls.isSelf(userId) },
      stored: async () => !(await this.#records.read(userId)).additionalMail?.includes(address),
      signal,
    });
  }

  async setScope(field: string, scope: Scope, { signal }: CallOptions): Promise<void> {
    const { userId } = await this.#records.read('', signal);
    const isMail = field.includes('@');
    const call: WriteCall = {
      name: 'users.scope',
      method: 'PUT',
      path: `${userPath(userId)}${isMail ? '/additional_mailScope' : ''}`,
      form: { key: isMail ? field : `${field}Scope`, value: scope },
      account: userId,
      subject: { user: userId },
      stored: async () => scopeOf(await this.#records.read(''), field) === scope,
      signal,
    };
    await this.#calls.write(call).catch(async (error: unknown) => {
      throw error instanceof NextcloudError ? await this.#calls.explain(error, call) : error;
    });
  }
}

function scopeOf(user: UserInfo, field: string): string | undefined {
  const index = user.additionalMail?.indexOf(field) ?? -1;
  return index < 0 ? user.scopes?.[field] : user.additionalMailScopes?.[index];
}
