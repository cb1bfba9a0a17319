import * as vscode from 'vscode';
import { accountFieldTypes, toAccountDocument } from '../../model/account.ts';
import type { AccountDocument } from '../../model/account.ts';
import { afterAccountCall, fieldsOf, groupOf, planAccountCalls } from '../../model/changes.ts';
import type { AccountCall } from '../../model/changes.ts';
import { EditError } from '../../ocs/index.ts';
import type { NextcloudClient, UserInfo } from '../../ocs/index.ts';
import type { Connection } from '../../servers/connection.ts';
import type { DocumentKind } from '../kind.ts';
import { failedWhole, reasonOf } from '../save.ts';

/** What is known of an account beside its document. */
export interface AccountBeside {
  user: UserInfo;
  /** The profile fields that the server lets this person edit; absent where it does not tell. */
  profileFields: string[] | undefined;
}

/** `users/<id>.json`. */
export const accountKind: DocumentKind<AccountDocument, AccountCall, AccountBeside> = {
  types: accountFieldTypes,
  atOnce: 1,
  async read(connection, id) {
    const [user, profileFields] = await Promise.all([
      connection.client.users.get(id),
      profileFieldsOf(connection, id),
    ]);
    return { document: { ...toAccountDocument(user), id }, beside: { user, profileFields } };
  },
  plan: planAccountCalls,
  refuse: (call, id, { user }) => (id === user ? refuseForOneself(call) : undefined),
  run: runAccountCall,
  partly(call, error) {
    if (call.kind !== 'edit' || !(error instanceof EditError)) {
      return failedWhole(fieldsOf(call), error, 'item' in call ? call.item : undefined);
    }
    const saved = Object.entries(call.changes).filter(([name]) => error.saved.includes(name as never));
    return {
      done: saved.length > 0 ? { kind: 'edit', changes: Object.fromEntries(saved) } : undefined,
      failed: new Map([...error.failed].map(([name, reason]) => [name, reasonOf(reason)])),
    };
  },
  after: afterAccountCall,
  fieldsOf,
  changes(id, done) {
    const groups = new Set(done.flatMap(call => groupOf(call) ?? []));
    return [
      { kind: 'user', userId: id },
      ...[...groups].map(groupId => ({ kind: 'group', groupId }) as const),
    ];
  },
};

/** Carries out one call of the planner. */
async function runAccountCall(
  client: NextcloudClient,
  id: string,
  call: AccountCall,
  signal: AbortSignal,
): Promise<void> {
  switch (call.kind) {
    case 'edit':
      return client.users.edit(id, call.changes, { signal });
    case 'enable':
    case 'disable':
      return client.users[call.kind](id, { signal });
    default:
      return client.users[call.kind](id, call.item, { signal });
  }
}

const profileFields = new WeakMap<Connection, Map<string, Promise<string[] | undefined>>>();

/** Rights change rarely: asked once for each account of a connection. */
function profileFieldsOf(connection: Connection, id: string): Promise<string[] | undefined> {
  const known = profileFields.get(connection) ?? new Map<string, Promise<string[] | undefined>>();
  profileFields.set(connection, known);
  const fields = known.get(id) ?? connection.client.users.editableFields(id).catch(() => undefined);
  known.set(id, fields);
  return fields;
}

/** What an administrator must not do to his own account: it would lock him out. */
function refuseForOneself(call: AccountCall): string | undefined {
  if (call.kind === 'disable') return vscode.l10n.t('You cannot disable your own account.');
  if (call.kind === 'removeFromGroup' && call.item === 'admin')
    return vscode.l10n.t(
      'You cannot remove yourself from the group “admin”: you would lose your rights here.',
    );
  return undefined;
}
