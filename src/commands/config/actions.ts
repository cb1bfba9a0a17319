import type { DefinitionTable, FindApps } from '../engine/action.ts';
import { define } from '../engine/define.ts';

const config = () => import('./config.ts');

const inDocument = 'resourceScheme == nextcloud-admin && resourcePath =~ /^\\/config\\//';
const configured: FindApps = server => async search => (await config()).findConfigured(server, search);

export const configActions = {
  openAppConfig: define('app', {
    roles: ['admin'],
    rows: '(app;|apps;|server;connected;$)',
    menu: { group: '1_open@4' },
    find: configured,
    run: async (context, subjects) => (await config()).openConfig(context, subjects),
  }),
  compareAppConfig: define('app', {
    roles: ['admin'],
    rows: '(app;|apps;)',
    menu: { group: '1_open@5' },
    places: [{ menu: 'editor/title', group: '3_compare@1', when: inDocument }],
    find: configured,
    run: async (...given) => (await config()).compareConfig(...given),
  }),
  revealSecrets: define('nothing', {
    icon: 'eye',
    enablement: inDocument,
    places: [{ menu: 'editor/title', group: 'navigation@1', when: inDocument }],
    run: async (context, args) => (await config()).revealSecrets(context, args),
  }),
} satisfies DefinitionTable;
