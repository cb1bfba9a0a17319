import * as vscode from 'vscode';
import { accountFieldTypes, toAccountDocument } from '../../model/account.ts';
import type { AccountDocument } from '../../model/account.ts';
import { afterAccountCall, fieldsOf, planAccountCalls } from '../../model/changes.ts';
import type { AccountCall } from '../../model/changes.ts';
import { EditError } from '../../ocs/index.ts';
import type { NextcloudClient, UserInfo } from '../../ocs/index.ts';
import { inWords } from '../../ui/messages.ts';
import type { DocumentKind } from '../kind.ts';
import { failedWhole } from '../save.ts';

/** `users/<id>.json`. */
export const accountKind: DocumentKind<AccountDocument, AccountCall, UserInfo> = {
  types: accountFieldTypes,
  atOnce: 1,
  async read({ client }, id) {
    const user = await client.users.get(id);
    return { document: { ...toAccountDocument(user), id }, beside: user };
  },
  plan: planAccountCalls,
  refuse: (call, id, { me }) => (id === me.userId ? refuseForOneself(call) : undefined),
  run: runAccountCall,
  partly(call, error) {
    if (call.kind !== 'edit' || !(error instanceof EditError)) {
      return failedWhole(fieldsOf(call), error, 'item' in call ? call.item : undefined);
    }
    const saved = Object.entries(call.changes).filter(([name]) => error.saved.includes(name as never));
    return {
      done: saved.length > 0 ? { kind: 'edit', changes: Object.fromEntries(saved) } : undefined,
      failed: new Map([...error.failed].map(([name, reason]) => [name, inWords(reason)])),
    };
  },
  after: afterAccountCall,
  fieldsOf,
  changes(id, done) {
    const groups = new Set(
      done.flatMap(call => ('item' in call && call.kind.includes('oup') ? [call.item] : [])),
    );
    return [
      { kind: 'user', userId: id },
      ...[...groups].map(groupId => ({ kind: 'group', groupId }) as const),
    ];
  },
};

/** Carries out one call of the planner. */
export async function runAccountCall(
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

/** What an administrator must not do to his own account: it would lock him out. */
function refuseForOneself(call: AccountCall): string | undefined {
  if (call.kind === 'disable') return vscode.l10n.t('You cannot disable your own account.');
  if (call.kind === 'removeFromGroup' && call.item === 'admin')
    return vscode.l10n.t(
      'You cannot remove yourself from the group “admin”: you would lose your rights here.',
    );
  return undefined;
}
