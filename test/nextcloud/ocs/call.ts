import { Crash, Refusal } from '../answers.ts';
import type { Gate, Session } from '../auth.ts';
import type { Clock } from '../clock.ts';
import type { Data } from '../data.ts';
import type { Params } from '../params.ts';
import type { State, User } from '../state.ts';
import type { Version } from '../versions.ts';

/** What every call has access to. */
export interface Instance {
  readonly state: State;
  readonly version: Version;
  readonly clock: Clock;
  readonly gate: Gate;
  /** `http://host/path/`, with a trailing slash. */
  readonly url: string;
}

/** A call by a caller who is signed in. */
export interface Call extends Instance {
  readonly caller: User;
  readonly session: Session;
  /** The values of the placeholders of the route, decoded once. */
  readonly args: readonly string[];
  readonly params: Params;
}

/**
 * Who may make a call. `delegated` and `groupLists` both admit administrators and delegated administrators; they
 * differ in the refusal that others receive.
 */
export type Access = 'user' | 'subadmin' | 'delegated' | 'groupLists' | 'admin';

/** A documented call. In the path, `{}` stands for one segment, `{*}` for any text, including slashes. */
export interface Route {
  readonly method: string;
  readonly path: string;
  readonly access: Access;
  /** Requires the login password: within the last 30 minutes (`lenient`), or in the request itself (`strict`). */
  readonly confirm?: 'lenient' | 'strict';
  readonly limit?: 'edit' | 'patch' | 'collection';
  /** Parameters without which PHP refuses before it runs the call. */
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

/** Whether a user administers the users of all groups: an administrator, or a delegated one. */
export function administers(user: User): boolean {
  return isAdmin(user) || user.delegated;
}

/** Whether a caller may change who is in a group. Only administrators may change the group “admin”. */
export function decidesOver(caller: User, groupId: string): boolean {
  if (isAdmin(caller)) return true;
  return caller.delegated ? groupId !== 'admin' : caller.subadmin.includes(groupId);
}

export function isSubadmin(user: User): boolean {
  return user.subadmin.length > 0;
}

/**
 * Whether a caller may manage a user: administrators manage everybody, others no administrator, and group
 * administrators the users in their groups.
 */
export function manages(caller: User, user: User): boolean {
  if (isAdmin(caller)) return true;
  if (isAdmin(user)) return false;
  return caller.delegated || user.groups.some(id => caller.subadmin.includes(id));
}

/**
 * The user in the path.
 * @throws 404 if there is none
 */
export function userOf({ state, args }: Call): User {
  const user = state.users.get(args[0]!);
  if (!user) throw new Refusal(404, 'User does not exist');
  return user;
}

/**
 * The user in the path.
 * @throws a refusal without a message if there is none, or the caller may not manage the user
 */
export function managedUserOf({ state, args, caller, version }: Call): User {
  const user = state.users.get(args[0]!);
  if (!user) throw new Refusal(998);
  if (!manages(caller, user)) throw new Refusal(version.codes.unmanaged);
  return user;
}

/** Applies `limit` and `offset` to a list by the rules of the version. */
export function page<T>({ params, version }: Call, items: readonly T[]): readonly T[] {
  const offset = Math.max(0, Number.parseInt(params.text('offset'), 10) || 0);
  if (!params.has('limit')) return offset === 0 ? items : items.slice(offset);
  const limit = Number(params.text('limit'));
  if (version.limitFrom1To500 && !(limit >= 1 && limit <= 500)) throw new Crash();
  return items.slice(offset, limit < 0 ? undefined : offset + (limit || 0));
}

/** Returns a function that says whether one of its texts contains `search`, in any case. */
export function matcher(search: string): (...texts: readonly string[]) => boolean {
  const wanted = search.toLowerCase();
  return (...texts) => wanted === '' || texts.some(text => text.toLowerCase().includes(wanted));
}
