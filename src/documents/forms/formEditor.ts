import * as vscode from 'vscode';
import { Disposables } from '../../ui/disposables.ts';
import type { DocumentKind } from '../kind.ts';
import { kinds } from '../kinds.ts';
import { FormSession } from './formSession.ts';
import type { FormDocuments } from './formSession.ts';
import { showPage } from './page.ts';

/** Shows documents as forms: VS Code keeps the text, the dirty state, undo and hot exit. */
export function registerFormEditors(documents: FormDocuments, extension: vscode.Uri): Disposables {
  const editors = new Disposables();
  for (const kind of Object.values(kinds)) editors.add(registerFormEditor(kind, documents, extension));
  return editors;
}

function registerFormEditor(
  { form }: DocumentKind,
  documents: FormDocuments,
  extension: vscode.Uri,
): vscode.Disposable {
  return vscode.window.registerCustomEditorProvider(`nextcloudAdmin.${form.view}`, {
    async resolveCustomTextEditor(document: vscode.TextDocument, panel: vscode.WebviewPanel): Promise<void> {
      const session = new FormSession(documents, document, panel);
      panel.onDidDispose(() => session.dispose());
      const { loaded, place } = session;
      const first = { heading: form.heading(place, loaded), opening: await session.opening() };
      if (!session.isDisposed) showPage(panel.webview, extension, form.view, place.id, first);
    },
  });
}
