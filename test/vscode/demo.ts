import { startNextcloud, type SimulatedNextcloud, type WorldName } from '../nextcloud/index.ts';

export interface Demo {
  nextcloud: SimulatedNextcloud;
  /** Tells the extension, in development mode only, of a server that is there without signing in. */
  env: { NEXTCLOUD_ADMIN_DEMO: string };
}

/** A simulated server with a few hundred users, and what the extension needs to show it at once. */
export async function startDemo(worlds: readonly WorldName[] = []): Promise<Demo> {
  const nextcloud = await startNextcloud({ seed: 'demo', worlds });
  const server = { url: nextcloud.url, ...nextcloud.admin, label: 'Demo' };
  return { nextcloud, env: { NEXTCLOUD_ADMIN_DEMO: JSON.stringify(server) } };
}
