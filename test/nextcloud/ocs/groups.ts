import { createHash } from 'node:crypto';
import { Crash, Refusal } from '../answers.ts';
import { asKey } from '../data.ts';
import type { Data } from '../data.ts';
import type { Group, State, User } from '../state.ts';
import { administers, isSubadmin, matcher, page } from './call.ts';
import type { Call, Route } from './call.ts';
import { phpUrlDecode } from './decode.ts';
import { details } from './users.ts';

const longestId = 64;
const longestHashable = 255;

/** Groups: https://docs.nextcloud.com/server/latest/admin_manual/configuration_user/instruction_set_for_groups.html */
export const groupRoutes: readonly Route[] = [
  { method: 'GET', path: 'cloud/groups', access: 'subadmin', answer: listGroups },
  {
    method: 'POST',
    path: 'cloud/groups',
    access: 'delegated',
    confirm: 'lenient',
    required: ['groupid'],
    answer: createGroup,
  },
  { method: 'GET', path: 'cloud/groups/details', access: 'groupLists', answer: listDetails },
  { method: 'GET', path: 'cloud/groups/{*}/users/details', access: 'subadmin', answer: memberDetails },
  { method: 'GET', path: 'cloud/groups/{*}/users', access: 'user', answer: members },
  { method: 'GET', path: 'cloud/groups/{*}/subadmins', access: 'delegated', answer: subadmins },
  { method: 'GET', path: 'cloud/groups/{*}', access: 'user', answer: members },
  {
    method: 'PUT',
    path: 'cloud/groups/{*}',
    access: 'delegated',
    confirm: 'lenient',
    required: ['key', 'value'],
    exists: version => version.has.groupRename,
    answer: renameGroup,
  },
  {
    method: 'DELETE',
    path: 'cloud/groups/{*}',
    access: 'delegated',
    confirm: 'lenient',
    answer: deleteGroup,
  },
];

/** An entry of `groups/details`; `disabled` is the number of disabled members. */
export function groupDetails({ state }: { state: State }, id: string): Data {
  const { displayname, members } = state.groups.get(id)!;
  let disabled = 0;
  for (const userId of members) if (!state.users.get(userId)!.enabled) disabled++;
  return { id, displayname, usercount: members.size, disabled, canAdd: true, canRemove: true };
}

function found(call: Call): readonly Group[] {
  const { state, params } = call;
  const matches = matcher(params.text('search'));
  return page(
    call,
    state.sortedGroups.filter(({ id, displayname }) => matches(id, displayname)),
  );
}

function listGroups(call: Call): Data {
  return { groups: found(call).map(({ id }) => id) };
}

function listDetails(call: Call): Data {
  return { groups: found(call).map(({ id }) => groupDetails(call, id)) };
}

/** The group ID in the path. Most calls decode it a second time, `/subadmins` does not. */
function idOf({ args, version }: Call): string {
  return version.decodesGroupIdsTwice ? phpUrlDecode(args[0]!) : args[0]!;
}

function memberUsers({ state }: Call, { members }: Group): readonly User[] {
  return [...members].sort().map(id => state.users.get(id)!);
}

function members(call: Call): Data {
  const { state, caller } = call;
  const group = state.groups.get(idOf(call));
  if (!group) throw new Refusal(404, 'The requested group could not be found');
  if (!administers(caller) && !caller.subadmin.includes(group.id)) throw notPermitted(call);
  return { users: memberUsers(call, group).map(({ id }) => asKey(id)) };
}

/** Versions up to 29 name the missing right to callers who administer no group; later versions give no message. */
function notPermitted({ caller, version }: Call): Refusal {
  const isTold = version.major <= 29 && !isSubadmin(caller);
  return new Refusal(version.codes.notPermitted, isTold ? 'Logged in user must be at least a sub admin' : '');
}

function memberDetails(call: Call): Data {
  const { state, caller, params, version } = call;
  const group = state.groups.get(idOf(call));
  if (!group) throw new Refusal(998, 'The requested group could not be found');
  if (!administers(caller) && !caller.subadmin.includes(group.id))
    throw new Refusal(998, 'The requested group could not be found');
  const matches = matcher(params.text('search'));
  const users = memberUsers(call, group).filter(user =>
    matches(user.id, user.email, version.major > 29 ? '' : user.displayname),
  );
  return details(call, page(call, users));
}

function subadmins({ state, args }: Call): Data {
  const group = state.groups.get(args[0]!);
  if (!group) throw new Refusal(101, 'Group does not exist');
  return [...group.subadmins];
}

function createGroup({ state, params, version }: Call): Data {
  const id = params.text('groupid');
  if (id === '' || id === '0') throw new Refusal(101, 'Invalid group name');
  if (state.groups.has(id)) throw new Refusal(102, 'group exists');
  const stored = version.hashesLongGroupIds ? hashLong(id) : id;
  state.createGroup(stored, (version.createsGroupsWithName && params.text('displayname')) || id);
  return [];
}

/** Version 35 silently stores the hash of a long ID in its place. */
function hashLong(id: string): string {
  if (id.length > longestHashable) throw new Crash();
  return id.length > longestId ? createHash('sha256').update(id).digest('hex') : id;
}

function renameGroup(call: Call): Data {
  const { state, params, version } = call;
  if (params.text('key') !== 'displayname') throw new Refusal(999);
  const group = state.groups.get(idOf(call));
  if (!group) throw unknownGroup(version.major);
  const name = params.text('value').trim();
  if (name === '') throw new Refusal(101, 'Not supported by backend');
  group.displayname = name;
  return [];
}

function unknownGroup(major: number): Error {
  if (major >= 23 && major <= 25) return new Crash();
  return major > 25 ? new Refusal(998, 'Group does not exist') : new Refusal(404, 'Group does not exist');
}

function deleteGroup(call: Call): Data {
  const id = idOf(call);
  if (!call.state.groups.has(id)) throw new Refusal(101);
  if (id === 'admin') throw new Refusal(102);
  call.state.deleteGroup(id);
  return [];
}
