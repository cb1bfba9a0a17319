import * as vscode from 'vscode';
import { accountFields, accountFieldTypes } from '../../model/account.ts';
import type { AccountDocument, AccountFieldName } from '../../model/account.ts';
import { afterAccountCall, fieldsOf, groupOf, planAccountCalls } from '../../model/changes.ts';
import type { AccountCall } from '../../model/changes.ts';
import { fieldProblem } from '../../model/checks.ts';
import { codeName, languages } from '../../model/languages.ts';
import { lockedFields } from '../../model/rights.ts';
import { EditError } from '../../ocs/index.ts';
import type { NextcloudClient } from '../../ocs/index.ts';
import { defineKind, fieldFormat, fromServer } from '../defineKind.ts';
import { serverSearch } from '../forms/search.ts';
import type { Suggest } from '../kind.ts';
import { losesAdministration } from '../locks.ts';
import { failedWhole, reasonOf, saveByCalls } from '../save.ts';
import { accountForm } from './form.ts';
import { loadAccount } from './load.ts';
import type { KnownAccount } from './load.ts';

const codes: Suggest = () =>
  Promise.resolve(
    languages.map(code => ({ value: code, label: code, detail: codeName(code, vscode.env.language) })),
  );

const timeZones: Suggest = () =>
  Promise.resolve(Intl.supportedValuesOf('timeZone').map(zone => ({ value: zone, label: zone })));

const suggestions: Partial<Record<AccountFieldName, Suggest>> = {
  groups: serverSearch('groups'),
  subadmin: serverSearch('groups'),
  manager: serverSearch('users'),
  language: codes,
  locale: codes,
  timezone: timeZones,
};

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
  suggestions,
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
  return call.kind === 'removeFromGroup' && call.item === 'admin' ? losesAdministration() : undefined;
}
