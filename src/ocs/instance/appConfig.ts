import * as l10n from '@vscode/l10n';
import type { ApiCall, WriteCall } from '../call.ts';
import type { Calls } from '../calls.ts';
import { decodeAppState, decodeConfigNames, decodeConfigValue } from '../decode/instance.ts';
import { encodeSegment } from '../encode.ts';
import { NextcloudError } from '../errors.ts';
import type { FailureRow } from '../failures/row.ts';
import { isAbout } from '../policy.ts';
import { isProtectedKey } from '../protectedKeys.ts';
import type { AppConfigEntry, AppState, CallOptions } from '../types.ts';

const base = '/ocs/v2.php/apps/provisioning_api/api/v1/config/apps';

const pathOf = (...ids: readonly string[]): string => [base, ...ids.map(encodeSegment)].join('/');

/** The server's reasons for keys and IDs that it protects are never translated. */
const failures: readonly FailureRow[] = [
  {
    ocs: [403],
    says: /^(The given key can not be set|Invalid app id given)/,
    kind: 'forbidden',
    say: ({ app }) => l10n.t('The server does not allow changing this setting of the app “{app}”.', { app }),
  },
];

export function apps(calls: Calls, { signal }: CallOptions): Promise<string[]> {
  return calls.read({ name: 'appConfig.apps', method: 'GET', path: base, signal }, decodeConfigNames);
}

export function keys(calls: Calls, appId: string, { signal }: CallOptions): Promise<string[]> {
  const call: ApiCall = { name: 'appConfig.keys', method: 'GET', path: pathOf(appId), signal };
  return calls.read({ ...call, subject: { app: appId }, failures }, decodeConfigNames);
}

export async function entries(calls: Calls, appId: string, options: CallOptions): Promise<AppConfigEntry[]> {
  const names = await keys(calls, appId, options);
  return Promise.all(names.map(key => entry(calls, appId, key, options)));
}

async function entry(
  calls: Calls,
  appId: string,
  key: string,
  options: CallOptions,
): Promise<AppConfigEntry> {
  try {
    return { key, value: await read(calls, appId, key, options) };
  } catch (error) {
    if (!isAbout(error, 'object')) throw error;
    return { key, problem: error.message };
  }
}

/** The server answers alike for an absent key and for an empty one, so the keys decide. */
export async function get(
  calls: Calls,
  appId: string,
  key: string,
  options: CallOptions,
): Promise<string | undefined> {
  const value = await read(calls, appId, key, options);
  if (value !== '') return value;
  return (await keys(calls, appId, options)).includes(key) ? '' : undefined;
}

export function set(
  calls: Calls,
  appId: string,
  key: string,
  value: string,
  options: CallOptions,
): Promise<void> {
  return change(calls, appId, key, options, {
    name: 'appConfig.set',
    method: 'POST',
    form: { value },
    stored: async () => (await get(calls, appId, key, {})) === value,
  });
}

export function remove(calls: Calls, appId: string, key: string, options: CallOptions): Promise<void> {
  return change(calls, appId, key, options, {
    name: 'appConfig.delete',
    method: 'DELETE',
    stored: async () => (await get(calls, appId, key, {})) === undefined,
  });
}

/** Whether an app is enabled, and for whom, is one of its keys. */
export async function appState(calls: Calls, appId: string, options: CallOptions = {}): Promise<AppState> {
  return decodeAppState(await read(calls, appId, 'enabled', options));
}

function read(calls: Calls, appId: string, key: string, { signal }: CallOptions): Promise<string> {
  const call: ApiCall = { name: 'appConfig.get', method: 'GET', path: pathOf(appId, key), signal };
  return calls.read({ ...call, subject: { app: appId }, failures }, decodeConfigValue);
}

async function change(
  calls: Calls,
  appId: string,
  key: string,
  { signal }: CallOptions,
  call: Omit<WriteCall, 'path'>,
): Promise<void> {
  const path = pathOf(appId, key);
  if (isProtectedKey(appId, key))
    throw new NextcloudError(
      'forbidden',
      l10n.t('The setting “{key}” of the app “{app}” is kept by the server and cannot be changed.', {
        key,
        app: appId,
      }),
      { method: call.method, path },
    );
  await calls.write({ ...call, path, subject: { app: appId }, failures, signal });
}
