import type { DefinitionTable } from '../engine/action.ts';
import { define } from '../engine/define.ts';

export const compareActions = {
  compareServer: define('server', {
    icon: 'diff-multiple',
    rows: 'server;connected;',
    menu: { group: 'review/2_keep@2' },
    run: async (...given) => (await import('./askSides.ts')).compareServer(...given),
  }),
  copyUserDifferences: define('user', {
    icon: 'diff-multiple',
    menu: { group: 'copy/2_differences@1' },
    run: async (...given) => (await import('./askSides.ts')).copyUserDifferences(...given),
  }),
} satisfies DefinitionTable;
