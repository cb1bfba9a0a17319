import * as l10n from '@vscode/l10n';
import { installationPatienceMs, readApp } from '../appCalls.ts';
import type { WriteCall } from '../call.ts';
import type { Calls } from '../calls.ts';
import { decodeCategories, decodeStoreApps, decodeUpdateRequired } from '../decode/instance.ts';
import { NextcloudError } from '../errors.ts';
import type { FailureRow } from '../failures/row.ts';
import { isNotFound } from '../policy.ts';
import type {
  AppCategory,
  AppInfo,
  AppState,
  CallOptions,
  EnableAppOptions,
  EnabledApp,
  StoreApp,
} from '../types.ts';
import { appState } from './appConfig.ts';

const base = '/ocs/v2.php/apps/appstore/api/v1/apps';

/** The server gives the same answer whatever the reason is. */
const failures: readonly FailureRow[] = [
  {
    calls: ['apps.enableForGroups'],
    ocs: [996, 500],
    kind: 'server',
    say: ({ app }) =>
      l10n.t(
        'The server could not enable “{app}”. The app store may have no such app or be unreachable, the app may not be compatible, or it may not allow being limited to groups. See the log of the server for the cause.',
        { app },
      ),
  },
  {
    calls: ['apps.update'],
    ocs: [996, 500],
    kind: 'server',
    say: ({ app }) =>
      l10n.t(
        'The server could not update “{app}”. There may be no update, or the app store may be unreachable. See the log of the server for the cause.',
        { app },
      ),
  },
  {
    calls: ['apps.uninstall'],
    ocs: [996, 500],
    kind: 'forbidden',
    say: ({ app }) =>
      l10n.t(
        'The server could not remove “{app}”. Apps that come with Nextcloud can be disabled but not removed.',
        { app },
      ),
  },
];

export function store(calls: Calls, { signal }: CallOptions): Promise<StoreApp[]> {
  return calls.read(
    { name: 'apps.store', method: 'GET', path: base, query: { details: 'true' }, slow: true, signal },
    decodeStoreApps,
  );
}

export function categories(calls: Calls, { signal }: CallOptions): Promise<AppCategory[]> {
  return calls.read(
    { name: 'apps.categories', method: 'GET', path: `${base}/categories`, slow: true, signal },
    decodeCategories,
  );
}

export async function enableForGroups(
  calls: Calls,
  appId: string,
  { groups = [], force = false, signal }: EnableAppOptions,
): Promise<EnabledApp> {
  const data = await calls.write({
    ...call('apps.enableForGroups', 'enable', appId),
    form: { appId, groups, force: force ? 'true' : undefined },
    stored: async () => without(groups, await appState(calls, appId)).length === 0,
    signal,
  });
  if (groups.length > 0) await checkGroups(calls, appId, groups, signal);
  const updateRequired = data === undefined ? undefined : decodeUpdateRequired(data);
  return updateRequired === undefined ? {} : { updateRequired };
}

/** The server is in maintenance mode meanwhile. */
export function update(calls: Calls, appId: string, { signal }: CallOptions): Promise<void> {
  return changeInstalled(calls, appId, signal, ({ version }) => ({
    ...call('apps.update', 'update', appId),
    stored: () =>
      readApp(calls, appId).then(
        found => found.version !== version,
        (error: unknown) => {
          if (error instanceof NextcloudError && error.kind === 'maintenance') return false;
          throw error;
        },
      ),
  }));
}

export function uninstall(calls: Calls, appId: string, { signal }: CallOptions): Promise<void> {
  return changeInstalled(calls, appId, signal, () => ({
    ...call('apps.uninstall', 'uninstall', appId),
    stored: () =>
      readApp(calls, appId).then(
        () => false,
        (error: unknown) => {
          if (isNotFound(error)) return true;
          throw error;
        },
      ),
  }));
}

/**
 * The server gives the same answer for an app that it does not have as for any failure, so the app is looked up. As this
 * is part of the turn, calls that begin together are confirmed together.
 */
async function changeInstalled(
  calls: Calls,
  appId: string,
  signal: AbortSignal | undefined,
  change: (app: AppInfo) => WriteCall,
): Promise<void> {
  await calls.writes(undefined, signal, async writer => {
    const app = await readApp(calls, appId, { signal });
    await writer.write({ ...change(app), signal });
  });
}

function call(name: WriteCall['name'], below: string, appId: string): WriteCall {
  return {
    name,
    method: 'POST',
    path: `${base}/${below}`,
    form: { appId },
    subject: { app: appId },
    failures,
    patienceMs: installationPatienceMs,
    slow: true,
  };
}

/** The groups among these that the app is not enabled for. No groups stand for everybody, which is a single miss. */
function without(groups: readonly string[], { enabled, limitedTo }: AppState): readonly string[] {
  if (groups.length === 0) return enabled && limitedTo === undefined ? [] : [''];
  return groups.filter(id => !limitedTo?.includes(id));
}

/** Servers leave out groups that do not exist without a word. */
async function checkGroups(
  calls: Calls,
  appId: string,
  groups: readonly string[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const state = await appState(calls, appId, { signal }).catch((error: unknown) => {
    // A rejected sign-in must be reported. Any other failure to check says nothing about the write.
    if (error instanceof NextcloudError && error.kind === 'auth') throw error;
    return undefined;
  });
  const [group] = state ? without(groups, state) : [];
  if (group === undefined) return;
  const text = l10n.t('“{app}” was enabled, but not for the group “{group}”, which does not exist.', {
    app: appId,
    group,
  });
  throw new NextcloudError('notFound', text, { method: 'POST', path: `${base}/enable` });
}
