import * as vscode from 'vscode';
import { Disposables } from '../../ui/disposables.ts';
import type { KindForm } from '../kind.ts';
import { kinds } from '../kinds.ts';
import type { DocumentSession } from './documentSession.ts';

/** Begins to show a document in a tab. */
export type OpenSession = (
  document: vscode.TextDocument,
  panel: vscode.WebviewPanel,
) => Promise<DocumentSession>;

/** Shows documents as forms and tables: VS Code keeps the text, the dirty state, undo and hot exit. */
export function registerFormEditors(open: OpenSession, extension: vscode.Uri): Disposables {
  const editors = new Disposables();
  for (const { form } of new Set(Object.values(kinds)))
    if (form) editors.add(registerFormEditor(form, open, extension));
  return editors;
}

function registerFormEditor(form: KindForm, open: OpenSession, extension: vscode.Uri): vscode.Disposable {
  return vscode.window.registerCustomEditorProvider(
    `nextcloudAdmin.${form.view}`,
    {
      async resolveCustomTextEditor(
        document: vscode.TextDocument,
        panel: vscode.WebviewPanel,
      ): Promise<void> {
        const opening = open(document, panel);
        panel.onDidDispose(() => void opening.then(opened => opened.dispose()));
        const [session, { showPage }] = await Promise.all([opening, import('./page.ts')]);
        const { heading, place } = session;
        const first = { heading, opening: await session.opening() };
        if (!session.closed.aborted) showPage(panel.webview, extension, form.view, place.id, first);
      },
    },
    { webviewOptions: { retainContextWhenHidden: form.staysLoaded ?? false } },
  );
}
