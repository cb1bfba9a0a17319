import * as vscode from 'vscode';
import type { Messages } from '../ui/messages.ts';
import type { DocumentStore } from './store.ts';

/**
 * Opens a document of ours, as its form or however the person set it. It is read first: VS Code itself would only say
 * that "an unexpected error" kept it from opening.
 */
export async function openDocument(
  store: DocumentStore,
  messages: Messages,
  uri: vscode.Uri,
  options: vscode.TextDocumentShowOptions = {},
): Promise<void> {
  const place = store.place(uri);
  const open = vscode.workspace.textDocuments.some(document => document.uri.toString() === place.key);
  try {
    if (!open) await store.look(place);
  } catch (error) {
    const retry = { title: vscode.l10n.t('Retry'), run: () => openDocument(store, messages, uri, options) };
    messages.error(error, vscode.l10n.t('{0} on {1} cannot be opened', place.id, place.server.label), retry);
    return;
  }
  await vscode.commands.executeCommand('vscode.open', uri, options);
}
