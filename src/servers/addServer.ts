import * as vscode from 'vscode';
import type { Servers } from './servers.ts';
import { SignIn, type Finish, type SignInContext } from './signIn.ts';

/**
 * Asks for an address, finds the server there, signs in and keeps both. A server that is there already is signed in to again.
 * Throws what signing in throws.
 * @param address what the box for it holds at first
 */
export async function addServer(servers: Servers, context: SignInContext, address = ''): Promise<void> {
  const title = vscode.l10n.t('Add Server');
  const draft = { title, address, user: '', userIsFixed: false };
  const keep: Finish = async ({ url, certificate }, secret) => {
    const known = servers.find(url, secret.user);
    if (known) return servers.signIn(known, secret, { certificate });
    const entry = { url, user: secret.user, ...(certificate !== undefined && { certificate }) };
    const server = await servers.add(entry, secret);
    await server.connect();
  };
  await new SignIn(context, draft, keep).run();
}
