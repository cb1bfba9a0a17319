import { startNextcloud } from '../../nextcloud/index.ts';
import type { App, SimulatedNextcloud } from '../../nextcloud/index.ts';
import type { Exchange, RecordedWhole } from './recordings.ts';

/** A server as a recorded one was when the recording of its whole began: without a way to the app store. */
export async function recordedWholeServer(
  major: RecordedWhole,
  exchanges: readonly Exchange[],
): Promise<SimulatedNextcloud> {
  const server = await startNextcloud({ version: major, seed: 'empty', basePath: '' });
  const { state } = server;
  state.users.get('admin')!.password = 'Admin-Passw0rd!';
  state.storeWorks = false;
  const token = 'app-password';
  state.appPasswords.set(token, { token, userId: 'admin', loginName: 'admin', name: 'tests', wiped: false });
  state.apps.clear();
  for (const app of appsIn(exchanges)) state.apps.set(app.id, app);
  state.config.clear();
  for (const id of configuredIn(exchanges)) state.config.set(id, new Map());
  const { data: keys } = dataOf(exchanges, 'appconfig-keys-admin') as { data: string[] };
  state.config.set('core', new Map(keys.map(key => [key, 'recorded'])));
  return server;
}

function dataOf(exchanges: readonly Exchange[], name: string): unknown {
  const body = exchanges.find(exchange => exchange.name === name)!.response.body;
  return (JSON.parse(body) as { ocs: { data: unknown } }).ocs.data;
}

function configuredIn(exchanges: readonly Exchange[]): string[] {
  return (dataOf(exchanges, 'appconfig-apps-admin') as { data: string[] }).data;
}

/** What the app store of 34 lists; for older servers, which apps have a configuration, and one that was asked about. */
function appsIn(exchanges: readonly Exchange[]): App[] {
  const listed = listedIn(exchanges);
  const asked = dataOf(exchanges, 'appinfo-after-groups-admin') as App['info'] & { id: string };
  const known = new Map(
    [{ id: asked.id, enabled: false, alwaysEnabled: false, shipped: true, info: asked }, ...listed].map(
      app => [app.id, app],
    ),
  );
  const others = configuredIn(exchanges).filter(id => id !== 'core' && !known.has(id));
  return [
    ...known.values(),
    ...others.map(id => ({ id, enabled: true, alwaysEnabled: listed.length > 0, info: { id } })),
  ];
}

type Row = App['info'] & {
  id: string;
  active: boolean;
  removable: boolean;
  level: number;
  missingDependencies: string[];
  bundleIds?: string[];
};

function listedIn(exchanges: readonly Exchange[]): App[] {
  const rows = dataOf(exchanges, 'appstore-list-details-admin') as Row[];
  return rows.map(row => ({
    id: row.id,
    enabled: row.active,
    alwaysEnabled: false,
    shipped: !row.removable,
    level: row.level,
    missing: row.missingDependencies,
    ...(row.bundleIds && { bundles: row.bundleIds }),
    info: ownWords(row),
  }));
}

/** What the server says of an app, not the app itself. */
const ofServer = new Set(
  'groups active internal level removable license installed missingDependencies isCompatible bundleIds'.split(
    ' ',
  ),
);

function ownWords(row: Row): App['info'] {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !ofServer.has(name)));
}
