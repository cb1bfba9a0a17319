import * as vscode from 'vscode';
import type { Messages } from '../ui/messages.ts';
import type { DocumentStore, Place } from './store.ts';

/**
 * Opens a document of ours, as its form or however the person set it. Its tab is there at once, while the server is
 * asked. Should that fail, the tab goes away again and we say why: VS Code would only tell of "an unexpected error".
 */
export async function openDocument(
  store: DocumentStore,
  messages: Messages,
  uri: vscode.Uri,
  options: vscode.TextDocumentShowOptions = {},
): Promise<void> {
  const place = store.place(uri);
  const show = async () => vscode.commands.executeCommand('vscode.open', uri, options);
  try {
    if (isRead(place) || store.isOpening(place)) await show();
    else if (tabsOf(place).length > 0) await store.look(place).then(show);
    else await showAtOnce(store, place, show());
  } catch (error) {
    const retry = { title: vscode.l10n.t('Retry'), run: () => openDocument(store, messages, uri, options) };
    messages.error(error, vscode.l10n.t('{0} on {1} cannot be opened', place.id, place.server.label), retry);
  }
}

async function showAtOnce(store: DocumentStore, place: Place, showing: Promise<unknown>): Promise<void> {
  // How it ends without an answer from us is VS Code's own affair.
  const shown = showing.catch(() => undefined);
  await store.lookWhile(place, shown, () => vscode.window.tabGroups.close(tabsOf(place)));
  await shown;
}

function isRead({ key }: Place): boolean {
  return vscode.workspace.textDocuments.some(document => document.uri.toString() === key);
}

/** Before our answer there may be one already, as after a reload: that is the person's, and stays. */
function tabsOf({ key }: Place): vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => {
      const isOne = input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText;
      return isOne && input.uri.toString() === key;
    });
}
