import * as vscode from 'vscode';
import { accountFields } from '../../model/account.ts';
import { lockedActions, lockedFields } from '../../model/rights.ts';
import type { UserInfo } from '../../ocs/index.ts';
import { mayChangeMembers } from '../../servers/reach.ts';
import { runCommand, type CommandId } from '../../ui/commands.ts';
import { dataUri } from '../../ui/dataUri.ts';
import type { AccountAction, AccountFacts, AccountState } from '../../webview/protocol.ts';
import type { AccountBeside } from '../kinds/account.ts';
import { wordsOfLock, wordsOfLockedAction } from '../rights.ts';
import type { Place, Seen } from '../store.ts';
import { readAgain, showText } from './actions.ts';
import { membersAreOutside } from './group.ts';
import { present } from './present.ts';
import type { FormKind, OpenForm } from './formKind.ts';

type AccountForm = OpenForm<AccountState>;

/** The form of `users/<id>.json`. */
export function accountForm(
  refresh: (uri: vscode.Uri) => Promise<void>,
): FormKind<AccountState, AccountAction> {
  return {
    viewType: 'nextcloudAdmin.account',
    view: 'account',
    heading: ({ id }, seen) => (seen?.beside as AccountBeside | undefined)?.user.displayName || id,
    beside: (place, seen, gone) => ({
      facts: seen ? factsOf(place, seen) : null,
      gone,
    }),
    extras: async (form, signal) => {
      await Promise.all([showAvatar(form, signal), showGroups(form, signal)]);
    },
    actions: {
      showText: ({ document }) => showText(document.uri),
      refresh: readAgain(refresh),
      close: ({ panel }) => void panel.dispose(),
      compare: command('compareUser'),
      duplicate: command('duplicateUser'),
      recreate: command('recreateUser'),
      resetPassword: command('resetPassword'),
      sendWelcomeEmail: command('resendWelcomeEmail'),
      wipeDevices: command('wipeDevices'),
      delete: command('deleteUsers'),
    },
  };
}

/** Runs one of our commands for the account. */
function command(name: CommandId): (form: AccountForm) => Thenable<unknown> {
  return ({ document }) => runCommand(name, document.uri);
}

function factsOf({ server }: Place, { beside, connection }: Seen): AccountFacts {
  const { me, role } = connection;
  const { user, profileFields } = beside as AccountBeside;
  const locks = Object.entries(lockedFields(user, { me, role, profileFields }));
  return {
    server: server.label,
    displayName: user.displayName ?? '',
    isSelf: user.userId === me.userId,
    fields: accountFields
      .filter(({ name, read }) => read(user) !== undefined || user.unreadable?.includes(name))
      .map(({ name }) => name),
    locked: Object.fromEntries(locks.map(([name, lock]) => [name, wordsOfLock(lock)])),
    lockedActions: Object.fromEntries(
      lockedActions(user, me).map(action => [action, wordsOfLockedAction(action)]),
    ),
    fixedGroups: Object.fromEntries(
      (user.groups ?? [])
        .filter(id => !mayChangeMembers(connection, { id }))
        .map(id => [id, vscode.l10n.t('Only an administrator can change this.')]),
    ),
    ...loginsOf(user),
    ...present({
      enabled: user.enabled,
      backend: user.backend,
      storageLocation: user.storageLocation,
      quota: user.quota,
    }),
  };
}

function loginsOf({ firstLogin, lastLogin }: UserInfo): Pick<AccountFacts, 'firstLogin' | 'lastLogin'> {
  return {
    ...(firstLogin !== undefined && { firstLogin: firstLogin?.getTime() ?? null }),
    ...(lastLogin !== undefined && { lastLogin: lastLogin?.getTime() ?? null }),
  };
}

async function showAvatar(form: AccountForm, signal: AbortSignal): Promise<void> {
  const avatar = await form.place.server.call(client =>
    client.users.avatar(form.place.id, { size: 64, signal }),
  );
  const uri = dataUri(avatar);
  if (uri) form.update({ avatar: uri });
}

/** What groups are called, and which of them give up nobody. */
async function showGroups(form: AccountForm, signal: AbortSignal): Promise<void> {
  const groups = await form.place.server.call(client => client.groups.listDetails({ limit: 500, signal }));
  const names = groups.flatMap(({ id, displayName }) =>
    displayName && displayName !== id ? [[id, displayName] as const] : [],
  );
  const fixed = groups.filter(({ canRemove }) => canRemove === false);
  form.update({
    groupNames: Object.fromEntries(names),
    fixedGroups: Object.fromEntries(fixed.map(({ id }) => [id, membersAreOutside()])),
  });
}
