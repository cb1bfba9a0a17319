import { NextcloudError } from '../ocs/index.ts';
import type { CallOptions, NextcloudClient, StoreApp } from '../ocs/index.ts';
import type { Server } from './server.ts';

/** The app store can be used through servers from this major version on. */
export const storeSince = 34;

/** How long a listing is good for questions that follow one another: it is several MB, and a server may ask the store. */
const keptMs = 5 * 60_000;

const listings = new WeakMap<Server, { at: number; apps: Promise<StoreApp[]> }>();

/**
 * The apps on a server and in its app store, as `apps.store` of the client. A listing is shared and kept for a while, or until
 * an app is changed from here, unless `fresh`.
 */
export function storeApps(server: Server, { fresh = false } = {}): Promise<StoreApp[]> {
  const kept = listings.get(server);
  if (kept && !fresh && Date.now() - kept.at < keptMs) return kept.apps;
  const apps = server.call(client => client.apps.store());
  const listing = { at: Date.now(), apps };
  const forget = () => {
    if (listings.get(server) === listing) listings.delete(server);
    following.dispose();
  };
  const following = server.changes.onDidChange(({ kind }) => {
    if (kind === 'app' || kind === 'apps') forget();
  });
  listings.set(server, listing);
  apps.catch(forget);
  return apps;
}

export const isUnsupported = (error: unknown): error is NextcloudError =>
  error instanceof NextcloudError && error.kind === 'unsupported';

/** Whether an app on the server has an update in the app store. */
export const hasUpdate = ({ installed, update }: StoreApp): boolean =>
  installed === true && update !== undefined;

/** The versions that enabled apps can be updated to, by their IDs, as servers of all versions tell. */
export async function updatesByInfo(
  client: NextcloudClient,
  { signal }: CallOptions = {},
): Promise<Readonly<Record<string, string>>> {
  const { system } = await client.server.info({ apps: true, update: false, signal });
  return system?.apps?.updates ?? {};
}
