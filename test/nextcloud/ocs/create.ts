import { Crash, EmptyAnswer, Refusal } from '../answers.ts';
import type { Data } from '../data.ts';
import { words } from '../lists.ts';
import { administers, decidesOver } from './call.ts';
import type { Call, Route } from './call.ts';
import { fields, isEmail, isLanguage } from './fields.ts';
import { isTooLong, weakness } from './policy.ts';
import { parseQuota } from './quota.ts';

export const createRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: 'cloud/users',
    access: 'subadmin',
    confirm: 'lenient',
    required: ['userid'],
    lists: ['groups', 'subadmin'],
    answer: createUser,
  },
];

const longestId = 64;
/** No folder can have such a name. Up to version 25, servers notice only after they have created the user. */
const longestFolder = 254;

/** Names of files in the data folder, which are forbidden as user IDs. */
const taken = new Set(words('.htaccess .ocdata files_external index.html nextcloud.log owncloud.log'));

/** Not atomic, as on real servers: the user remains if a later step fails. */
function createUser(call: Call): Data {
  const { state, version, params } = call;
  const id = params.text('userid');
  if (state.users.has(id)) throw new Refusal(102, 'User already exists');
  checkGroups(call);
  checkSubadminGroups(call);
  const password = params.text('password');
  const email = params.text('email');
  if (password === '' && email === '') throw new Refusal(108, version.major > 25 ? mailNeeded : mailNeeded25);
  checkId(call, id);
  if (password !== '') checkPassword(password, version.major);
  const [groups = [], subadmin = []] = [params.list('groups'), params.list('subadmin')];
  state.createUser({ id, password, groups, subadmin });
  if (id.length > longestFolder && version.major <= 25) throw new Crash();
  fill(call, id);
  return { id };
}

const mailNeeded = 'An email address is required, to send a password link to the user.';
const mailNeeded25 = 'To send a password link to the user an email address is required.';

function checkGroups({ state, caller, params, version }: Call): void {
  const groups = params.list('groups') ?? [];
  const isNew = version.major > 25;
  for (const id of groups) {
    if (!state.groups.has(id)) throw new Refusal(104, `${isNew ? 'Group' : 'group'} ${id} does not exist`);
    if (!decidesOver(caller, id))
      throw new Refusal(105, `${isNew ? 'Insufficient' : 'insufficient'} privileges for group ${id}`);
  }
  if (groups.length === 0 && !administers(caller))
    throw new Refusal(
      106,
      isNew ? 'No group specified (required for sub-admins)' : 'no group specified (required for subadmins)',
    );
}

function checkSubadminGroups({ state, caller, params, version }: Call): void {
  const [single, plural] = version.major > 25 ? ['Sub-admin', 'sub-admins'] : ['Subadmin', 'subadmins'];
  for (const id of params.list('subadmin') ?? []) {
    if (!state.groups.has(id))
      throw new Refusal(version.codes.create.subadminGroup, `${single} group does not exist`);
    if (id === 'admin') throw new Refusal(103, `Cannot create ${plural} for admin group`);
    if (!decidesOver(caller, id)) throw new Refusal(403, `No permissions to promote ${plural}`);
  }
}

function checkId({ version }: Call, id: string): void {
  const { login, allowedInIds } = version.words;
  if (!/^[a-zA-Z0-9 _.@\-']*$/.test(id))
    throw new Refusal(101, `Only the following characters are allowed in ${allowedInIds}`);
  if (id === '') throw new Refusal(101, `A valid ${login === 'Login' ? login : 'username'} must be provided`);
  if (id.trim() !== id) throw new Refusal(101, `${login} contains whitespace at the beginning or at the end`);
  if (/^\.+$/.test(id)) throw new Refusal(101, `${login} must not consist of dots only`);
  if (taken.has(id)) throw new Refusal(101, `${login} is invalid because files already exist for this user`);
  if (version.major > 29 && id.length > longestId) throw new Refusal(101, 'Username is too long');
}

function checkPassword(password: string, major: number): void {
  if (isTooLong(password)) throw new Refusal(101, 'Invalid password value');
  const message = weakness(password);
  if (message) throw major === 17 ? new EmptyAnswer(200) : new Refusal(107, message);
}

/** The steps that follow the creation of the user. */
function fill({ state, version, params }: Call, id: string): void {
  const user = state.users.get(id)!;
  const { codes } = version;
  const [name, quota, language] = [params.text('displayName'), params.text('quota'), params.text('language')];
  if (name !== '') fields.get('displayname')!.set({ state, version, user, value: name });
  if (quota !== '') user.quota = parseQuota(quota, version, codes.create.quota);
  if (language !== '' && !isLanguage(language)) throw new Refusal(codes.create.language, 'Invalid language');
  user.language = language;
  if (version.createsWithManager) user.manager = state.users.get(params.text('manager'))?.id ?? '';
  user.email = params.text('email').toLowerCase();
  if (user.email !== '' && !isEmail(user.email) && version.major <= 25) throw new Crash();
}
