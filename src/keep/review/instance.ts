import type { AccountDocument } from '../../model/account.ts';
import { userKey } from '../../model/plan/types.ts';
import type { InstanceState, UserFacts } from '../instance/state.ts';
import type { ReviewInput, ReviewLimits } from './types.ts';

export const usualLimits: ReviewLimits = {
  awayDays: 180,
  guestGroups: ['guest_app', 'guests'],
  openGroups: [],
  reserve: 1024 ** 3,
};

/** An instance with what its rules ask again and again. */
export class ReviewedInstance {
  readonly state: InstanceState;
  readonly now: Date;
  readonly limits: ReviewLimits;
  readonly freeSpace: number | undefined;
  readonly language: string;
  /** In the order of their IDs. */
  readonly users: readonly AccountDocument[];
  readonly #facts: ReadonlyMap<string, UserFacts>;
  readonly #members = new Map<string, AccountDocument[]>();
  readonly #guestGroups: ReadonlySet<string>;

  constructor({ state, facts, now, limits, freeSpace, language = 'en' }: ReviewInput) {
    this.state = state;
    this.now = now;
    this.limits = { ...usualLimits, ...limits };
    this.freeSpace = freeSpace;
    this.language = language;
    this.users = [...state.users].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, user]) => user);
    this.#facts = facts;
    this.#guestGroups = new Set(this.limits.guestGroups);
    for (const user of this.users)
      for (const group of user.groups ?? []) {
        const members = this.#members.get(group);
        if (members) members.push(user);
        else this.#members.set(group, [user]);
      }
  }

  user(id: string): AccountDocument | undefined {
    return this.state.users.get(userKey(id));
  }

  facts({ id }: AccountDocument): UserFacts {
    return this.#facts.get(userKey(id)) ?? {};
  }

  members(group: string): readonly AccountDocument[] {
    return this.#members.get(group) ?? [];
  }

  /** Users of the app for guests, and members of the groups for guests. */
  isGuest(user: AccountDocument): boolean {
    return (
      /^guests?$/i.test(this.facts(user).backend ?? '') ||
      (user.groups ?? []).some(group => this.#guestGroups.has(group))
    );
  }

  isForGuests(group: string): boolean {
    return this.#guestGroups.has(group) || this.limits.openGroups.includes(group);
  }
}
