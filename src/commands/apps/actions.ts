import { askForUpdates } from '../../documents/apps/asked.ts';
import { appsUri } from '../../servers/uris.ts';
import { copyIds, openInWeb } from '../copyAndOpen.ts';
import type { DefinitionTable, FindApps } from '../engine/action.ts';
import { define, plainly, simply } from '../engine/define.ts';
import type { Offer } from './offers.ts';
import * as states from './states.ts';

const store = () => import('./store.ts');
const offered =
  (offer: Offer): FindApps =>
  server =>
  async (search, signal) =>
    (await import('./offers.ts')).findOffered(offer)(server)(search, signal);

export const appActions = {
  showAppInfo: define('app', {
    roles: ['admin'],
    icon: 'info',
    menu: { group: '1_open@1', inline: 2 },
    run: async (context, subjects) => (await import('./info.ts')).showInfo(context, subjects),
  }),
  openAppInWeb: define('app', {
    roles: ['admin'],
    menu: { group: '1_open@3' },
    run: openInWeb,
  }),
  enableApps: define('app', {
    roles: ['admin'],
    icon: 'circle-large-outline',
    many: true,
    rows: 'app;disabled;',
    menu: { group: '2_state@1', inline: 1 },
    run: plainly(states.enable),
  }),
  disableApps: define('app', {
    roles: ['admin'],
    icon: 'pass-filled',
    many: true,
    rows: 'app;enabled;',
    menu: { group: '2_state@1', inline: 1 },
    run: plainly(states.disable),
  }),
  toggleApps: define('app', {
    roles: ['admin'],
    many: true,
    key: { key: 'space' },
    run: states.toggle,
  }),
  updateApps: define('app', {
    roles: ['admin'],
    icon: 'cloud-download',
    many: true,
    rows: 'app;\\w+;update;',
    menu: { group: '2_state@2', inline: 3 },
    find: offered('update'),
    run: async (context, subjects) => (await store()).update(context, subjects),
  }),
  updateAllApps: define('server', {
    roles: ['admin'],
    icon: 'cloud-download',
    rows: 'apps;',
    menu: { group: '2_state@1', inline: 2, inlineRows: 'apps;updates;' },
    run: async (context, subjects) => (await import('./updateAll.ts')).updateAll(context, subjects),
  }),
  installApp: define('app', {
    roles: ['admin'],
    find: offered('install'),
    run: async (context, subjects) => (await store()).install(context, subjects),
  }),
  limitApp: define('app', {
    roles: ['admin'],
    menu: { group: '2_state@3' },
    find: offered('limit'),
    run: async (context, subjects, position) => (await store()).limit(context, subjects, position),
  }),
  forceApp: define('app', {
    roles: ['admin'],
    find: offered('force'),
    run: async (context, subjects) => (await store()).force(context, subjects),
  }),
  removeApps: define('app', {
    roles: ['admin'],
    many: true,
    destructive: true,
    menu: { group: '9_remove@1' },
    find: offered('remove'),
    run: async (context, subjects) => (await store()).remove(context, subjects),
  }),
  copyAppIds: define('app', {
    roles: ['admin'],
    many: true,
    menu: { group: '7_copy@1' },
    run: copyIds,
  }),
  openApps: define('server', {
    roles: ['admin'],
    icon: 'go-to-file',
    rows: 'apps;',
    menu: { group: '1_open@1', inline: 1 },
    run: simply<'server'>(async ({ open }, [subject]) => {
      if (subject) await open(appsUri(subject.server.id));
    }),
  }),
  openAppUpdates: define('server', {
    roles: ['admin'],
    rows: 'apps;',
    menu: { group: '1_open@2' },
    run: simply<'server'>(async ({ open }, [subject]) => {
      if (!subject) return;
      askForUpdates(subject.server);
      await open(appsUri(subject.server.id));
    }),
  }),
} satisfies DefinitionTable;
