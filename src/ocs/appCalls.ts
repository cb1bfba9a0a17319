import { cloud } from './call.ts';
import type { Calls } from './calls.ts';
import { decodeAppInfo } from './decode/index.ts';
import { encodeSegment } from './encode.ts';
import type { AppInfo, CallOptions } from './types.ts';

/** Installing and updating an app loads it from the app store, and migrates its data. */
export const installationPatienceMs = 10 * 60_000;

export function appPath(appId: string): string {
  return `${cloud}/apps/${encodeSegment(appId)}`;
}

/** Throws `notFound` for an app that is not installed. */
export function readApp(calls: Calls, appId: string, { signal }: CallOptions = {}): Promise<AppInfo> {
  const subject = { app: appId };
  return calls.read(
    { name: 'apps.info', method: 'GET', path: appPath(appId), subject, signal },
    decodeAppInfo,
  );
}
