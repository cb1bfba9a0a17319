import { Refusal } from '../answers.ts';
import type { Data } from '../data.ts';
import type { User } from '../state.ts';
import { decidesOver, managedUserOf } from './call.ts';
import type { Call, Route } from './call.ts';
import { isEmail, isLanguage } from './fields.ts';
import { isTooLong, weakness } from './policy.ts';
import { parseQuota } from './quota.ts';
import { userRecord } from './record.ts';

export const patchRoutes: readonly Route[] = [
  {
    method: 'PATCH',
    path: 'cloud/users/{}',
    access: 'subadmin',
    confirm: 'lenient',
    limit: 'patch',
    lists: ['groups', 'subadminGroups'],
    exists: version => version.has.patch,
    answer: patch,
  },
];

/** The problem with the value of a field, or an empty text. */
const complaints: Readonly<Record<string, (value: string, call: Call) => string>> = {
  displayName: value => (value.trim().length > 64 ? 'Invalid displayname' : ''),
  password: value => (isTooLong(value) ? 'Invalid password value' : weakness(value)),
  email: value => (value === '' || isEmail(value) ? '' : 'Invalid email address'),
  language: value => (isLanguage(value) ? '' : 'Invalid language'),
  quota: (value, { version }) => quotaComplaint(value, version),
};

const setters: Readonly<Record<string, (user: User, value: string, call: Call) => void>> = {
  displayName: (user, value) => (user.displayname = value.trim() || user.id),
  password: (user, value) => (user.password = value),
  email: (user, value) => (user.email = value.toLowerCase()),
  language: (user, value) => (user.language = value),
  quota: (user, value, { version }) => (user.quota = parseQuota(value, version, 0)),
  manager: (user, value, { state }) => (user.manager = state.users.get(value)?.id ?? ''),
};

/** Changes several fields, all or none. A refusal names the problem of each field. */
function patch(call: Call): Data {
  const { params, caller, version } = call;
  const user = managedUserOf(call);
  const errors = {
    ...fieldErrors(call),
    ...groupErrors(call, 'groups'),
    ...groupErrors(call, 'subadminGroups'),
  };
  if (Object.keys(errors).length > 0) throw new Refusal(422, '', { errors });
  for (const [field, set] of Object.entries(setters)) {
    if (params.has(field)) set(user, params.text(field), call);
  }
  setGroups(call, user);
  return userRecord(user, caller, version, user === caller);
}

function fieldErrors(call: Call): Record<string, string> {
  const found = Object.entries(complaints)
    .filter(([field]) => call.params.has(field))
    .map(([field, complain]) => [field, complain(call.params.text(field), call)] as const)
    .filter(([, message]) => message !== '');
  return Object.fromEntries(found);
}

function quotaComplaint(value: string, version: Call['version']): string {
  try {
    parseQuota(value, version, 0);
    return '';
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}

function groupErrors({ state, params, caller }: Call, field: string): Record<string, string> {
  for (const id of params.list(field) ?? []) {
    if (!state.groups.has(id)) return { [field]: `Group ${id} does not exist` };
    if (!decidesOver(caller, id)) return { [field]: `Insufficient privileges for group ${id}` };
  }
  return {};
}

function setGroups({ state, params }: Call, user: User): void {
  const groups = params.has('groups') ? params.list('groups')! : user.groups;
  const subadmin = params.has('subadminGroups') ? params.list('subadminGroups')! : user.subadmin;
  for (const id of user.groups) if (!groups.includes(id)) state.leave(user.id, id);
  for (const id of groups) state.join(user.id, id);
  for (const id of user.subadmin) if (!subadmin.includes(id)) state.demote(user.id, id);
  for (const id of subadmin) state.promote(user.id, id);
}
