import type { AccountDocument, AccountFieldName } from '../../model/account.ts';
import { userKey } from '../../model/plan/types.ts';
import type { TwoFactorState, UserInfo } from '../../ocs/types.ts';

/** What of an instance is looked at. */
export interface InstanceScope {
  /** The fields of users. */
  fields: readonly AccountFieldName[];
  /** Settings of apps as `app/key`, where `*` stands for any characters. */
  config: readonly string[];
}

export interface GroupEntry {
  id: string;
  /** Absent where the server does not tell. */
  displayname?: string;
}

export interface AppEntry {
  id: string;
  enabled: boolean;
  /** The IDs of the groups that it is enabled for; absent if for everybody. */
  limitedTo?: string[];
}

/** Texts by key. */
export type AppSettings = Readonly<Record<string, string>>;

/** What is known of a user beside what can be changed. It moves by itself, and is no part of the state. */
export interface UserFacts extends Pick<UserInfo, 'firstLogin' | 'lastLogin' | 'backend' | 'problem'> {
  /** In bytes. */
  used?: number;
  /** What the user can still store, in bytes. Without a quota this is the free space of the server. */
  free?: number;
  /** Second factors by provider; absent where nobody asked or the server does not tell. */
  factors?: TwoFactorState;
}

/** A part of an instance, as it is read. A user of whom nothing but the ID is known cannot be read. */
export type InstanceItem =
  | { kind: 'scope'; scope: InstanceScope }
  | { kind: 'groups'; groups: readonly GroupEntry[] }
  | { kind: 'apps'; apps: readonly AppEntry[] }
  | { kind: 'config'; app: string; settings: AppSettings }
  | { kind: 'user'; user: AccountDocument; facts: UserFacts };

/** An instance as it was decided to be. Memberships and roles are in the users who have them. */
export interface InstanceState {
  scope: InstanceScope;
  /** By `userKey`. */
  users: ReadonlyMap<string, AccountDocument>;
  /** By ID, as those below. */
  groups: ReadonlyMap<string, GroupEntry>;
  /** Absent where they are not known: only administrators see them. */
  apps?: ReadonlyMap<string, AppEntry>;
  /** Settings by app, of the apps that have any in the scope; absent as `apps`. */
  config?: ReadonlyMap<string, AppSettings>;
}

export interface CollectedInstance {
  state: InstanceState;
  /** By `userKey`. */
  facts: ReadonlyMap<string, UserFacts>;
}

/** All of it in memory. */
export async function collectInstance(
  items: AsyncIterable<InstanceItem> | Iterable<InstanceItem>,
): Promise<CollectedInstance> {
  const users = new Map<string, AccountDocument>();
  const facts = new Map<string, UserFacts>();
  const config = new Map<string, AppSettings>();
  let scope: InstanceScope = { fields: [], config: [] };
  let groups: readonly GroupEntry[] = [];
  let apps: readonly AppEntry[] | undefined;
  for await (const item of items) {
    if (item.kind === 'user') {
      users.set(userKey(item.user.id), item.user);
      facts.set(userKey(item.user.id), item.facts);
    } else if (item.kind === 'config') config.set(item.app, item.settings);
    else if (item.kind === 'scope') ({ scope } = item);
    else if (item.kind === 'groups') ({ groups } = item);
    else ({ apps } = item);
  }
  const seen = apps && { apps: byId(apps), config };
  return { state: { scope, users, groups: byId(groups), ...seen }, facts };
}

const byId = <T extends { id: string }>(items: readonly T[]): Map<string, T> =>
  new Map(items.map(item => [item.id, item]));

/** The items of a state, users without facts. */
export function* itemsOf({ scope, users, groups, apps, config }: InstanceState): Generator<InstanceItem> {
  yield { kind: 'scope', scope };
  yield { kind: 'groups', groups: [...groups.values()] };
  if (apps) yield { kind: 'apps', apps: [...apps.values()] };
  for (const [app, settings] of config ?? []) yield { kind: 'config', app, settings };
  for (const user of users.values()) yield { kind: 'user', user, facts: {} };
}
