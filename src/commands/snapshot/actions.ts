import type { DefinitionTable } from '../engine/action.ts';
import { define } from '../engine/define.ts';

export const snapshotActions = {
  saveSnapshot: define('server', {
    icon: 'device-camera',
    rows: 'server;connected;',
    menu: { group: 'review/2_keep@1' },
    run: async (...given) => (await import('./askSnapshot.ts')).askSnapshot(...given),
  }),
} satisfies DefinitionTable;
