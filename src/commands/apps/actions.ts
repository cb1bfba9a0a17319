import { appsUri } from '../../servers/uris.ts';
import { copyIds, openInWeb } from '../copyAndOpen.ts';
import type { DefinitionTable } from '../engine/action.ts';
import { define, plainly, simply } from '../engine/define.ts';
import * as states from './states.ts';

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
} satisfies DefinitionTable;
