import { accountFields } from '../../model/account.ts';
import type { AccountDocument } from '../../model/account.ts';
import { lockedActions, lockedFields } from '../../model/rights.ts';
import type { UserInfo } from '../../ocs/index.ts';
import { mayChangeMembers } from '../../servers/reach.ts';
import { dataUri } from '../../ui/dataUri.ts';
import type { AccountAction, AccountFacts, AccountState } from '../../webview/protocol.ts';
import { definedIn } from '../defineKind.ts';
import type { FormCommands, FormDefinition } from '../defineKind.ts';

import type { DocumentPlace, OpenForm } from '../kind.ts';
import { adminOnly, membersAreOutside, wordsOfLock, wordsOfLockedAction } from '../locks.ts';
import type { KnownAccount } from './load.ts';
import { showSecondFactor } from './secondFactor.ts';

/** The form of `users/<id>.json`. */
export const accountForm: FormDefinition<AccountDocument, KnownAccount, AccountState> = {
  view: 'account',
  commands: {
    compare: 'compareUser',
    duplicate: 'duplicateUser',
    recreate: 'recreateUser',
    resetPassword: 'resetPassword',
    resetSecondFactor: 'resetSecondFactor',
    sendWelcomeEmail: 'resendWelcomeEmail',
    wipeDevices: 'wipeDevices',
    delete: 'deleteUsers',
  } satisfies FormCommands<AccountAction>,
  heading: ({ id }, known) => known?.user.displayName || id,
  facts: (place, content, gone) => ({ facts: content ? factsOf(place, content.facts) : null, gone }),
  extras: async (form, _content, signal) => {
    await Promise.all([showAvatar(form, signal), showGroups(form, signal), showSecondFactor(form, signal)]);
  },
};

function factsOf({ server }: DocumentPlace, { user, profileFields, viewer }: KnownAccount): AccountFacts {
  const { me, role } = viewer;
  const locks = Object.entries(lockedFields(user, { me, role, profileFields }));
  const actions = lockedActions(user, me).map(action => [action, wordsOfLockedAction(action)] as const);
  const groups = (user.groups ?? []).filter(id => !mayChangeMembers(viewer, { id }));
  return {
    server: server.label,
    displayName: user.displayName ?? '',
    isSelf: user.userId === me.userId,
    fields: accountFields
      .filter(({ name, read }) => read(user) !== undefined || user.unreadable?.includes(name))
      .map(({ name }) => name),
    locked: Object.fromEntries(locks.map(([name, lock]) => [name, wordsOfLock(lock)])),
    lockedActions: Object.fromEntries(actions),
    fixedGroups: Object.fromEntries(groups.map(id => [id, adminOnly()])),
    ...signInsOf(user),
    ...definedIn({
      enabled: user.enabled,
      backend: user.backend,
      storageLocation: user.storageLocation,
      quota: user.quota,
      securityPage: role === 'admin' ? `${server.url}index.php/settings/admin/security` : undefined,
    }),
  };
}

function signInsOf({ firstLogin, lastLogin }: UserInfo): Pick<AccountFacts, 'firstLogin' | 'lastLogin'> {
  return {
    ...(firstLogin !== undefined && { firstLogin: firstLogin?.getTime() ?? null }),
    ...(lastLogin !== undefined && { lastLogin: lastLogin?.getTime() ?? null }),
  };
}

async function showAvatar({ place, update }: OpenForm<AccountState>, signal: AbortSignal): Promise<void> {
  const avatar = await place.server.call(client => client.users.avatar(place.id, { size: 64, signal }));
  const uri = dataUri(avatar);
  if (uri) update({ avatar: uri });
}

/** The names of groups, and which of them do not let members go. */
async function showGroups({ place, update }: OpenForm<AccountState>, signal: AbortSignal): Promise<void> {
  const groups = await place.server.call(client => client.groups.listDetails({ limit: 500, signal }));
  const names = groups.flatMap(({ id, displayName }) =>
    displayName && displayName !== id ? [[id, displayName] as const] : [],
  );
  const fixed = groups.filter(({ canRemove }) => canRemove === false);
  update({
    groupNames: Object.fromEntries(names),
    fixedGroups: Object.fromEntries(fixed.map(({ id }) => [id, membersAreOutside()])),
  });
}
