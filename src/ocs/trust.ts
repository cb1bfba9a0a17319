import type { GroupInfo, UserInfo } from './types.ts';

type Direction = 'add' | 'remove';

/**
 * Which answers can be believed. Accounts and groups of other backends than Nextcloud's database (LDAP, SAML) may be told
 * to change and answer "done" without doing anything: what is known of them decides whether it is looked afterwards.
 */
export class Trust {
  /** Ids of accounts with another backend, in lower case. */
  readonly #foreignUsers = new Set<string>();
  readonly #groups = new Map<string, Record<Direction, boolean | undefined>>();

  noteUser({ userId, backend }: UserInfo): void {
    if (backend !== undefined && backend !== '' && backend !== 'Database')
      this.#foreignUsers.add(userId.toLowerCase());
  }

  noteGroup({ id, canAdd, canRemove }: GroupInfo): void {
    const before = this.#groups.get(id);
    this.#groups.set(id, { add: canAdd ?? before?.add, remove: canRemove ?? before?.remove });
  }

  /** Whether a change of this account does what the server says; `true` also where nothing is known. */
  believesUser(userId: string): boolean {
    return !this.#foreignUsers.has(userId.toLowerCase());
  }

  /** Whether the group takes or gives up members; `undefined`: that is to be found out. */
  group(groupId: string, direction: Direction): boolean | undefined {
    return this.#groups.get(groupId)?.[direction];
  }

  /** It was looked: the group does, or does not. */
  learn(groupId: string, direction: Direction, does: boolean): void {
    const before = this.#groups.get(groupId) ?? { add: undefined, remove: undefined };
    this.#groups.set(groupId, { ...before, [direction]: does });
  }
}
