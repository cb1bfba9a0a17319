import type { AppEntry, InstanceState, UserFacts } from '../../../src/keep/instance/state.ts';
import { usualScope } from '../../../src/keep/instance/scope.ts';
import type { ReviewInput } from '../../../src/keep/review/types.ts';
import type { AccountDocument } from '../../../src/model/account.ts';
import { userKey } from '../../../src/model/plan/types.ts';

export const now = new Date('2026-11-29T12:00:00Z');

export const daysAgo = (days: number): Date => new Date(now.getTime() - days * 86_400_000);

/** A user of whom nothing is to be found, and what is different. */
export type Person = Partial<AccountDocument> & { id: string; facts?: UserFacts };

const faultless = (id: string): AccountDocument => ({
  id,
  displayname: id,
  email: `${id.toLowerCase()}@example.com`,
  quota: '1 GB',
  groups: ['staff'],
  subadmin: [],
  enabled: true,
  manager: '',
});

/** An instance in which nothing is to be found but what the users and the rest bring in. */
export function reviewed(
  people: readonly Person[],
  more: {
    groups?: readonly string[];
    apps?: readonly AppEntry[];
    freeSpace?: number;
    limits?: ReviewInput['limits'];
  } = {},
): ReviewInput {
  const all = [{ id: 'first' }, { id: 'second' }, ...people].map(({ facts, ...user }: Person) => ({
    user: { ...faultless(user.id), ...user },
    facts: { lastLogin: daysAgo(1), ...facts },
  }));
  const groups = ['admin', 'staff', ...(more.groups ?? [])];
  const state: InstanceState = {
    scope: usualScope,
    users: new Map(all.map(({ user }) => [userKey(user.id), user])),
    groups: new Map(groups.map(id => [id, { id }])),
    apps: new Map((more.apps ?? []).map(app => [app.id, app])),
  };
  return {
    state,
    facts: new Map(all.map(({ user, facts }) => [userKey(user.id), facts])),
    now,
    ...(more.limits && { limits: more.limits }),
    ...(more.freeSpace !== undefined && { freeSpace: more.freeSpace }),
  };
}
