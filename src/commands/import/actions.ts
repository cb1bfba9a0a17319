import type { DefinitionTable, Outcome } from '../engine/action.ts';
import { done } from '../../ui/steps.ts';
import type { ActionContext } from '../engine/context.ts';
import { define, simply } from '../engine/define.ts';

const isTable = 'resourceExtname =~ /^\\.(csv|tsv)$/i && nextcloudAdmin.hasServers';
const mayBeTable = 'resourceExtname =~ /^\\.(csv|tsv|json)$/i && nextcloudAdmin.hasServers';

export const importActions = {
  importUsers: define('server', {
    rows: '(server;connected|users);',
    menu: { group: 'create/1_users@4' },
    run: async (context, [subject], position): Promise<Outcome> => {
      const { importUsers } = await import('./start.ts');
      return subject && importUsers(context, subject.server, position);
    },
  }),
  importFile: define('nothing', {
    icon: 'cloud-upload',
    palette: 'never',
    places: [
      { menu: 'editor/title', group: 'navigation@50', when: isTable },
      { menu: 'editor/context', group: '9_nextcloudAdmin@1', when: isTable },
      { menu: 'explorer/context', group: '9_nextcloudAdmin@1', when: mayBeTable },
    ],
    run: async (context, [uri], position) => (await import('./start.ts')).importFile(context, uri, position),
  }),
  newImportSample: define('nothing', {
    palette: 'always',
    run: simply<'nothing'>(async context => (await import('./start.ts')).openSample(context)),
  }),
  showCredentials: define('plan', {
    icon: 'key',
    rows: 'plan;(ended|interrupted);',
    menu: { group: '3_copy@2' },
    run: async (context, [plan]): Promise<Outcome> => {
      if (plan) await (await import('./credentials.ts')).showCredentialsOf(context, plan);
      return done;
    },
  }),
  printCredentials: define('plan', {
    rows: 'plan;(ended|interrupted);',
    menu: { group: '3_copy@3' },
    run: async (context, [plan]): Promise<Outcome> => {
      if (plan) await (await import('./printing.ts')).printCredentialsOf(context, plan);
      return done;
    },
  }),
  addGroupsToImport: define('nothing', {
    internal: true,
    run: simply<'nothing'>(({ imports }: ActionContext, [uri, ...groups]) =>
      imports.get(String(uri))?.addGroups(groups.map(String)),
    ),
  }),
} satisfies DefinitionTable;
