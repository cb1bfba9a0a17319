import * as vscode from 'vscode';
import { editValues } from '../../documents/editValues.ts';
import { openCreateForm, restoreCreateForms } from '../../documents/account/createUser.ts';
import type { Aftermath } from '../../documents/account/createUser.ts';
import { accountFieldTypes, toAccountDocument } from '../../model/account.ts';
import type { AccountDocument } from '../../model/account.ts';
import { parseDocument } from '../../model/document.ts';
import type { NewUser } from '../../model/newUser.ts';
import type { Server } from '../../servers/server.ts';
import { parseUri, userUri } from '../../servers/uris.ts';
import type { ServerSubject, UserSubject } from '../../subjects/subject.ts';
import { done } from '../../ui/steps.ts';
import { uriOf } from '../../ui/tabs.ts';
import type { Outcome } from '../action.ts';
import type { Commander } from '../commander.ts';
import { showOnce } from './passwords.ts';

/** The way to create a user in which everything can be entered at once. */
export async function createUserInForm(commander: Commander, [subject]: ServerSubject[]): Promise<Outcome> {
  if (subject) await openForm(commander, subject.server, {});
  return done;
}

/** Another account with the same groups, roles and limits; who it is stays to be said. */
export async function duplicateUser(commander: Commander, [subject]: UserSubject[]): Promise<Outcome> {
  if (!subject) return undefined;
  const user = await subject.server.call(client => client.users.get(subject.id));
  const { groups, subadmin, quota, language, manager } = prefill(toAccountDocument(user));
  await openForm(commander, subject.server, { groups, subadmin, quota, language, manager });
  return done;
}

/** An account that was deleted elsewhere, from what its open document still holds. */
export async function recreateUser(commander: Commander, [subject]: UserSubject[]): Promise<Outcome> {
  if (!subject) return undefined;
  const uri = userUri(subject.server.id, subject.id);
  const lost = readAccount(uri) ?? { id: subject.id };
  const open = async (created: vscode.Uri) => {
    const edited = readAccount(uri) ?? lost;
    await commander.open(created);
    await restore(created, edited).catch((error: unknown) =>
      commander.messages.error(
        error,
        vscode.l10n.t('“{0}” was created, but not with all that its form held', subject.id),
      ),
    );
  };
  await openForm({ ...commander, open }, subject.server, prefill(lost));
  return done;
}

/** What creating an account does not take is saved like any edit: what is refused stays in the open document. */
async function restore(uri: vscode.Uri, lost: AccountDocument): Promise<void> {
  // The document may still hold what was. VS Code can only revert what is in front of the person.
  const { activeTab } = vscode.window.tabGroups.activeTabGroup;
  if (!activeTab || uriOf(activeTab)?.toString() !== uri.toString()) return;
  // What it holds is only given up when the server is there to take it.
  await vscode.workspace.fs.readFile(uri);
  await vscode.commands.executeCommand('workbench.action.files.revert');
  const document = await vscode.workspace.openTextDocument(uri);
  const created = readAccount(uri);
  if (!created) return;
  const rest = Object.entries(lost).filter(([name]) => name in created && !(name in prefill(lost)));
  await editValues(document, Object.fromEntries(rest));
  await document.save();
}

/** What the open document of an account holds, if it can be read. */
function readAccount(uri: vscode.Uri): AccountDocument | undefined {
  const document = vscode.workspace.textDocuments.find(open => open.uri.toString() === uri.toString());
  const target = parseUri(uri);
  if (!document || target?.kind !== 'user') return undefined;
  const read = parseDocument(document.getText(), target.id, accountFieldTypes);
  return 'document' in read ? read.document : undefined;
}

function openForm(
  commander: Commander,
  server: Server,
  prefilled: { [Key in keyof NewUser]?: NewUser[Key] | undefined },
): Promise<void> {
  const known = Object.fromEntries(Object.entries(prefilled).filter(([, value]) => value !== undefined));
  return openCreateForm(commander.context.extensionUri, server, aftermathOf(commander), known);
}

/** Gives the forms of new users back that were open when the window was reloaded. */
export function restoreForms(commander: Commander): vscode.Disposable {
  const { context, servers } = commander;
  return restoreCreateForms(context.extensionUri, servers, aftermathOf(commander));
}

function aftermathOf(commander: Commander): Aftermath {
  return {
    open: commander.open,
    showPassword: (userId, password) => showOnce(commander, new Map([[userId, password]])),
  };
}

function prefill({ id, displayname, email, quota, groups, subadmin, language, manager }: AccountDocument) {
  return { id, displayname, email, quota, groups, subadmin, language, manager };
}
