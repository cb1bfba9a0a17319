import * as vscode from 'vscode';
import type { Servers } from './servers.ts';
import { SignIn, type Finish, type SignInContext } from './signIn.ts';

/**
 * Asks for an address, finds the server, signs in, and saves both. For a server that is configured already, signs in again.
 * @param address the initial address
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
