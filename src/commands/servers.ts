import * as vscode from 'vscode';
import { closeDocuments } from '../documents/documents.ts';
import { addServer } from '../servers/addServer.ts';
import { checkServer, type Found } from '../servers/findServer.ts';
import { pickServer } from '../servers/pickServer.ts';
import type { Server } from '../servers/server.ts';
import type { Services } from '../servers/services.ts';
import {
  SignIn,
  type SignInDraft,
  type Finish,
  type IsEnough,
  type SignInContext,
} from '../servers/signIn.ts';
import { LinkHandler } from '../servers/uriHandler.ts';
import { Disposables } from '../ui/disposables.ts';
import type { MessageButton } from '../ui/messages.ts';
import { withProgress } from '../ui/progress.ts';
import { prompts, type Prompts } from '../ui/prompts.ts';

interface Context extends Services, SignInContext {
  prompts: Prompts;
}

/** A command about one server. */
type Action = (server: Server, context: Context) => Promise<unknown>;

interface Command {
  title: () => string;
  run: Action;
}

/** Commands of servers, by their id without `nextcloudAdmin.`: from a row, or with the question which server. */
const commands: Record<string, Command> = {
  signIn: { title: () => vscode.l10n.t('Sign In'), run: signIn },
  signOut: { title: () => vscode.l10n.t('Sign Out'), run: signOut },
  removeServer: { title: () => vscode.l10n.t('Remove Server'), run: remove },
  renameServer: { title: () => vscode.l10n.t('Rename Server'), run: rename },
  changeServerUrl: { title: () => vscode.l10n.t('Change Server Address'), run: changeUrl },
  changeServerUser: { title: () => vscode.l10n.t('Change User'), run: changeUser },
  retryServer: { title: () => vscode.l10n.t('Retry'), run: retry },
  trustCertificate: { title: () => vscode.l10n.t('Review Certificate'), run: trustCertificate },
  openServerInBrowser: {
    title: () => vscode.l10n.t('Open in Browser'),
    run: (server, { prompts }) => prompts.open(server.url),
  },
  copyServerUrl: {
    title: () => vscode.l10n.t('Copy Address'),
    run: async server => vscode.env.clipboard.writeText(server.url),
  },
};

type Handler = (argument?: unknown) => unknown;

/** What is done to servers, by command id. */
export function serverCommands(services: Services, prompts: Prompts): Map<string, Handler> {
  const context: Context = { ...services, prompts };
  const { servers, messages, log } = services;
  const handlers = new Map<string, Handler>([
    ['nextcloudAdmin.showLog', () => log.show()],
    ['nextcloudAdmin.addServer', () => addServer(servers, context)],
  ]);
  for (const [name, { title, run }] of Object.entries(commands))
    handlers.set(`nextcloudAdmin.${name}`, async argument => {
      const server = await pickServer(servers, prompts, title(), argument);
      if (typeof server !== 'object') return;
      await run(server, context).catch((error: unknown) =>
        messages.error(error, title(), ...nextSteps(server)),
      );
    });
  return handlers;
}

/** Registers them, and the links that add a server. */
export function registerServerCommands(services: Services): Disposables {
  const disposables = new Disposables();
  for (const [id, handler] of serverCommands(services, prompts))
    disposables.add(vscode.commands.registerCommand(id, handler));
  const links = new LinkHandler(services.servers, { ...services, prompts });
  disposables.add(vscode.window.registerUriHandler(links));
  return disposables;
}

/** What helps with a server that does not answer as it should: its state's own action, and another address. */
function nextSteps(server: Server): MessageButton[] {
  const { action } = server.appearance;
  const changeUrl = { command: 'nextcloudAdmin.changeServerUrl', title: vscode.l10n.t('Change Address…') };
  return [...(action ? [action] : []), changeUrl].map(({ command, title }) => ({
    title,
    run: () => vscode.commands.executeCommand(command, server),
  }));
}

async function signIn(server: Server, context: Context): Promise<void> {
  const title = vscode.l10n.t('Sign In to {0}', server.label);
  const found = await check(server, context);
  await enter(server, context, { title, address: '', server: found, user: server.user, userIsFixed: true });
}

async function changeUser(server: Server, context: Context): Promise<void> {
  const title = vscode.l10n.t('Change User of {0}', server.label);
  const found = await check(server, context);
  await enter(server, context, { title, address: '', server: found, user: '', userIsFixed: false });
}

/** Within its origin the server stays signed in; another one gets a new secret, never the old. */
async function changeUrl(server: Server, context: Context): Promise<void> {
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
  context: Context,
  draft: SignInDraft,
  isEnough?: IsEnough,
): Promise<void> {
  const { servers, messages } = context;
  const finish: Finish = ({ url, certificate }, { user, ...secret }) =>
    servers.signIn(server, { user, ...secret }, { url, user, certificate });
  if (await new SignIn(context, draft, finish, isEnough).run())
    messages.info(vscode.l10n.t('You are signed in to {0} as {1}.', server.label, server.user));
}

async function signOut(server: Server, { servers, messages }: Context): Promise<void> {
  await servers.signOut(server);
  messages.info(vscode.l10n.t('You are signed out of {0}.', server.label));
}

/** Documents go first: while the server is there, what is not saved still can be. */
async function remove(server: Server, { servers, prompts }: Context): Promise<void> {
  const yes = await prompts.confirm(
    vscode.l10n.t('Remove {0}?', server.label),
    vscode.l10n.t(
      'Its entry in your settings and its password are deleted here, and its documents are closed. Nothing changes on the server.',
    ),
    vscode.l10n.t('Remove'),
  );
  if (yes && (await closeDocuments(server))) await servers.remove(server);
}

async function rename(server: Server, { servers, prompts }: Context): Promise<void> {
  const label = await prompts.input({
    title: vscode.l10n.t('Rename {0}', server.label),
    prompt: vscode.l10n.t('The name in the side bar. The address stays {0}.', server.url),
    value: server.label,
  });
  if (typeof label === 'string') await servers.change(server, { label: label.trim() });
}

async function retry(server: Server): Promise<void> {
  await withProgress(vscode.l10n.t('Connecting to {0}', server.label), ({ signal }) => server.retry(signal));
}

async function trustCertificate(server: Server, context: Context): Promise<void> {
  const { certificate } = await check(server, context);
  await context.servers.change(server, { certificate });
  await retry(server);
}

/** Whether the server can be signed in to at all; its certificate is shown if need be. */
function check(server: Server, context: Context): Thenable<Found> {
  return withProgress(vscode.l10n.t('Connecting to {0}', server.label), ({ signal }) =>
    checkServer(server.entry, { ...context, signal }),
  );
}
