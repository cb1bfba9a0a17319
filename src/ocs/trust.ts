import type { GroupInfo, UserInfo } from './types.ts';

type Direction = 'add' | 'remove';

/**
 * Knows which answers to believe. For users and groups of backends other than Nextcloud's database (LDAP, SAML), servers
 * may report a change as done without making it. What is known about them decides whether to check.
 */
export class Trust {
  /** The IDs of users with another backend, in lower case. */
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

  /** Whether reported changes to this user are real. True also if nothing is known about the user. */
  believesUser(userId: string): boolean {
    return !this.#foreignUsers.has(userId.toLowerCase());
  }

  /** Whether members of the group can be added or removed; `undefined` if that is not known. */
  group(groupId: string, direction: Direction): boolean | undefined {
    return this.#groups.get(groupId)?.[direction];
  }

  /** Remembers the result of a check. */
  learn(groupId: string, direction: Direction, does: boolean): void {
    const before = this.#groups.get(groupId) ?? { add: undefined, remove: undefined };
    this.#groups.set(groupId, { ...before, [direction]: does });
  }
}
