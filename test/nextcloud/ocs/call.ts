import { Crash, Refusal } from '../answers.ts';
import type { Gate, Session } from '../auth.ts';
import type { Clock } from '../clock.ts';
import type { Data } from '../data.ts';
import type { Params } from '../params.ts';
import type { State, User } from '../state.ts';
import type { Version } from '../versions.ts';

/** What all calls work on. */
export interface Instance {
  readonly state: State;
  readonly version: Version;
  readonly clock: Clock;
  readonly gate: Gate;
  /** `http://host/path/`, with a slash at its end. */
  readonly url: string;
}

/** One call of somebody known. */
export interface Call extends Instance {
  readonly caller: User;
  readonly session: Session;
  /** The placeholders of the route, decoded once. */
  readonly args: readonly string[];
  readonly params: Params;
}

/** `delegated` and `groupLists`: an admin, or somebody whom the settings *Users* were given; they differ in what is said to others. */
export type Access = 'user' | 'subadmin' | 'delegated' | 'groupLists' | 'admin';

/** One documented call. `{}` in the path is a segment, `{*}` anything, slashes too. */
export interface Route {
  readonly method: string;
  readonly path: string;
  readonly access: Access;
  /** The login password is wanted: within the last 30 minutes, or in this very request. */
  readonly confirm?: 'lenient' | 'strict';
  readonly limit?: 'edit' | 'patch' | 'collection';
  /** Parameters without which PHP does not even begin. */
  readonly required?: readonly string[];
  readonly lists?: readonly string[];
  readonly exists?: (version: Version) => boolean;
  /** The app that it belongs to: unknown while that is disabled. */
  readonly app?: string;
  /** What somebody unknown is told, if not what everybody is. */
  readonly toStrangers?: Refusal;
  readonly answer: (call: Call) => Data;
}

export function isAdmin(user: User): boolean {
  return user.groups.includes('admin');
}

/** Whether somebody administers accounts in all groups: as an admin, or by delegation. */
export function administers(user: User): boolean {
  return isAdmin(user) || user.delegated;
}

/** Whether somebody decides who is in a group: only admins do over their own group. */
export function decidesOver(caller: User, groupId: string): boolean {
  if (isAdmin(caller)) return true;
  return caller.delegated ? groupId !== 'admin' : caller.subadmin.includes(groupId);
}

export function isSubadmin(user: User): boolean {
  return user.subadmin.length > 0;
}

/** Whether one account may manage another: an admin everybody, others no admin, a subadmin who is in one of his groups. */
export function manages(caller: User, user: User): boolean {
  if (isAdmin(caller)) return true;
  if (isAdmin(user)) return false;
  return caller.delegated || user.groups.some(id => caller.subadmin.includes(id));
}

/** The account in the path, or 404. */
export function userOf({ state, args }: Call): User {
  const user = state.users.get(args[0]!);
  if (!user) throw new Refusal(404, 'User does not exist');
  return user;
}

/** The account in the path; refused without a word where there is none, or the caller may not manage it. */
export function managedUserOf({ state, args, caller, version }: Call): User {
  const user = state.users.get(args[0]!);
  if (!user) throw new Refusal(998);
  if (!manages(caller, user)) throw new Refusal(version.codes.unmanaged);
  return user;
}

/** `limit` and `offset` of a list, by the version's rules. */
export function page<T>({ params, version }: Call, items: readonly T[]): readonly T[] {
  const offset = Math.max(0, Number.parseInt(params.text('offset'), 10) || 0);
  if (!params.has('limit')) return offset === 0 ? items : items.slice(offset);
  const limit = Number(params.text('limit'));
  if (version.limitFrom1To500 && !(limit >= 1 && limit <= 500)) throw new Crash();
  return items.slice(offset, limit < 0 ? undefined : offset + (limit || 0));
}

/** Whether `search` is part of one of the texts, in any case. */
export function matcher(search: string): (...texts: readonly string[]) => boolean {
  const wanted = search.toLowerCase();
  return (...texts) => wanted === '' || texts.some(text => text.toLowerCase().includes(wanted));
}
