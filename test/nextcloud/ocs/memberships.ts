import { Refusal } from '../answers.ts';
import type { Data } from '../data.ts';
import type { User } from '../state.ts';
import { administers, decidesOver, manages } from './call.ts';
import type { Call, Route } from './call.ts';
import { groupDetails } from './groups.ts';

const groupsPath = 'cloud/users/{}/groups';
const subadminsPath = 'cloud/users/{}/subadmins';

/** The groups of an account, and those it manages. */
export const membershipRoutes: readonly Route[] = [
  { method: 'GET', path: groupsPath, access: 'user', answer: groupsOfUser },
  { method: 'POST', path: groupsPath, access: 'subadmin', confirm: 'lenient', answer: addToGroup },
  {
    method: 'DELETE',
    path: groupsPath,
    access: 'subadmin',
    confirm: 'lenient',
    required: ['groupid'],
    answer: removeFromGroup,
  },
  { method: 'GET', path: subadminsPath, access: 'delegated', answer: call => [...known(call, 404).subadmin] },
  {
    method: 'POST',
    path: subadminsPath,
    access: 'delegated',
    confirm: 'lenient',
    required: ['groupid'],
    answer: promote,
  },
  {
    method: 'DELETE',
    path: subadminsPath,
    access: 'delegated',
    confirm: 'lenient',
    required: ['groupid'],
    answer: demote,
  },
  {
    method: 'GET',
    path: `${groupsPath}/details`,
    access: 'user',
    exists: version => version.has.groupDetailsOfUser,
    answer: call => ({ groups: visible(call).groups.map(id => groupDetails(call, id)) }),
  },
  {
    method: 'GET',
    path: `${subadminsPath}/details`,
    access: 'user',
    exists: version => version.has.groupDetailsOfUser,
    answer: call => ({ groups: visible(call).subadmin.map(id => groupDetails(call, id)) }),
  },
];

/** The account in the path, with a message as the calls for subadmins have it. */
function known({ state, args }: Call, code: number): User {
  const user = state.users.get(args[0]!);
  if (!user) throw new Refusal(code, 'User does not exist');
  return user;
}

/** Oneself, or an account that one manages. */
function visible(call: Call): User {
  const user = known(call, 404);
  if (user !== call.caller && !manages(call.caller, user)) throw new Refusal(998);
  return user;
}

/** A subadmin sees those groups that he manages, on 25 as `{"Staff":"Staff"}`. */
function groupsOfUser({ state, args, caller, version }: Call): Data {
  const user = state.users.get(args[0]!);
  if (!user) throw new Refusal(998);
  if (user === caller || administers(caller)) return { groups: [...user.groups] };
  if (!manages(caller, user)) throw new Refusal(version.codes.unmanaged);
  const visible = user.groups.filter(id => caller.subadmin.includes(id));
  return { groups: version.major > 29 ? visible : new Map(visible.map(id => [id, id])) };
}

/** What the calls that change memberships check first, each with its own code. */
function memberAndGroup(call: Call): { user: User; groupId: string } {
  const { state, args, params, caller } = call;
  const groupId = params.text('groupid');
  const user = state.users.get(args[0]!);
  if (groupId === '') throw new Refusal(101);
  if (!state.groups.has(groupId)) throw new Refusal(102);
  if (!user) throw new Refusal(103);
  if (!decidesOver(caller, groupId)) throw new Refusal(104);
  return { user, groupId };
}

function addToGroup(call: Call): Data {
  const { user, groupId } = memberAndGroup(call);
  call.state.join(user.id, groupId);
  return [];
}

function removeFromGroup(call: Call): Data {
  const { state, caller, version } = call;
  const { user, groupId } = memberAndGroup(call);
  if (user === caller && groupId === 'admin')
    throw new Refusal(105, 'Cannot remove yourself from the admin group');
  if (!administers(caller))
    refuseToSubadmin(caller, user, groupId, version.major > 25 ? 'sub-admin' : 'SubAdmin');
  state.leave(user.id, groupId);
  return [];
}

function refuseToSubadmin(caller: User, user: User, groupId: string, subadmin: string): void {
  if (user === caller)
    throw new Refusal(105, `Cannot remove yourself from this group as you are a ${subadmin}`);
  const managed = user.groups.filter(id => caller.subadmin.includes(id));
  if (managed.length === 1 && managed[0] === groupId)
    throw new Refusal(105, `Not viable to remove user from the last group you are ${subadmin} of`);
}

function promote(call: Call): Data {
  const { state, params, version } = call;
  const user = known(call, 101);
  const groupId = params.text('groupid');
  if (!state.groups.has(groupId)) throw new Refusal(102, 'Group does not exist');
  if (groupId === 'admin')
    throw new Refusal(
      103,
      `Cannot create ${version.major > 25 ? 'sub-admins' : 'subadmins'} for admin group`,
    );
  state.promote(user.id, groupId);
  return [];
}

function demote(call: Call): Data {
  const { state, params, version } = call;
  const user = known(call, 101);
  const groupId = params.text('groupid');
  if (!state.groups.has(groupId)) throw new Refusal(101, 'Group does not exist');
  if (!user.subadmin.includes(groupId))
    throw new Refusal(102, `User is not a ${version.major > 25 ? 'sub-admin' : 'subadmin'} of this group`);
  state.demote(user.id, groupId);
  return [];
}
