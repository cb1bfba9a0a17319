import * as vscode from 'vscode';
import { commandTitles } from '../ui/commands.ts';
import type { Prompts } from '../ui/prompts.ts';
import { addServer } from './addServer.ts';
import { candidates } from './address.ts';
import type { Servers } from './servers.ts';
import type { SignInContext } from './signIn.ts';

/** Characters that an address in a link may have. */
const longest = 500;

/**
 * Links of the form `vscode://nextcloud-admin.nextcloud-admin/add?url=https%3A%2F%2Fcloud.example.com`: after asking they
 * open *Add Server* with the address filled in. Nothing else of a link is looked at, credentials least of all.
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
      this.#context.messages.warn(
        vscode.l10n.t('A link to Nextcloud Admin was not understood and not followed.'),
      );
      return;
    }
    if (!(await agree(this.#context.prompts, address))) return;
    await addServer(this.#servers, this.#context, address).catch((error: unknown) =>
      this.#context.messages.error(error, vscode.l10n.t('Add Server')),
    );
  }
}

/** The address of a link as a bare URL: without credentials, query and fragment, its host in ASCII. */
function linkedAddress(uri: vscode.Uri): string | undefined {
  if (uri.path !== '/add') return undefined;
  const given = new URLSearchParams(uri.query).get('url') ?? '';
  return given.length <= longest && /^https?:\/\//i.test(given) ? candidates(given)[0] : undefined;
}

function agree(prompts: Prompts, address: string): Promise<boolean> {
  return prompts.confirm(
    vscode.l10n.t('Add the server {0}?', new URL(address).host),
    [
      vscode.l10n.t('A link wants to add {0}.', address),
      vscode.l10n.t(
        'Go on only if you expected this and the address is right: you would be asked for your password.',
      ),
    ],
    commandTitles.addServer,
  );
}
