import type { DefinitionTable } from '../engine/action.ts';
import { define, simply } from '../engine/define.ts';

export const listActions = {
  filterList: define('list', {
    icon: 'search',
    menu: { group: '1_list@1', inline: 3 },
    key: { key: 'ctrl+f', mac: 'cmd+f' },
    run: async (context, lists) => (await import('./filterAndSort.ts')).filterList(context, lists),
  }),
  clearFilter: define('list', {
    icon: 'clear-all',
    rows: 'list;.*filtered;',
    menu: { group: '1_list@2', inline: 4 },
    run: simply<'list'>((_context, [subject]) => subject?.branch.setFilter('')),
  }),
  sortList: define('list', {
    icon: 'list-ordered',
    rows: 'list;(users|groups);',
    menu: { group: '1_list@3' },
    run: async (...given) => (await import('./filterAndSort.ts')).sortList(...given),
  }),
  refreshList: define('list', {
    icon: 'refresh',
    menu: { group: '1_list@4', inline: 5 },
    run: simply<'list'>((_context, [subject]) => subject?.branch.reload()),
  }),
  loadMore: define('list', {
    palette: 'never',
    run: simply<'list'>((_context, [subject]) => subject?.branch.loadMore()),
  }),
} satisfies DefinitionTable;
