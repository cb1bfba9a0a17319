import type { DefinitionTable } from '../engine/action.ts';
import { define } from '../engine/define.ts';

export const tableActions = {
  openUsersTable: define('nothing', {
    icon: 'table',
    many: true,
    rows: '(users|list;users|group|server;connected);',
    menu: {
      group: '1_open@6',
      inline: 3,
      inlineRows: 'users;',
      when: '(!listMultiSelection || viewItem =~ /^server;/)',
    },
    run: async (...given) => (await import('./openUsers.ts')).openUsersTable(...given),
  }),
  exportTable: define('nothing', {
    internal: true,
    run: async (...given) => (await import('./exportRows.ts')).exportTable(...given),
  }),
} satisfies DefinitionTable;
