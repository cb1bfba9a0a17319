import type * as vscode from 'vscode';
import { Disposables } from '../ui/disposables.ts';
import type { Documents } from './register.ts';
import { accountForm } from './forms/account.ts';
import { appsForm } from './forms/apps.ts';
import { registerCompletion } from './language/completion.ts';
import { Diagnostics } from './language/diagnostics.ts';
import { registerFormEditor } from './forms/formEditor.ts';
import { groupForm } from './forms/group.ts';

/** Shows the documents of the extension as forms, and helps those who prefer their JSON text. */
export function registerEditors(
  { extensionUri }: vscode.ExtensionContext,
  documents: Documents,
): Disposables {
  const editors = new Disposables();
  const refresh = (uri: vscode.Uri) => documents.refresh(uri);
  editors.add(registerFormEditor(accountForm(refresh), documents.store, extensionUri));
  editors.add(registerFormEditor(groupForm(refresh), documents.store, extensionUri));
  editors.add(registerFormEditor(appsForm(refresh), documents.store, extensionUri));
  editors.add(registerCompletion(documents.store));
  editors.add(new Diagnostics(documents.store));
  return editors;
}
