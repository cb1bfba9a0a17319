import type { DefinitionTable } from '../engine/action.ts';
import { define, simply } from '../engine/define.ts';

/** The buttons above a file name it and one of its servers; the Command Palette means the active editor. */
const onFile = (task: 'plan' | 'apply' | 'check') =>
  define('nothing', {
    run: simply<'nothing'>(async (context, [file, server]) => {
      const editor = await context.code();
      await editor[task](
        typeof file === 'string' ? file : undefined,
        typeof server === 'string' ? server : undefined,
      );
    }),
  });

export const codeActions = {
  planCode: onFile('plan'),
  applyCode: onFile('apply'),
  checkCode: onFile('check'),
  forgetCodePasswords: define('nothing', {
    run: simply<'nothing'>(async context => (await import('./passwords.ts')).forgetPasswords(context)),
  }),
} satisfies DefinitionTable;
