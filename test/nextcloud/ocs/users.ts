import { Crash, Refusal } from '../answers.ts';
import { asKey } from '../data.ts';
import type { Data } from '../data.ts';
import type { User } from '../state.ts';
import { administers, managedUserOf, manages, matcher, page, userOf } from './call.ts';
import type { Call, Route } from './call.ts';
import { userRecord } from './record.ts';

/** Reading and deleting users: https://docs.nextcloud.com/server/latest/admin_manual/configuration_user/instruction_set_for_users.html */
export const userRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: 'cloud/users',
    access: 'subadmin',
    answer: call => ({ users: ids(pageOf(call, found(call))) }),
  },
  {
    method: 'GET',
    path: 'cloud/users/details',
    access: 'subadmin',
    answer: call => details(call, pageOf(call, found(call))),
  },
  {
    method: 'GET',
    path: 'cloud/users/disabled',
    access: 'subadmin',
    exists: version => version.has.disabledList,
    answer: call => ({
      users: recordsOf(
        call,
        pageOf(
          call,
          found(call).filter(user => !user.enabled),
        ),
      ),
    }),
  },
  {
    method: 'GET',
    path: 'cloud/users/recent',
    access: 'delegated',
    exists: version => version.has.recentList,
    answer: call => ({ users: recordsOf(call, recent(call)) }),
  },
  { method: 'GET', path: 'cloud/user', access: 'user', answer: currentUser },
  { method: 'GET', path: 'cloud/users/{}', access: 'user', answer: oneUser },
  { method: 'DELETE', path: 'cloud/users/{}', access: 'subadmin', confirm: 'lenient', answer: deleteUser },
  {
    method: 'PUT',
    path: 'cloud/users/{}/enable',
    access: 'subadmin',
    confirm: 'lenient',
    answer: call => setEnabled(call, true),
  },
  {
    method: 'PUT',
    path: 'cloud/users/{}/disable',
    access: 'subadmin',
    confirm: 'lenient',
    answer: call => setEnabled(call, false),
  },
  { method: 'POST', path: 'cloud/users/{}/wipe', access: 'subadmin', confirm: 'lenient', answer: wipe },
  { method: 'POST', path: 'cloud/users/{}/welcome', access: 'subadmin', confirm: 'lenient', answer: welcome },
];

/** IDs as PHP lists them: array keys have turned digits into numbers. */
function ids(users: readonly { id: string }[]): Data {
  return users.map(({ id }) => asKey(id));
}

/** Sorted by ID within a page, whatever the order of the pages. */
function pageOf(call: Call, users: readonly User[]): readonly User[] {
  return page(call, users).toSorted((a, b) => (a.id.toLowerCase() < b.id.toLowerCase() ? -1 : 1));
}

/** `{users: {id: record}}`. */
function recordsOf({ caller, version }: Call, users: readonly User[]): ReadonlyMap<string, Data> {
  const recordOf = (user: User) => (user.unreadable ? { id: user.id } : userRecord(user, caller, version));
  return new Map(users.map(user => [user.id, recordOf(user)]));
}

/** The records and, in version 35, the groups that occur in them. */
export function details(call: Call, users: readonly User[]): Data {
  const { state, version } = call;
  const records = recordsOf(call, users);
  if (!version.groupsBesideUsers) return { users: records };
  const groupIds = new Set(users.flatMap(({ groups, subadmin }) => [...groups, ...subadmin]));
  const groups = [...groupIds]
    .sort()
    .map(id => ({ id: asKey(id), displayname: state.groups.get(id)!.displayname }));
  return { users: records, groups };
}

/** The matching users whom the caller may see, in the server's order. */
function found({ state, caller, params }: Call): readonly User[] {
  const users = administers(caller)
    ? state.sortedUsers
    : state.sortedUsers.filter(user => inGroupsOf(caller, user));
  const search = params.text('search');
  if (search === '') return users;
  const matches = matcher(search);
  return users.filter(user => matches(user.id, user.displayname, user.email));
}

function inGroupsOf(subadmin: User, user: User): boolean {
  return user.groups.some(id => subadmin.subadmin.includes(id));
}

/** The most recently active users first, at most 100. */
function recent(call: Call): readonly User[] {
  const { params, state } = call;
  if (params.has('limit') && !(Number(params.text('limit')) >= 1)) throw new Crash();
  const matches = matcher(params.text('search'));
  const seen = state.sortedUsers.filter(
    user => user.lastLogin > 0 && matches(user.id, user.displayname, user.email),
  );
  const offset = Number(params.text('offset'));
  const limit = Math.min(Number(params.text('limit')) || 25, 100);
  return seen.sort((a, b) => b.lastLogin - a.lastLogin).slice(offset, offset + limit);
}

/** Up to version 25, the caller's own record has `display-name` in place of `displayname`. */
function currentUser({ caller, version }: Call): Data {
  const record = userRecord(caller, caller, version, true);
  if (version.record.includes('display-name')) return record;
  const { displayname = null, ...rest } = record;
  return { ...rest, 'display-name': displayname };
}

function oneUser(call: Call): Data {
  const { caller, version } = call;
  const user = userOf(call);
  if (user !== caller && !manages(caller, user)) throw new Refusal(version.codes.unmanaged);
  return userRecord(user, caller, version, user === caller);
}

function deleteUser(call: Call): Data {
  const { state, version, args, caller } = call;
  const user = state.users.get(args[0]!);
  if (!user) throw new Refusal(version.codes.unknownUserDeleted);
  if (user === caller) throw new Refusal(101);
  state.deleteUser(managedUserOf(call).id);
  return [];
}

function setEnabled(call: Call, enabled: boolean): Data {
  const { state, args, caller } = call;
  const user = state.users.get(args[0]!);
  if (!user || user === caller) throw new Refusal(101);
  managedUserOf(call).enabled = enabled;
  return [];
}

function wipe(call: Call): Data {
  const { state, caller } = call;
  const user = managedUserOf(call);
  if (user === caller) throw new Refusal(101);
  for (const password of state.appPasswords.values()) {
    if (password.userId === user.id) password.wiped = true;
  }
  return [];
}

function welcome(call: Call): Data {
  const { state, version } = call;
  const user = managedUserOf(call);
  if (!user.email) throw new Refusal(101, 'Email address not available');
  if (!state.mailWorks && version.major <= 25) throw new Refusal(102, 'Sending email failed');
  return [];
}
