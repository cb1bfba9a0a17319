import * as l10n from '@vscode/l10n';
import { toAccountDocument } from '../model/account.ts';
import { isApplied } from '../model/plan/apply.ts';
import { differences, isSame } from '../model/plan/equal.ts';
import { isUserStep } from '../model/plan/types.ts';
import type { FieldChange, NoticeText, StepAction, StepKind, UserStep } from '../model/plan/types.ts';
import { CreateError, EditError, NextcloudError } from '../ocs/index.ts';
import type { CreateUserOptions, NextcloudClient, UserInfo } from '../ocs/index.ts';
import type { StepOutcome } from './entries.ts';
import { endsRun, failureOf, isKind } from './failures.ts';
import { performServer } from './performServer.ts';
import { resetSecondFactor } from './secondFactor.ts';

type StepOf<K extends StepAction['kind']> = Extract<StepAction, { kind: K }>;
type SimpleStep = Exclude<UserStep, { kind: 'create' | 'change' | 'delete' | 'resetSecondFactor' }>;

export interface Circumstances {
  client: NextcloudClient;
  signal: AbortSignal;
  /** It was begun before, and may have been done. */
  isBegun: boolean;
  /** For a user to be created. */
  password?: string | undefined;
  /** For users to be notified. */
  notice?: NoticeText | undefined;
}

/**
 * Carries out one step, unless it is done already or somebody else has changed what it is about. Throws what the client
 * throws. After a crash of the server it looks and tries once more: SQLite crashes where writes meet, and the client
 * sends them one by one from then on.
 */
export async function perform(step: StepAction, how: Circumstances): Promise<StepOutcome> {
  try {
    return await performOnce(step, how);
  } catch (error) {
    if (!isKind(error, 'server') || error.isOpen || !isRepeatable(step)) throw error;
    return performOnce(step, { ...how, isBegun: true });
  }
}

/** No look at the user tells whether these were done. */
const unrepeatable: ReadonlySet<StepKind> = new Set(['wipe', 'welcome', 'notify']);

export const isRepeatable = ({ kind }: StepAction): boolean => !unrepeatable.has(kind);

async function performOnce(step: StepAction, how: Circumstances): Promise<StepOutcome> {
  if (!isUserStep(step)) return performServer(step, how);
  switch (step.kind) {
    case 'create':
      return create(step, how);
    case 'change':
      return change(step, how);
    case 'delete':
      return remove(step, how);
    case 'resetSecondFactor':
      return resetSecondFactor(step, how);
    default:
      return simple(step, how);
  }
}

async function create(
  step: StepOf<'create'>,
  { client, signal, isBegun, password }: Circumstances,
): Promise<StepOutcome> {
  const { user: id, values, hasPassword } = step;
  const { displayname: displayName, ...others } = values;
  const options: CreateUserOptions = { ...others, displayName, signal };
  if (isBegun) {
    const user = await find(client, id, signal);
    if (user && !isOurs(user, step)) return { type: 'conflict', fields: ['id'] };
    if (user) {
      await client.users.finish(id, options);
      return { type: 'done' };
    }
  }
  if (hasPassword && password === undefined)
    throw new NextcloudError(
      'invalid',
      l10n.t('The password for “{0}” is no longer known: passwords are kept in memory only.', id),
    );
  try {
    await client.users.create(id, { ...options, ...(hasPassword && { password }) });
    return { type: 'done' };
  } catch (error) {
    const isForeign = isKind(error, 'conflict') && !(error instanceof CreateError && error.created);
    if (isForeign) return { type: 'conflict', fields: ['id'] };
    throw error;
  }
}

/** Whether an account that is there may come from a creation that broke off: what it has was asked for, or is empty. */
function isOurs(user: UserInfo, { values }: StepOf<'create'>): boolean {
  const account = toAccountDocument(user);
  const fields = ['displayname', 'email', 'manager', 'quota'] as const;
  const initial = { displayname: user.userId, email: '', manager: '', quota: 'none' };
  const within = (list: readonly string[] = [], wanted: readonly string[] = []) =>
    list.every(item => wanted.includes(item));
  return (
    !user.lastLogin &&
    within(account.groups, values.groups) &&
    within(account.subadmin, values.subadmin) &&
    fields.every(field => {
      const stored = account[field] ?? initial[field];
      const isAsked = isSame(field, stored, values[field] ?? initial[field], user.userId);
      return isAsked || isSame(field, stored, initial[field], user.userId);
    })
  );
}

async function change(
  step: StepOf<'change'>,
  { client, signal, isBegun }: Circumstances,
): Promise<StepOutcome> {
  const { user: id, changes } = step;
  const isNew = changes.every(({ old }) => old === undefined);
  let open = changes;
  if (isBegun || !isNew) {
    const now = toAccountDocument(await client.users.get(id, { signal }));
    const holds = (field: FieldChange['field'], value: string) => isSame(field, now[field], value, now.id);
    open = changes.filter(({ field, new: wanted }) => !holds(field, wanted));
    const foreign = open.filter(({ field, old }) => old !== undefined && !holds(field, old));
    if (foreign.length > 0) return { type: 'conflict', fields: foreign.map(({ field }) => field) };
    if (open.length === 0) return isBegun ? { type: 'done' } : { type: 'already' };
  }
  try {
    await client.users.edit(id, Object.fromEntries(open.map(one => [one.field, one.new])), { signal });
    return open.length === changes.length || isBegun
      ? { type: 'done' }
      : { type: 'done', did: { ...step, changes: open } };
  } catch (error) {
    const saved = error instanceof EditError ? error.saved : [];
    if (saved.length === 0 || !(error instanceof NextcloudError) || endsRun(error)) throw error;
    const did = { ...step, changes: open.filter(({ field }) => saved.includes(field)) };
    return { ...failureOf(error), did };
  }
}

async function remove(
  { user: id, before, unused }: StepOf<'delete'>,
  { client, signal, isBegun }: Circumstances,
): Promise<StepOutcome> {
  const user = await find(client, id, signal);
  if (!user) return { type: isBegun ? 'done' : 'already' };
  const changed: string[] = differences(before, toAccountDocument(user));
  if (unused && user.lastLogin) changed.push('lastLogin');
  if (changed.length > 0) return { type: 'conflict', fields: changed };
  await client.users.delete(id, { signal });
  return { type: 'done' };
}

/** One call. What it says is not believed where the user is as wanted: somebody else may have been first. */
async function simple(step: SimpleStep, how: Circumstances): Promise<StepOutcome> {
  const { client, signal, isBegun } = how;
  const look = async () => {
    const user = await find(client, step.user, signal);
    return user !== undefined && isApplied(toAccountDocument(user), step);
  };
  if (isBegun && !isRepeatable(step))
    return {
      type: 'failed',
      kind: 'unknown',
      message: l10n.t('Whether this was done is not known, and it is not repeated.'),
      isOpen: true,
    };
  if (isBegun && (await look())) return { type: 'done' };
  try {
    await call(step, how);
    return { type: 'done' };
  } catch (error) {
    if (!(error instanceof NextcloudError) || endsRun(error) || error.kind === 'aborted') throw error;
    if (isRepeatable(step) && (await look())) return { type: 'already' };
    throw error;
  }
}

function call(step: SimpleStep, { client, signal, notice }: Circumstances): Promise<void> {
  const { user } = step;
  const { users } = client;
  switch (step.kind) {
    case 'join':
      return users.addToGroup(user, step.group, { signal });
    case 'leave':
      return users.removeFromGroup(user, step.group, { signal });
    case 'promote':
      return users.promoteToSubadmin(user, step.group, { signal });
    case 'demote':
      return users.demoteFromSubadmin(user, step.group, { signal });
    case 'addMail':
      return users.addAdditionalMail(user, step.mail, { signal });
    case 'removeMail':
      return users.removeAdditionalMail(user, step.mail, { signal });
    case 'enable':
      return users.enable(user, { signal });
    case 'disable':
      return users.disable(user, { signal });
    case 'wipe':
      return users.wipeDevices(user, { signal });
    case 'welcome':
      return users.resendWelcomeEmail(user, { signal });
    case 'notify':
      return client.notifications.send(user, notice ?? { subject: '' }, { signal });
  }
}

async function find(client: NextcloudClient, id: string, signal: AbortSignal): Promise<UserInfo | undefined> {
  return client.users.get(id, { signal }).catch((error: unknown) => {
    if (isKind(error, 'notFound')) return undefined;
    throw error;
  });
}
