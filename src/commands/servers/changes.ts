import * as vscode from 'vscode';
import { closeDocuments } from '../../documents/documents.ts';
import { checkServer, type Found } from '../../servers/findServer.ts';
import type { Server } from '../../servers/server.ts';
import { SignIn, type SignInDraft, type Finish, type IsEnough } from '../../servers/signIn.ts';
import { withProgress } from '../../ui/progress.ts';
import type { ActionContext } from '../engine/context.ts';
import { LastReview } from '../review/lastReview.ts';

export async function signIn(server: Server, context: ActionContext): Promise<void> {
  const title = vscode.l10n.t('Sign In to {0}', server.label);
  const found = await check(server, context);
  await enter(server, context, { title, address: '', server: found, user: server.user, userIsFixed: true });
}

export async function changeUser(server: Server, context: ActionContext): Promise<void> {
  const title = vscode.l10n.t('Sign In to {0} as Another User', server.label);
  const found = await check(server, context);
  await enter(server, context, { title, address: '', server: found, user: '', userIsFixed: false });
}

/** On the same origin the server stays signed in; another origin gets a new secret, never the old one. */
export async function changeUrl(server: Server, context: ActionContext): Promise<void> {
  const title = vscode.l10n.t('Change Address of {0}', server.label);
  const draft = { title, address: server.url, known: server.entry, user: server.user, userIsFixed: true };
  await enter(server, context, draft, async ({ url, certificate }) => {
    if (new URL(url).origin !== new URL(server.url).origin) return false;
    await context.servers.change(server, { url, certificate });
    return server.connect().then(
      () => true,
      () => false,
    );
  });
}

async function enter(
  server: Server,
  context: ActionContext,
  draft: SignInDraft,
  isEnough?: IsEnough,
): Promise<void> {
  const { servers, messages } = context;
  const finish: Finish = ({ url, certificate }, { user, ...secret }) =>
    servers.signIn(server, { user, ...secret }, { url, user, certificate });
  if (await new SignIn({ ...context, prompts: context.ask }, draft, finish, isEnough).run())
    messages.info(vscode.l10n.t('You are signed in to {0} as {1}.', server.label, server.user));
}

export async function signOut(server: Server, { servers, messages }: ActionContext): Promise<void> {
  await servers.signOut(server);
  messages.info(vscode.l10n.t('You are signed out of {0}.', server.label));
}

/** Closes the documents first: unsaved changes can be saved only while the server is configured. */
export async function remove(server: Server, { servers, ask, desk, context }: ActionContext): Promise<void> {
  const yes = await ask.confirm(
    vscode.l10n.t('Remove {0}?', server.label),
    vscode.l10n.t(
      'This deletes its entry in your settings, its stored password and its plans, and closes its documents. Nothing changes on the server.',
    ),
    vscode.l10n.t('Remove'),
  );
  if (!yes || !(await closeDocuments(server))) return;
  await desk.forget(server);
  await new LastReview(context, server).remove();
  await servers.remove(server);
}

export async function rename(server: Server, { servers, ask }: ActionContext): Promise<void> {
  const label = await ask.input({
    title: vscode.l10n.t('Rename {0}', server.label),
    prompt: vscode.l10n.t('The name in the sidebar. The address remains {0}.', server.url),
    value: server.label,
  });
  if (typeof label === 'string') await servers.change(server, { label: label.trim() });
}

export async function retry(server: Server): Promise<void> {
  await withProgress(vscode.l10n.t('Connecting to {0}', server.label), ({ signal }) => server.retry(signal));
}

export async function trustCertificate(server: Server, context: ActionContext): Promise<void> {
  const { certificate } = await check(server, context);
  await context.servers.change(server, { certificate });
  await retry(server);
}

/** Finds out whether the server accepts a sign-in at all; shows its certificate if that is not trusted. */
function check(server: Server, context: ActionContext): Thenable<Found> {
  return withProgress(vscode.l10n.t('Connecting to {0}', server.label), ({ signal }) =>
    checkServer(server.entry, { ...context, prompts: context.ask, signal }),
  );
}
