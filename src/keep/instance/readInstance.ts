import { pick } from './pick.ts';
import { toAccountDocument } from '../../model/account.ts';
import { inPortions } from '../../model/inPortions.ts';
import { NextcloudError } from '../../ocs/index.ts';
import type { NextcloudClient, UserInfo } from '../../ocs/index.ts';
import { hasSettings, holdsSecret, isSetting, usualScope } from './scope.ts';
import { FactorReader, type FactorsOf } from './secondFactors.ts';
import type { AppEntry, GroupEntry, InstanceItem, InstanceScope, UserFacts } from './state.ts';

/** How much of a part was read so far. */
export interface ReadingProgress {
  part: 'groups' | 'apps' | 'config' | 'users';
  count: number;
}

export interface ReadInstanceOptions {
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: ReadingProgress) => void) | undefined;
  /** Whose second factors are read, each by a request; nobody's unless told. */
  factorsOf?: FactorsOf | undefined;
  /** Users a page; the client's own unless told. */
  pageSize?: number | undefined;
}

/**
 * Reads an instance part by part, users last, and holds a few pages of them at most. What only administrators see is
 * left out for others. Throws NextcloudError.
 */
export async function* readInstance(
  client: NextcloudClient,
  scope: InstanceScope = usualScope,
  options: ReadInstanceOptions = {},
): AsyncGenerator<InstanceItem, void, undefined> {
  const { signal, onProgress } = options;
  yield { kind: 'scope', scope };
  const groups = await readGroups(client, signal);
  onProgress?.({ part: 'groups', count: groups.length });
  yield { kind: 'groups', groups };
  const apps = await unlessForbidden(readApps(client, signal));
  if (apps) {
    onProgress?.({ part: 'apps', count: apps.length });
    yield { kind: 'apps', apps };
    yield* readConfig(client, scope, options);
  }
  yield* readUsers(client, scope, options);
}

async function readGroups({ groups }: NextcloudClient, signal?: AbortSignal): Promise<GroupEntry[]> {
  const found = await groups.listDetails({ signal });
  return found.map(({ id, displayName }) => ({
    id,
    ...(displayName !== undefined && { displayname: displayName }),
  }));
}

async function readApps({ apps }: NextcloudClient, signal?: AbortSignal): Promise<AppEntry[]> {
  const [enabled = [], disabled = []] = await Promise.all(
    (['enabled', 'disabled'] as const).map(filter => apps.list(filter, { signal })),
  );
  const found: AppEntry[] = disabled.map(id => ({ id, enabled: false }));
  const limits = inPortions(enabled, async id => ({ id, ...(await apps.state(id, { signal })) }));
  for await (const { id, limitedTo } of limits)
    found.push({ id, enabled: true, ...(limitedTo && { limitedTo }) });
  return found;
}

/** Apps of which nothing is in the scope are left out. */
async function* readConfig(
  { appConfig }: NextcloudClient,
  { config }: InstanceScope,
  { signal, onProgress }: ReadInstanceOptions,
): AsyncGenerator<InstanceItem, void, undefined> {
  if (config.length === 0) return;
  let count = 0;
  const apps = (await appConfig.apps({ signal })).filter(app => hasSettings(config, app));
  for (const app of apps) {
    const keys = (await appConfig.keys(app, { signal })).filter(key => isSetting(config, app, key));
    const settings: Record<string, string> = {};
    const values = inPortions(keys, async key => [key, await appConfig.get(app, key, { signal })] as const);
    for await (const [key, value] of values)
      if (value !== undefined && !holdsSecret(value)) settings[key] = value;
    onProgress?.({ part: 'config', count: (count += Object.keys(settings).length) });
    if (Object.keys(settings).length > 0) yield { kind: 'config', app, settings };
  }
}

async function* readUsers(
  client: NextcloudClient,
  { fields }: InstanceScope,
  { signal, onProgress, factorsOf = 'nobody', pageSize }: ReadInstanceOptions,
): AsyncGenerator<InstanceItem, void, undefined> {
  const reader = new FactorReader(client, factorsOf, signal);
  let count = 0;
  for await (const page of client.users.pages({ signal, pageSize })) {
    const factors = await reader.read(page);
    for (const info of page) {
      const found = factors.get(info.userId);
      const facts = { ...factsOf(info), ...(found && { factors: found }) };
      yield { kind: 'user', user: pick(toAccountDocument(info), fields), facts };
    }
    onProgress?.({ part: 'users', count: (count += page.length) });
  }
}

const factNames = ['firstLogin', 'lastLogin', 'backend', 'problem'] as const;

function factsOf(info: UserInfo): UserFacts {
  const facts = factNames.flatMap(name => (info[name] === undefined ? [] : [[name, info[name]] as const]));
  const { used, free } = info.quota ?? {};
  return {
    ...Object.fromEntries(facts),
    ...(used !== undefined && { used }),
    ...(free !== undefined && { free }),
  };
}

function unlessForbidden<T>(reading: Promise<T>): Promise<T | undefined> {
  return reading.catch((error: unknown) => {
    if (error instanceof NextcloudError && error.kind === 'forbidden') return undefined;
    throw error;
  });
}
