import type * as vscode from 'vscode';
import { Disposables } from '../../ui/disposables.ts';
import type { Documents } from '../register.ts';
import { accountForm } from './account.ts';
import { appsForm } from './apps.ts';
import { registerFormEditor } from './formEditor.ts';
import { groupForm } from './group.ts';

/** Shows the documents of the extension as forms. */
export function registerForms({ extensionUri }: vscode.ExtensionContext, documents: Documents): Disposables {
  const editors = new Disposables();
  const refresh = (uri: vscode.Uri) => documents.refresh(uri);
  editors.add(registerFormEditor(accountForm(refresh), documents.store, extensionUri));
  editors.add(registerFormEditor(groupForm(refresh), documents.store, extensionUri));
  editors.add(registerFormEditor(appsForm(refresh), documents.store, extensionUri));
  return editors;
}
