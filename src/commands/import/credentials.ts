import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { userKey } from '../../model/plan/types.ts';
import type { Credential } from '../../model/tables/credentials.ts';
import { credentialsMarkdown } from '../../model/tables/credentials.ts';
import { changesMade } from '../../plans/entries.ts';
import type { StoredRun } from '../../plans/runs.ts';
import type { Server } from '../../servers/server.ts';
import type { PlanSubject } from '../../subjects/subject.ts';
import { urisOf } from '../../ui/tabs.ts';
import type { ActionContext } from '../engine/context.ts';

const scheme = 'nextcloud-admin-credentials';

/**
 * Shows what new users sign in with. The document is read-only and never dirty: VS Code would keep an untitled one on disk.
 * It is forgotten when its tab is closed.
 */
export async function showCredentials({ url }: Pick<Server, 'url'>, credentials: readonly Credential[]) {
  const name = vscode.l10n.t('Sign-In Details');
  const uri = vscode.Uri.from({ scheme, path: `/${randomUUID()}/${name}.md` });
  const isThis = (other: vscode.Uri) => other.toString() === uri.toString();
  const text = credentialsMarkdown(credentials, url);
  const content = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: asked => (isThis(asked) ? text : undefined),
  });
  const closing = vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
    if (!closed.some(tab => urisOf(tab).some(isThis))) return;
    closing.dispose();
    content.dispose();
  });
  // VS Code would keep a document in memory that was opened by `openTextDocument`, tab or not.
  await vscode.commands.executeCommand('vscode.open', uri, { preview: false });
}

/** Shows the passwords that a plan gave to the users it created, as long as this window knows them. */
export async function showCredentialsOf(context: ActionContext, plan: PlanSubject): Promise<void> {
  const credentials = await knownCredentials(context, plan);
  if (credentials.length > 0) await showCredentials(plan.server, credentials);
}

/** Those that this window still knows, of users who were really created; says so if there are none. */
export async function knownCredentials(
  { desk, messages }: ActionContext,
  { server, id }: PlanSubject,
): Promise<Credential[]> {
  const run = await desk.read(server, id);
  const credentials = run ? credentialsOf(run, desk.passwords(id)) : [];
  if (credentials.length === 0)
    messages.info(
      vscode.l10n.t('No passwords of users created by this plan are known. They are never stored.'),
    );
  return credentials;
}

/** `passwords` are by `userKey`. */
function credentialsOf({ plan, entries }: StoredRun, passwords: ReadonlyMap<string, string>): Credential[] {
  return changesMade(plan, entries).flatMap(step => {
    const password = step.kind === 'create' ? passwords.get(userKey(step.user)) : undefined;
    return step.kind === 'create' && password !== undefined
      ? [{ id: step.user, displayname: step.values.displayname, password }]
      : [];
  });
}
