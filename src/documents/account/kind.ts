import * as vscode from 'vscode';
import { accountFields, accountFieldTypes } from '../../model/account.ts';
import type { AccountDocument } from '../../model/account.ts';
import { accountTable } from '../../model/accountFields.ts';
import { afterAccountCall, fieldsOf, groupOf, planAccountCalls } from '../../model/changes.ts';
import type { AccountCall } from '../../model/changes.ts';
import { fieldProblem } from '../../model/checks.ts';
import { lockedFields } from '../../model/rights.ts';
import { adminGroup, EditError } from '../../ocs/index.ts';
import type { NextcloudClient } from '../../ocs/index.ts';
import { defineKind, fieldFormat, fromServer } from '../defineKind.ts';
import { losesAdministration } from '../locks.ts';
import { failedWhole, reasonOf, saveByCalls } from '../save.ts';
import { suggestionsFor } from '../suggestions.ts';
import { accountForm } from './form.ts';
import { loadAccount } from './load.ts';
import type { KnownAccount } from './load.ts';

/** `users/<id>.json`. */
export const accountKind = defineKind({
  format: fieldFormat<AccountDocument>(accountFieldTypes, document => document),
  load: fromServer(loadAccount),
  save: saveByCalls<AccountDocument, AccountCall>({
    atOnce: 1,
    plan: planAccountCalls,
    refuse: (call, id, { user }) => (id === user ? refuseForOneself(call) : undefined),
    run: runAccountCall,
    partly(call, error) {
      if (call.kind !== 'edit' || !(error instanceof EditError))
        return failedWhole(fieldsOf(call), error, 'item' in call ? call.item : undefined);
      const stored = new Set<string>(error.saved);
      const saved = Object.entries(call.changes).filter(([name]) => stored.has(name));
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
  }),
  isLocked: ({ user, profileFields, viewer: { me, role } }: KnownAccount) =>
    Object.keys(lockedFields(user, { me, role, profileFields })).length === accountFields.length,
  isConcernedBy: (change, id) => change.kind === 'users' || (change.kind === 'user' && change.userId === id),
  suggestions: suggestionsFor(accountTable),
  problems: document =>
    new Map(
      accountFields.flatMap(({ name }) => {
        const problem = fieldProblem(name, document[name]);
        return problem === undefined ? [] : [[name, problem]];
      }),
    ),
  form: accountForm,
});

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

/** What administrators must not do to themselves, as it would lock them out. */
function refuseForOneself(call: AccountCall): string | undefined {
  if (call.kind === 'disable') return vscode.l10n.t('You cannot disable yourself.');
  return call.kind === 'removeFromGroup' && call.item === adminGroup ? losesAdministration() : undefined;
}
