import * as l10n from '@vscode/l10n';
import type { EditableField } from '../editableFields.ts';
import { CreateError, NextcloudError } from '../errors.ts';
import { noUser } from '../failures/row.ts';
import type { CallOptions, CreateUserOptions, UserInfo } from '../types.ts';
import { missingOptions } from './storedFields.ts';

/** What creating a user needs of the client. */
export interface Accounts {
  /** `undefined` if there is no such user. */
  find: (userId: string, signal?: AbortSignal) => Promise<UserInfo | undefined>;
  edit(userId: string, changes: Partial<Record<EditableField, string>>, options: CallOptions): Promise<void>;
  addToGroup: Join;
  promoteToSubadmin: Join;
}

type Join = (userId: string, groupId: string, options: CallOptions) => Promise<void>;
type WantedOptions = Omit<CreateUserOptions, 'signal'>;

/** Adds what a user lacks, one call each. Throws `CreateError` naming what is missing in the end. */
export async function finishUser(
  accounts: Accounts,
  userId: string,
  { signal, ...asked }: CreateUserOptions,
  cause?: NextcloudError,
): Promise<void> {
  const user = await accounts.find(userId, signal);
  if (!user) throw new CreateError(false, 'notFound', noUser({ user: userId }), cause);
  const reasons = new Map<string, NextcloudError>();
  for (const { field, run } of stepsOf(accounts, userId, missingOptions(user, asked), asked, signal))
    try {
      await run();
    } catch (error) {
      if (!(error instanceof NextcloudError) || error.kind === 'aborted') throw error;
      reasons.set(field, error);
    }
  const [first] = reasons.values();
  if (!first) return;
  const { kind, method, path, ocsCode, httpStatus } = first;
  const missing = [...reasons.keys()];
  const text = l10n.t('The user “{user}” was created, but without {fields}. {reasons}', {
    user: userId,
    fields: missing.join(', '),
    reasons: [...reasons].map(([field, { message }]) => `${field}: ${message}`).join(' '),
  });
  throw new CreateError(true, kind, text, { method, path, ocsCode, httpStatus, cause }, missing);
}

interface FinishingStep {
  field: string;
  run: () => Promise<void>;
}

function stepsOf(
  accounts: Accounts,
  userId: string,
  missing: readonly string[],
  asked: WantedOptions,
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
  const join = (field: string, ids: string[], add: Join) =>
    missing.includes(field) ? ids.map(id => ({ field, run: () => add(userId, id, options) })) : [];
  return [
    ...edits,
    ...join('groups', groups, accounts.addToGroup),
    ...join('subadmin', subadmin, accounts.promoteToSubadmin),
  ];
}
