import * as vscode from 'vscode';
import { editValues } from '../../documents/editValues.ts';
import { openCreateForm, restoreCreateForm } from '../../documents/account/createUser.ts';
import type { KeptNewUser } from '../../documents/account/createFormType.ts';
import type { Aftermath } from '../../documents/account/createUser.ts';
import { accountFieldTypes, toAccountDocument } from '../../model/account.ts';
import type { AccountDocument } from '../../model/account.ts';
import { parseDocument } from '../../model/document.ts';
import type { NewUser } from '../../model/newUser.ts';
import type { Server } from '../../servers/server.ts';
import { parseUri, userUri } from '../../servers/uris.ts';
import type { ServerSubject, UserSubject } from '../../subjects/subject.ts';
import { done } from '../../ui/steps.ts';
import { openDocument, uriOf } from '../../ui/tabs.ts';
import type { Outcome } from '../engine/action.ts';
import type { ActionContext } from '../engine/context.ts';
import { showOnce } from './passwords.ts';

/** Opens the form in which everything about a new user can be entered. */
export async function createUserInForm(context: ActionContext, [subject]: ServerSubject[]): Promise<Outcome> {
  if (subject) await openForm(context, subject.server, {});
  return done;
}

/** Prefills a new user with the groups, roles and limits of another; ID, name and email remain to be entered. */
export async function duplicateUser(context: ActionContext, [subject]: UserSubject[]): Promise<Outcome> {
  if (!subject) return undefined;
  const user = await subject.server.call(client => client.users.get(subject.id));
  const { groups, subadmin, quota, language, manager } = prefill(toAccountDocument(user));
  await openForm(context, subject.server, { groups, subadmin, quota, language, manager });
  return done;
}

/** Recreates a user who was deleted elsewhere from what the open document still holds. */
export async function recreateUser(context: ActionContext, [subject]: UserSubject[]): Promise<Outcome> {
  if (!subject) return undefined;
  const uri = userUri(subject.server.id, subject.id);
  const lost = readAccount(uri) ?? { id: subject.id };
  const open = async (created: vscode.Uri) => {
    const edited = readAccount(uri) ?? lost;
    await context.open(created);
    await restore(created, edited).catch((error: unknown) =>
      context.messages.error(
        error,
        vscode.l10n.t('“{0}” was created, but some values of its form are missing', subject.id),
      ),
    );
  };
  await openForm({ ...context, open }, subject.server, prefill(lost));
  return done;
}

/** Saves as an edit what a creation cannot take; what the server refuses stays in the open document. */
async function restore(uri: vscode.Uri, lost: AccountDocument): Promise<void> {
  // The document may still hold the old text, and VS Code can only revert the active editor.
  const { activeTab } = vscode.window.tabGroups.activeTabGroup;
  if (!activeTab || uriOf(activeTab)?.toString() !== uri.toString()) return;
  // Give up its text only when the server answers.
  await vscode.workspace.fs.readFile(uri);
  await vscode.commands.executeCommand('workbench.action.files.revert');
  const document = await vscode.workspace.openTextDocument(uri);
  const created = readAccount(uri);
  if (!created) return;
  const rest = Object.entries(lost).filter(([name]) => name in created && !(name in prefill(lost)));
  await editValues(document, Object.fromEntries(rest));
  await document.save();
}

/** What the open document of a user holds, if it can be parsed. */
function readAccount(uri: vscode.Uri): AccountDocument | undefined {
  const document = openDocument(uri);
  const target = parseUri(uri);
  if (!document || target?.kind !== 'user') return undefined;
  const read = parseDocument(document.getText(), target.id, accountFieldTypes);
  return 'document' in read ? read.document : undefined;
}

function openForm(
  context: ActionContext,
  server: Server,
  prefilled: { [Key in keyof NewUser]?: NewUser[Key] | undefined },
): Promise<void> {
  const known = Object.fromEntries(Object.entries(prefilled).filter(([, value]) => value !== undefined));
  return openCreateForm(context.context.extensionUri, server, aftermathOf(context), known);
}

/** Restores the form of a new user that was open when the window was reloaded. */
export function restoreForm(context: ActionContext, panel: vscode.WebviewPanel, kept?: KeptNewUser): void {
  restoreCreateForm(context.context.extensionUri, context.servers, aftermathOf(context), panel, kept);
}

function aftermathOf(context: ActionContext): Aftermath {
  return {
    open: context.open,
    showPassword: (userId, password) => showOnce(context, new Map([[userId, password]])),
  };
}

function prefill({ id, displayname, email, quota, groups, subadmin, language, manager }: AccountDocument) {
  return { id, displayname, email, quota, groups, subadmin, language, manager };
}
