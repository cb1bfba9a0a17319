import type { DefinitionTable } from '../engine/action.ts';
import { define, simply } from '../engine/define.ts';

export const reviewActions = {
  reviewAccess: define('server', {
    icon: 'shield',
    rows: 'server;connected;',
    menu: { group: 'review/1_now@1' },
    run: simply<'server'>(async (context, [subject]) => {
      if (subject) await (await import('./reviewAccess.ts')).reviewAccess(context, subject.server);
    }),
  }),
} satisfies DefinitionTable;
