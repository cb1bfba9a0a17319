import type { DefinitionTable } from '../engine/action.ts';
import { define } from '../engine/define.ts';
import { rowsOfUsers, whenManyUsers } from './rows.ts';

export const manyActions = {
  bulkEditUsers: define('nothing', {
    many: true,
    rows: rowsOfUsers,
    menu: { group: '6_many@1', when: whenManyUsers },
    run: async (...given) => (await import('./bulkEdit.ts')).bulkEditUsers(...given),
  }),
  sendNotification: define('nothing', {
    roles: ['admin'],
    icon: 'bell',
    many: true,
    rows: rowsOfUsers,
    menu: { group: '6_many@4', when: '(!listMultiSelection || viewItem =~ /^user;/)' },
    run: async (...given) => (await import('./notify.ts')).sendNotification(...given),
  }),
} satisfies DefinitionTable;
