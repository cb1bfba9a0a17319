import * as vscode from 'vscode';
import { commandTitles } from '../ui/commands.ts';
import type { Prompts } from '../ui/prompts.ts';
import { candidates } from './address.ts';
import type { Servers } from './servers.ts';
import type { SignInContext } from './signIn.ts';

/** The most characters of an address in a link. */
const longest = 500;

/**
 * Handles links such as `vscode://nextcloud-admin.nextcloud-admin/add?url=https%3A%2F%2Fcloud.example.com`: asks, then
 * opens *Add Server* with the address filled in. Ignores everything else in a link, credentials in particular.
 */
export class LinkHandler implements vscode.UriHandler {
  readonly #servers: Servers;
  readonly #context: SignInContext;

  constructor(servers: Servers, context: SignInContext) {
    this.#servers = servers;
    this.#context = context;
  }

  async handleUri(uri: vscode.Uri): Promise<void> {
    const address = linkedAddress(uri);
    if (address === undefined) {
      this.#context.messages.warn(vscode.l10n.t('Ignored a link to Nextcloud Admin that is not valid.'));
      return;
    }
    if (!(await agree(this.#context.prompts, address))) return;
    const { addServer } = await import('./addServer.ts');
    await addServer(this.#servers, this.#context, address).catch((error: unknown) =>
      this.#context.messages.error(error, vscode.l10n.t('Add Server')),
    );
  }
}

/** The address in a link as a bare URL: no credentials, query or fragment, the host in ASCII. */
function linkedAddress(uri: vscode.Uri): string | undefined {
  if (uri.path !== '/add') return undefined;
  const given = new URLSearchParams(uri.query).get('url') ?? '';
  return given.length <= longest && /^https?:\/\//i.test(given) ? candidates(given)[0] : undefined;
}

function agree(prompts: Prompts, address: string): Promise<boolean> {
  return prompts.confirm(
    vscode.l10n.t('Add the server {0}?', new URL(address).host),
    [
      vscode.l10n.t('A link asks to add {0}.', address),
      vscode.l10n.t(
        'Continue only if you expected this and the address is correct. You will be asked for your password.',
      ),
    ],
    commandTitles.addServer,
  );
}
