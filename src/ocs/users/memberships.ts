import * as l10n from '@vscode/l10n';
import type { Calls } from '../calls.ts';
import { decodeGroups, decodeIds } from '../decode/index.ts';
import { NextcloudError } from '../errors.ts';
import { isNotFound } from '../policy.ts';
import type { Trust } from '../trust.ts';
import type { CallOptions, GroupInfo } from '../types.ts';
import { userPath, type UserRecords } from './record.ts';

const changes = {
  'users.addToGroup': { adds: true, below: '/groups', list: 'groups' },
  'users.removeFromGroup': { adds: false, below: '/groups', list: 'groups' },
  'users.promoteToSubadmin': { adds: true, below: '/subadmins', list: 'subadminGroups' },
  'users.demoteFromSubadmin': { adds: false, below: '/subadmins', list: 'subadminGroups' },
} as const;

const below = { groups: 'groups', subadminGroups: 'subadmins' } as const;

/** The groups a user belongs to, and those the user administers. */
export class Memberships {
  readonly #calls: Calls;
  readonly #records: UserRecords;
  readonly #trust: Trust;

  constructor(calls: Calls, records: UserRecords, trust: Trust) {
    this.#calls = calls;
    this.#records = records;
    this.#trust = trust;
  }

  async groups(userId: string, { signal }: CallOptions = {}): Promise<string[]> {
    const path = `${userPath(userId)}/groups`;
    const subject = { user: userId };
    return this.#calls.read({ name: 'users.groups', method: 'GET', path, subject, signal }, data =>
      decodeIds(data, 'groups'),
    );
  }

  /** Group administrators are not allowed to ask, but the record of the user tells them. */
  async subadminGroups(userId: string, { signal }: CallOptions = {}): Promise<string[]> {
    const name = 'users.subadminGroups';
    const path = `${userPath(userId)}/subadmins`;
    const subject = { user: userId };
    return this.#calls.unlessRefused(
      name,
      () => this.#calls.read({ name, method: 'GET', path, subject, signal }, data => decodeIds(data)),
      async refusal => {
        const { subadmin } = await this.#records.read(userId, signal).catch((error: unknown) => {
          throw isNotFound(error) ? refusal : error;
        });
        if (!subadmin) throw refusal;
        return subadmin;
      },
    );
  }

  details(list: keyof typeof below, userId: string, { signal }: CallOptions): Promise<GroupInfo[]> {
    const path = `${userPath(userId)}/${below[list]}/details`;
    const subject = { user: userId };
    return this.#calls.unlessRefused(
      `users.${below[list]}/details`,
      () => this.#calls.read({ name: 'users.groups', method: 'GET', path, subject, signal }, decodeGroups),
      async () => (await this[list](userId, { signal })).map(id => ({ id })),
    );
  }

  async change(
    name: keyof typeof changes,
    userId: string,
    groupId: string,
    { signal }: CallOptions,
  ): Promise<void> {
    const { adds, below, list } = changes[name];
    const direction = adds ? 'add' : 'remove';
    const takes = list === 'groups' ? this.#trust.group(groupId, direction) : true;
    const method = adds ? 'POST' : 'DELETE';
    const path = `${userPath(userId)}${below}`;
    const refusal = () =>
      new NextcloudError('forbidden', keptElsewhere(groupId), { method, path: userPath(userId) });
    if (takes === false) throw refusal();
    const parameters = { groupid: groupId };
    const stored = async () => (await this[list](userId)).includes(groupId) === adds;
    await this.#calls.write({
      ...(adds ? { form: parameters } : { query: parameters }),
      name,
      method,
      path,
      account: userId,
      subject: { user: userId, group: groupId },
      stored,
      signal,
    });
    if (takes) return;
    // Checked once per group: what its backend does for one member it does for all.
    const does = await stored().catch((error: unknown) => {
      // A rejected sign-in must be reported. Any other failure to check says nothing about the write.
      if (error instanceof NextcloudError && error.kind === 'auth') throw error;
      return undefined;
    });
    if (does !== undefined) this.#trust.learn(groupId, direction, does);
    if (does === false) throw refusal();
  }
}

function keptElsewhere(group: string): string {
  return l10n.t(
    'The members of “{group}” are managed by its backend (such as LDAP or SAML). Change them there.',
    { group },
  );
}
