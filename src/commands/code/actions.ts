import * as vscode from 'vscode';
import type { Definition, DefinitionTable } from '../engine/action.ts';
import { define, simply } from '../engine/define.ts';

const isCodeFile = 'resourceFilename =~ /\\.nextcloud\\.(json|ya?ml)$/i && nextcloudAdmin.hasServers';

/** Buttons above a file name it and one of its servers, menus name it; the Command Palette means the active editor. */
const onFile = (
  task: 'plan' | 'apply' | 'check',
  definition: Omit<Definition<'nothing'>, 'on' | 'run'> = {},
): Definition<'nothing'> =>
  define('nothing', {
    ...definition,
    run: simply<'nothing'>(async (context, [file, server]) => {
      const editor = await context.code();
      const name = file instanceof vscode.Uri ? file.toString() : file;
      await editor[task](
        typeof name === 'string' ? name : undefined,
        typeof server === 'string' ? server : undefined,
      );
    }),
  });

export const codeActions = {
  planCode: onFile('plan', {
    icon: 'checklist',
    places: [
      { menu: 'editor/title', group: 'navigation@50', when: isCodeFile },
      { menu: 'explorer/context', group: '9_nextcloudAdmin@2', when: isCodeFile },
    ],
  }),
  applyCode: onFile('apply'),
  checkCode: onFile('check'),
  forgetCodePasswords: define('nothing', {
    run: simply<'nothing'>(async context => (await import('./passwords.ts')).forgetPasswords(context)),
  }),
} satisfies DefinitionTable;
