import * as vscode from 'vscode';
import type { DocumentState } from '../../webview/protocol.ts';
import type { DocumentStore } from '../store.ts';
import type { FormKind } from './formKind.ts';
import { FormSession } from './formSession.ts';
import { showPage } from './page.ts';

/** Shows documents of one kind as forms: VS Code keeps the text, the dirty state, undo and hot exit. */
export function registerFormEditor<State extends DocumentState<object>, Action extends string>(
  kind: FormKind<State, Action>,
  store: DocumentStore,
  extension: vscode.Uri,
): vscode.Disposable {
  return vscode.window.registerCustomEditorProvider(kind.viewType, {
    async resolveCustomTextEditor(document: vscode.TextDocument, panel: vscode.WebviewPanel): Promise<void> {
      const session = new FormSession(kind, store, document, panel);
      panel.onDidDispose(() => session.dispose());
      const { id } = session.place;
      const first = { heading: kind.heading(session.place, session.seen), opening: await session.opening() };
      if (!session.isDisposed) showPage(panel.webview, extension, kind.view, id, first);
    },
  });
}
