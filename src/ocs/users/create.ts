import * as l10n from '@vscode/l10n';
import { cloud } from '../call.ts';
import type { Calls } from '../calls.ts';
import { checkMail, checkNewUserId, checkPassword, checkQuota, noSuchManager } from '../checks.ts';
import { decodeCreatedId } from '../decode/index.ts';
import { CreateError, NextcloudError } from '../errors.ts';
import { creatingFailures } from '../failures/creating.ts';
import type { CreateUserOptions } from '../types.ts';
import { finishUser, type Accounts } from './finish.ts';
import { missingOptions } from './storedFields.ts';

/** Codes after which the user certainly does not exist. */
const leavesNothing = new Set([104, 105, 106, 107, 108, 109, 403, 997, 429, 503]);

/**
 * Creates a user and returns the ID. Servers may create the user and fail afterwards, and may report success without having
 * done everything, so the user is looked up before and after. Throws `CreateError`.
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
      failures: creatingFailures,
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

/** Throws for everything that is certain to fail, before anything is created. */
async function prepare(find: Accounts['find'], userId: string, options: CreateUserOptions): Promise<void> {
  const { password, email, quota, manager, signal } = options;
  checkNewUserId(userId);
  if (password) checkPassword(password);
  if (email) checkMail(email);
  if (quota) checkQuota(quota);
  const user = userId;
  if (!password && !email)
    throw new NextcloudError(
      'invalid',
      l10n.t('Enter a password for “{user}”, or an email address to send a sign-in link to.', { user }),
    );
  if (await find(userId, signal).catch(unlessForbidden))
    throw new NextcloudError('conflict', l10n.t('A user with the ID “{user}” already exists.', { user }));
  if (manager && !(await find(manager, signal))) throw noSuchManager(manager);
}

/** The user may exist but be hidden from the caller; the server will tell. */
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

/** The ID, if the user exists and could be completed after the creation broke off. */
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
    throw unknownOutcome(error, userId);
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

function unknownOutcome(cause: NextcloudError, user: string): CreateError {
  const { kind, message, method, path, ocsCode, httpStatus } = cause;
  const text = l10n.t('{message} It is unknown whether “{user}” was created. Check before you try again.', {
    message,
    user,
  });
  return new CreateError(false, kind, text, { method, path, ocsCode, httpStatus, isOpen: true, cause });
}

function brokenOff(error: NextcloudError, user: string, missing: readonly string[]): CreateError {
  const { message } = error;
  const fields = missing.join(', ');
  const text = fields
    ? l10n.t('{message} The user “{user}” was created anyway, but without {fields}.', {
        message,
        user,
        fields,
      })
    : l10n.t('{message} The user “{user}” was created anyway.', { message, user });
  return new CreateError(true, error.kind === 'conflict' ? 'invalid' : error.kind, text, error, missing);
}

/** Up to Nextcloud 25 one code means both "exists" and "no such group to administer". Here, nothing exists. */
function kindOfNothing(error: NextcloudError, asked: CreateUserOptions): NextcloudError['kind'] {
  return error.ocsCode === 102 && asked.subadmin?.length ? 'notFound' : error.kind;
}

/** Servers up to 25 ignore the manager on creation. */
async function ensureManager(
  find: Accounts['find'],
  userId: string,
  manager: string,
  signal?: AbortSignal,
): Promise<void> {
  const user = await find(userId, signal).catch(() => undefined);
  if (user?.manager === manager) return;
  const text = l10n.t(
    'The user “{user}” was created, but without a manager. Set the manager afterwards, which is possible since Nextcloud 26.',
    { user: userId },
  );
  throw new CreateError(true, 'unsupported', text, { method: 'POST', path: `${cloud}/users` }, ['manager']);
}

function isEmptyList(data: unknown): boolean {
  return data === '' || (Array.isArray(data) && data.length === 0);
}
