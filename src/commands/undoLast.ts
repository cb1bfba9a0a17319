import * as vscode from 'vscode';
import type { Commander } from './commander.ts';

/** The last changes, newest first; the one that is chosen is taken back. */
export async function undoLast({ ask, undo, messages }: Commander): Promise<void> {
  const all = undo.all();
  if (all.length === 0) {
    messages.info(vscode.l10n.t('There is nothing to undo.'));
    return;
  }
  const chosen = await ask.pick({
    title: vscode.l10n.t('Undo'),
    placeholder: vscode.l10n.t('The last changes of this session, the latest first'),
    choices: all.map(value => ({ label: value.label, value })),
  });
  if (typeof chosen === 'object') await undo.undo(chosen);
}
