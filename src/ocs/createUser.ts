import { cloud, type Calls } from './calls.ts';
import { checkMail, checkNewUserId, checkPassword, checkQuota } from './checks.ts';
import { decodeCreatedId } from './decode/index.ts';
import type { EditableField } from './editableFields.ts';
import { CreateError, NextcloudError } from './errors.ts';
import { missingOptions } from './storedFields.ts';
import type { CallOptions, CreateUserOptions, UserInfo } from './types.ts';

/** Codes after which there is no account for certain. */
const leavesNothing = new Set([104, 105, 106, 107, 108, 109, 403, 997, 429, 503]);

type FindUser = (userId: string, signal?: AbortSignal) => Promise<UserInfo | undefined>;

/** What is done to the accounts of a server; `find` answers `undefined` where there is none. */
export interface Accounts {
  find: FindUser;
  edit(userId: string, changes: Partial<Record<EditableField, string>>, options: CallOptions): Promise<void>;
  addToGroup: Join;
  promoteToSubadmin: Join;
}

type Join = (userId: string, groupId: string, options: CallOptions) => Promise<void>;

/**
 * Creates an account and answers with its id. Servers may create it and fail afterwards, and may call it a success
 * without having done all: so it is looked for before and after. Throws `CreateError`.
 */
export async function createUser(
  calls: Calls,
  accounts: Accounts,
  userId: string,
  options: CreateUserOptions,
): Promise<string> {
  const { signal, ...asked } = options;
  const { find } = accounts;
  await unlessCreated(() => prepare(find, userId, options));
  let id: string;
  try {
    const data = await calls.write({
      name: 'users.create',
      method: 'POST',
      path: `${cloud}/users`,
      form: { userid: userId, ...asked },
      account: userId,
      subject: { user: userId },
      stored: async () => {
        const user = await find(userId);
        return user !== undefined && missingOptions(user, asked).length === 0;
      },
      signal,
    });
    id = data === undefined || isEmptyList(data) ? userId : decodeCreatedId(data);
  } catch (error) {
    id = await afterFailure(error, accounts, userId, options);
  }
  if (asked.manager) await ensureManager(find, id, asked.manager, signal);
  return id;
}

/** Single calls for what the account lacks, each once. Throws `CreateError` naming what it lacks in the end. */
export async function finishUser(
  accounts: Accounts,
  userId: string,
  { signal, ...asked }: CreateUserOptions,
  cause?: NextcloudError,
): Promise<void> {
  const user = await accounts.find(userId, signal);
  if (!user)
    throw new CreateError(
      false,
      'notFound',
      `There is no account “${userId}”, or you may not see it.`,
      cause,
    );
  const reasons = new Map<string, NextcloudError>();
  for (const { field, run } of stepsOf(accounts, userId, missingOptions(user, asked), asked, signal))
    try {
      await run();
    } catch (error) {
      if (!(error instanceof NextcloudError) || error.kind === 'aborted') throw error;
      reasons.set(field, error);
    }
  if (reasons.size === 0) return;
  const [first] = reasons.values();
  const why = [...reasons].map(([field, { message }]) => `${field}: ${message}`).join(' ');
  throw new CreateError(
    true,
    first?.kind ?? 'server',
    `The account “${userId}” was created, but without ${[...reasons.keys()].join(', ')}. ${why}`,
    {
      method: first?.method,
      path: first?.path,
      ocsCode: first?.ocsCode,
      httpStatus: first?.httpStatus,
      cause,
    },
    [...reasons.keys()],
  );
}

interface FinishingStep {
  field: string;
  run: () => Promise<void>;
}

function stepsOf(
  accounts: Accounts,
  userId: string,
  missing: readonly string[],
  asked: Omit<CreateUserOptions, 'signal'>,
  signal: AbortSignal | undefined,
): FinishingStep[] {
  const { displayName: displayname, email, quota, language, manager, groups = [], subadmin = [] } = asked;
  const fields = { displayname, email, quota, language, manager };
  const options = { signal };
  const edits = Object.entries(fields).flatMap(([field, value]) =>
    value && missing.includes(field)
      ? [{ field, run: () => accounts.edit(userId, { [field]: value }, options) }]
      : [],
  );
  const join = (field: string, ids: string[], add: Accounts['addToGroup']) =>
    missing.includes(field) ? ids.map(id => ({ field, run: () => add(userId, id, options) })) : [];
  return [
    ...edits,
    ...join('groups', groups, accounts.addToGroup),
    ...join('subadmin', subadmin, accounts.promoteToSubadmin),
  ];
}

/** Everything that can be known to fail before anything is created. */
async function prepare(find: FindUser, userId: string, options: CreateUserOptions): Promise<void> {
  const { password, email, quota, manager, signal } = options;
  checkNewUserId(userId);
  if (password) checkPassword(password);
  if (email) checkMail(email);
  if (quota) checkQuota(quota);
  if (!password && !email)
    throw new NextcloudError(
      'invalid',
      `Give “${userId}” a password or an e-mail address to send a link to.`,
    );
  if (await find(userId, signal).catch(unlessForbidden))
    throw new NextcloudError('conflict', `There is already an account “${userId}”.`);
  if (manager && !(await find(manager, signal)))
    throw new NextcloudError('invalid', `There is no account “${manager}” to be the manager.`);
}

/** Somebody else's account, or none: the server will tell. */
function unlessForbidden(error: unknown): undefined {
  if (!(error instanceof NextcloudError) || error.kind !== 'forbidden') throw error;
}

async function unlessCreated(check: () => Promise<void>): Promise<void> {
  try {
    await check();
  } catch (error) {
    if (!(error instanceof NextcloudError)) throw error;
    throw new CreateError(false, error.kind, error.message, error);
  }
}

/** The id where the account is there and has all in the end: the creation broke off, and was finished. */
async function afterFailure(
  error: unknown,
  accounts: Accounts,
  userId: string,
  options: CreateUserOptions,
): Promise<string> {
  if (!(error instanceof NextcloudError)) throw error;
  if (error.kind === 'auth' || (error.ocsCode !== undefined && leavesNothing.has(error.ocsCode)))
    throw new CreateError(false, error.kind, error.message, error);
  const user = await accounts.find(userId).catch(() => {
    const text = `${error.message} Whether “${userId}” was created could not be found out: look before you try again.`;
    const { method, path, ocsCode, httpStatus } = error;
    throw new CreateError(false, error.kind, text, {
      method,
      path,
      ocsCode,
      httpStatus,
      isOpen: true,
      cause: error,
    });
  });
  if (!user) throw new CreateError(false, kindOfNothing(error, options), error.message, error);
  if (error.kind === 'aborted') throw brokenOff(error, userId, missingOptions(user, options));
  try {
    await finishUser(accounts, userId, options, error);
    return user.userId;
  } catch (reason) {
    if (reason instanceof CreateError) throw reason;
    throw brokenOff(error, userId, missingOptions(user, options));
  }
}

function brokenOff(error: NextcloudError, userId: string, missing: readonly string[]): CreateError {
  const lacks = missing.length > 0 ? ` without ${missing.join(', ')}` : '';
  const kind = error.kind === 'conflict' ? 'invalid' : error.kind;
  const text = `${error.message} The account “${userId}” was created all the same${lacks}.`;
  return new CreateError(true, kind, text, error, missing);
}

/** Up to Nextcloud 25 one code means "exists" and "no such group to administer"; that nothing exists is known here. */
function kindOfNothing(error: NextcloudError, asked: CreateUserOptions): NextcloudError['kind'] {
  return error.ocsCode === 102 && asked.subadmin?.length ? 'notFound' : error.kind;
}

/** Servers up to 25 ignore the manager on creation. */
async function ensureManager(
  find: FindUser,
  userId: string,
  manager: string,
  signal?: AbortSignal,
): Promise<void> {
  const user = await find(userId, signal).catch(() => undefined);
  if (user?.manager === manager) return;
  const text = `The account “${userId}” was created, but without its manager. Set it afterwards; that works since Nextcloud 26.`;
  throw new CreateError(true, 'unsupported', text, { method: 'POST', path: `${cloud}/users` }, ['manager']);
}

function isEmptyList(data: unknown): boolean {
  return data === '' || (Array.isArray(data) && data.length === 0);
}
