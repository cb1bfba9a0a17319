import { cloud, type Calls } from './calls.ts';
import { checkMail, checkNewUserId, checkPassword, checkQuota } from './checks.ts';
import { decodeCreatedId } from './decode/index.ts';
import { CreateError, NextcloudError } from './errors.ts';
import { missingOptions } from './storedFields.ts';
import type { CreateUserOptions, UserInfo } from './types.ts';

/** Codes after which there is no account for certain. */
const leavesNothing = new Set([104, 105, 106, 107, 108, 109, 403, 997, 429, 503]);

type FindUser = (userId: string, signal?: AbortSignal) => Promise<UserInfo | undefined>;

/**
 * Creates an account and answers with its id. Servers may create it and fail afterwards, and may call it a success
 * without having done all: so it is looked for before and after. Throws `CreateError`.
 */
export async function createUser(
  calls: Calls,
  find: FindUser,
  userId: string,
  options: CreateUserOptions,
): Promise<string> {
  const { signal, ...asked } = options;
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
    throw await afterFailure(error, find, userId, asked);
  }
  if (asked.manager) await ensureManager(find, id, asked.manager, signal);
  return id;
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

async function afterFailure(
  error: unknown,
  find: FindUser,
  userId: string,
  asked: CreateUserOptions,
): Promise<unknown> {
  if (!(error instanceof NextcloudError)) return error;
  if (error.kind === 'auth' || (error.ocsCode !== undefined && leavesNothing.has(error.ocsCode)))
    return new CreateError(false, error.kind, error.message, error);
  try {
    const user = await find(userId);
    if (!user) return new CreateError(false, kindOfNothing(error, asked), error.message, error);
    const missing = missingOptions(user, asked);
    const lacks = missing.length > 0 ? ` without ${missing.join(', ')}` : '';
    const kind = error.kind === 'conflict' ? 'invalid' : error.kind;
    return new CreateError(
      true,
      kind,
      `${error.message} The account “${userId}” was created all the same${lacks}.`,
      error,
    );
  } catch {
    const text = `${error.message} Whether “${userId}” was created could not be found out: look before you try again.`;
    return new CreateError(false, error.kind, text, error);
  }
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
  throw new CreateError(true, 'unsupported', text, { method: 'POST', path: `${cloud}/users` });
}

function isEmptyList(data: unknown): boolean {
  return data === '' || (Array.isArray(data) && data.length === 0);
}
