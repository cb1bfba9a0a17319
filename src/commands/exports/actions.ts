import type { DefinitionTable } from '../engine/action.ts';
import { define } from '../engine/define.ts';
import { rowsOfUsers, whenManyUsers } from '../many/rows.ts';

export const exportActions = {
  exportUsers: define('nothing', {
    many: true,
    rows: rowsOfUsers,
    menu: { group: '6_many@4', when: whenManyUsers },
    run: async (...given) => (await import('./users.ts')).exportUsers(...given),
  }),
  exportGroups: define('nothing', {
    many: true,
    rows: '(list;groups|group);',
    menu: { group: '6_many@5', when: '(listMultiSelection || viewItem =~ /^list;/)' },
    run: async (...given) => (await import('./groups.ts')).exportGroups(...given),
  }),
  exportApps: define('server', {
    roles: ['admin'],
    rows: '(apps|list;apps);',
    menu: { group: '6_many@4' },
    run: async (...given) => (await import('./apps.ts')).exportApps(...given),
  }),
} satisfies DefinitionTable;
