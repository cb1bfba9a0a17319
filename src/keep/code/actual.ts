import { inPortions } from '../../model/inPortions.ts';
import { usersConcerned } from '../../model/plan/concerned.ts';
import type { Present } from '../../model/plan/types.ts';
import type { Viewpoint } from '../../model/rights.ts';
import type { GroupInfo, NextcloudClient } from '../../ocs/index.ts';
import { readPresent } from '../instance/readPresent.ts';
import { holdsSecret, isSetting } from '../instance/scope.ts';
import type { AppEntry, AppSettings, GroupEntry } from '../instance/state.ts';
import type { Desired } from './types.ts';

/** What a server has of what files are about, and no more. */
export interface Actual {
  present: Present;
  groups: ReadonlyMap<string, GroupEntry>;
  apps: ReadonlyMap<string, AppEntry>;
  config: ReadonlyMap<string, AppSettings>;
}

interface ReadActualOptions {
  signal?: AbortSignal | undefined;
  onUsers?: ((count: number) => void) | undefined;
}

/** Throws NextcloudError; of kind `forbidden` for apps and settings unless an administrator is signed in. */
export async function readActual(
  client: NextcloudClient,
  viewpoint: Viewpoint,
  desired: Desired,
  { signal, onUsers }: ReadActualOptions = {},
): Promise<Actual> {
  const users = usersOf(desired, viewpoint);
  const [{ present, groups }, apps, config] = await Promise.all([
    readPresent(client, viewpoint, { signal, onUsers, users }),
    readApps(client, desired, signal),
    readConfig(client, desired, signal),
  ]);
  return { present, groups: new Map(groups.map(group => [group.id, entryOf(group)])), apps, config };
}

/** Whoever is signed in is among them: the fields of that record are those that the server has. */
function usersOf({ users, exclusive }: Desired, { me }: Viewpoint): string[] | undefined {
  if (exclusive.has('users') || exclusive.has('memberships')) return undefined;
  const wanted = [...users.values()].map(({ isAbsent, document }) => ({
    id: document.id,
    ...(isAbsent ? { state: 'absent' as const } : { manager: document.manager ?? '' }),
  }));
  const concerned = usersConcerned(wanted);
  return concerned && [me.userId, ...concerned];
}

const entryOf = ({ id, displayName }: GroupInfo): GroupEntry => ({
  id,
  ...(displayName !== undefined && { displayname: displayName }),
});

async function readApps(
  { apps }: NextcloudClient,
  desired: Desired,
  signal: AbortSignal | undefined,
): Promise<Actual['apps']> {
  const enabled = desired.exclusive.has('apps') ? await apps.list('enabled', { signal }) : [];
  const found = new Map<string, AppEntry>();
  const ids = [...new Set([...desired.apps.keys(), ...enabled])];
  const states = inPortions(ids, async id => ({ id, ...(await apps.state(id, { signal })) }));
  for await (const { id, enabled: isEnabled, limitedTo } of states)
    found.set(id, { id, enabled: isEnabled, ...(limitedTo && { limitedTo }) });
  return found;
}

async function readConfig(
  { appConfig }: NextcloudClient,
  { config, exclusive }: Desired,
  signal: AbortSignal | undefined,
): Promise<Actual['config']> {
  const found = new Map<string, AppSettings>();
  for (const [app, wanted] of config) {
    const others = exclusive.has('config') ? await appConfig.keys(app, { signal }) : [];
    const keys = new Set([...wanted.keys(), ...others.filter(key => isSetting(['*'], app, key))]);
    const values = inPortions(
      [...keys],
      async key => [key, await appConfig.get(app, key, { signal })] as const,
    );
    const settings: [string, string][] = [];
    for await (const [key, value] of values)
      if (value !== undefined && !holdsSecret(value)) settings.push([key, value]);
    found.set(app, Object.fromEntries(settings));
  }
  return found;
}
