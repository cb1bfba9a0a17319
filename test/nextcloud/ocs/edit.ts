import { Refusal } from '../answers.ts';
import type { Data } from '../data.ts';
import { words } from '../lists.ts';
import type { User } from '../state.ts';
import { isAdmin, manages } from './call.ts';
import type { Call, Route } from './call.ts';
import { fields, isScope, replaceMail, scoped, setScope } from './fields.ts';

/** Calls that change one field of a user. */
export const editRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: 'cloud/user/fields',
    access: 'user',
    answer: ({ caller, version }) => editableFields(caller, version.major),
  },
  {
    method: 'GET',
    path: 'cloud/user/fields/{}',
    access: 'user',
    exists: version => version.has.fieldsOfOthers,
    answer: call => editableFields(editable(call), call.version.major),
  },
  {
    method: 'PUT',
    path: 'cloud/users/{}',
    access: 'user',
    confirm: 'lenient',
    limit: 'edit',
    required: ['key', 'value'],
    answer: edit,
  },
  {
    method: 'PUT',
    path: 'cloud/users/{}/{}',
    access: 'user',
    confirm: 'lenient',
    limit: 'collection',
    required: ['key', 'value'],
    exists: version => version.has.additionalMail,
    answer: editCollection,
  },
];

const fields17 = ['displayname', 'email', 'phone', 'address', 'website', 'twitter'];
const fields25 = words(`
  displayname email additional_mail phone address website twitter organisation role headline biography
  profile_enabled
`);
const fields29 = words(`
  displayname email additional_mail phone address website twitter fediverse organisation role headline
  biography profile_enabled
`);
const fields35 = words(`
  address biography birthdate displayname email fediverse headline organisation phone profile_enabled
  pronouns role twitter bluesky website additional_mail
`);

/** The profile fields by the version that introduced them, newest first. */
const fieldsSince: readonly (readonly [since: number, fields: readonly string[]])[] = [
  [32, fields35],
  [28, fields29],
  [23, fields25],
];

function editableFields(user: User, major: number): Data {
  const known = fieldsSince.find(([since]) => major >= since)?.[1] ?? fields17;
  return user.canSetDisplayName ? known : known.filter(field => field !== 'displayname');
}

/**
 * The user in the path.
 * @throws a refusal unless it is the caller or a user whom the caller may manage
 */
function editable({ state, args, caller, version }: Call): User {
  const user = state.users.get(args[0]!);
  if (!user) throw new Refusal(998);
  if (user !== caller && !manages(caller, user)) throw new Refusal(version.codes.unmanaged);
  return user;
}

function edit(call: Call): Data {
  const { state, version, caller, params } = call;
  const user = editable(call);
  const key = params.text('key');
  const change = { state, version, user, value: params.text('value') };
  if (isOwnScope(key, user, caller, version.major)) setScope(change, key);
  else if (mayEdit(key, user, caller, version.major)) fields.get(key)!.set(change);
  else throw new Refusal(version.codes.edit.forbidden);
  return [];
}

function isOwnScope(key: string, user: User, caller: User, major: number): boolean {
  return user === caller && major >= 23 && key.endsWith('Scope') && scoped.has(key.slice(0, -'Scope'.length));
}

function mayEdit(key: string, user: User, caller: User, major: number): boolean {
  const field = fields.get(key);
  if (!field || field.since > major) return false;
  if (key === 'password' && !user.canSetPassword) return false;
  if (field.editor === 'self') return user === caller;
  return field.editor === 'everybody' || isAdmin(caller) || user !== caller;
}

/** Changes `additional_mail` and the scopes of its addresses: `key` is the address. */
function editCollection(call: Call): Data {
  const { state, version, caller, args, params } = call;
  const user = editable(call);
  const [, collection] = args;
  const key = params.text('key');
  const change = { state, version, user, value: params.text('value') };
  if (collection === 'additional_mail') replaceMail(change, key);
  else if (collection === 'additional_mailScope' && user === caller) setMailScope(user, key, change.value);
  else throw new Refusal(103);
  return [];
}

function setMailScope(user: User, mail: string, scope: string): void {
  if (!user.additional_mail.includes(mail) || !isScope(scope)) throw new Refusal(102);
  user.scopes[mail] = scope;
}
