import * as vscode from 'vscode';
import { userUri } from '../../servers/uris.ts';
import { selectedRow } from '../../ui/quirks/rowCommand.ts';
import { runCommand } from '../../ui/commands.ts';
import { back } from '../../ui/searchPick.ts';
import { done } from '../../ui/steps.ts';
import type { DefinitionTable, Outcome } from '../engine/action.ts';
import type { ActionContext } from '../engine/context.ts';
import { define, simply } from '../engine/define.ts';

export const generalActions = {
  undo: define('nothing', {
    icon: 'discard',
    enablement: 'nextcloudAdmin.canUndo',
    places: [
      {
        menu: 'view/title',
        group: 'navigation@2',
        when: 'view == nextcloudAdmin.servers && nextcloudAdmin.canUndo',
      },
    ],
    run: undoOne,
  }),
  tryDemo: define('nothing', {
    palette: 'always',
    run: simply<'nothing'>(async context => (await import('./tryDemo.ts')).tryDemo(context)),
  }),
  openRow: define('nothing', { internal: true, run: simply<'nothing'>(openRow) }),
  showLog: define('nothing', {
    palette: 'always',
    places: [{ menu: 'view/title', group: '9_log@1', when: 'view == nextcloudAdmin.servers' }],
    run: simply<'nothing'>(({ log }) => log.show()),
  }),
} satisfies DefinitionTable;

/** Lists the latest changes, newest first, and undoes the chosen one. */
async function undoOne({ ask, undo, messages }: ActionContext): Promise<Outcome> {
  const all = undo.all();
  if (all.length === 0) {
    messages.info(vscode.l10n.t('There is nothing to undo.'));
    return done;
  }
  const chosen = await ask.pick({
    title: vscode.l10n.t('Undo'),
    placeholder: vscode.l10n.t('Select a change of this session. The latest comes first'),
    choices: all.map(value => ({ label: value.label, value })),
  });
  if (chosen === undefined || chosen === back) return chosen;
  await undo.undo(chosen);
  return done;
}

/** What a click on a row does. As in the Explorer, the focus stays in the tree, so that arrow keys go on there. */
async function openRow({ tree, open }: ActionContext): Promise<void> {
  const row = await selectedRow(tree.view);
  if (!row?.click) return;
  if (row.subject?.kind === 'user')
    await open(userUri(row.subject.server.id, row.subject.id), { preserveFocus: true });
  else await runCommand(row.click, row);
}
