import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Plan } from '../../model/plan/types.ts';
import type { Credential } from '../../model/tables/credentials.ts';
import { credentialsMarkdown } from '../../model/tables/credentials.ts';
import type { Server } from '../../servers/server.ts';
import { urisOf } from '../../ui/tabs.ts';

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
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { preview: false });
}

/** The users whom a run has created, with the passwords that it gave them, by their IDs. */
export function credentialsOf({ steps }: Plan, created: ReadonlyMap<string, string>): Credential[] {
  return steps.flatMap(step => {
    const password = step.kind === 'create' ? created.get(step.user) : undefined;
    return step.kind === 'create' && password !== undefined
      ? [{ id: step.user, displayname: step.values.displayname, password }]
      : [];
  });
}
