import type { AccountDocument, AccountFieldName } from '../../model/account.ts';
import { accountFields } from '../../model/account.ts';
import { lower } from '../../ocs/comparisons.ts';
import { usualScope } from '../instance/scope.ts';
import type { AppEntry, AppSettings, GroupEntry, InstanceState } from '../instance/state.ts';
import type { Actual } from './actual.ts';
import { listScopes, type Desired, type DesiredUser } from './types.ts';

/** Servers need them, so nobody can disable them. */
const alwaysEnabled: readonly string[] = ['cloud_federation_api', 'dav', 'federatedfilesharing', 'files', 'lookup_server_connector', 'oauth2', 'profile', 'provisioning_api', 'settings', 'theming', 'twofactor_backupcodes', 'viewer', 'workflowengine']; // prettier-ignore

/** What files are about, as it is on the server. */
export function currentState({ present, groups, apps, config }: Actual): InstanceState {
  return { scope: usualScope, users: present.accounts, groups, apps, config };
}

/** The same as it is wanted: what no file lists is as it is, unless a scope is exclusive. */
export function targetState(desired: Desired, actual: Actual): InstanceState {
  return {
    scope: usualScope,
    users: targetUsers(desired, actual),
    groups: targetGroups(desired, actual),
    apps: targetApps(desired, actual),
    config: targetConfig(desired, actual),
  };
}

function targetUsers({ users, groups, exclusive }: Desired, { present }: Actual): InstanceState['users'] {
  const target = new Map<string, AccountDocument>();
  for (const [key, account] of present.accounts) if (!users.has(key)) target.set(key, unlisted(account));
  for (const [key, user] of users)
    if (!user.isAbsent) target.set(key, listed(user, present.accounts.get(key), exclusive));
  return target;

  function unlisted(account: AccountDocument): AccountDocument {
    const isMe = account.id === present.me;
    const others = (list: readonly string[] | undefined) => list?.filter(group => !groups.has(group));
    const [rest, roles] = [others(account.groups), others(account.subadmin)];
    return {
      ...account,
      ...(exclusive.has('users') && !isMe && account.enabled !== undefined && { enabled: false }),
      ...(exclusive.has('memberships') && {
        ...(rest && { groups: rest }),
        ...(roles && { subadmin: roles }),
      }),
    };
  }
}

function listed(
  { document }: DesiredUser,
  account: AccountDocument | undefined,
  exclusive: Desired['exclusive'],
): AccountDocument {
  if (!account) return document;
  const lists = accountFields.flatMap(({ name }) => {
    const scope = listScopes[name];
    const [now, wanted] = [account[name], document[name] ?? []];
    if (!scope || !Array.isArray(now) || !Array.isArray(wanted)) return [];
    return [[name, exclusive.has(scope) ? wanted : union(now, wanted, name)] as const];
  });
  return { ...account, ...document, ...Object.fromEntries(lists), id: account.id };
}

function union(now: readonly string[], wanted: readonly string[], name: AccountFieldName): string[] {
  const normal = name === 'additional_mail' ? lower : (item: string) => item;
  const known = new Set(now.map(normal));
  return [...now, ...wanted.filter(item => !known.has(normal(item)))];
}

function targetGroups({ groups }: Desired, actual: Actual): ReadonlyMap<string, GroupEntry> {
  const target = new Map(actual.groups);
  for (const [id, { displayname }] of groups)
    target.set(id, {
      ...(target.get(id) ?? { id, displayname: id }),
      ...(displayname && { displayname: displayname.text }),
    });
  return target;
}

function targetApps({ apps, exclusive }: Desired, actual: Actual): ReadonlyMap<string, AppEntry> {
  const target = new Map(actual.apps);
  if (exclusive.has('apps'))
    for (const id of actual.apps.keys())
      if (!alwaysEnabled.includes(id)) target.set(id, { id, enabled: false });
  for (const [id, { enabled, limitedTo }] of apps)
    target.set(id, { id, enabled, ...(limitedTo && { limitedTo }) });
  return target;
}

function targetConfig({ config, exclusive }: Desired, actual: Actual): ReadonlyMap<string, AppSettings> {
  const target = new Map(actual.config);
  for (const [app, wanted] of config) {
    const settings = new Map(exclusive.has('config') ? [] : Object.entries(target.get(app) ?? {}));
    for (const [key, { value }] of wanted)
      if (value === undefined) settings.delete(key);
      else settings.set(key, value);
    target.set(app, Object.fromEntries(settings));
  }
  return target;
}
