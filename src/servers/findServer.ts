import * as vscode from 'vscode';
import { isAbout, NextcloudError, type ErrorKind, type ServerStatus } from '../ocs/index.ts';
import type { Log } from '../ui/log.ts';
import type { Prompts } from '../ui/prompts.ts';
import { candidates, isPlainHttp } from './address.ts';
import { askForTrust, isUntrustedCertificate } from './certificate.ts';
import { openClient, type Endpoint } from './connection.ts';

/** A Nextcloud server that responds, is not in maintenance mode, and whose connection the user accepts. */
export interface Found extends Endpoint {
  /** “35.0.0.2”; missing if the server does not publish it. */
  version?: string | undefined;
}

interface Asking {
  prompts: Prompts;
  log: Log;
  signal?: AbortSignal | undefined;
  /** A server whose certificate is already trusted. */
  known?: Endpoint | undefined;
}

/** Errors that mean: something responds, but there is no Nextcloud at this path. */
const elsewhere: readonly ErrorKind[] = ['notFound', 'protocol'];

/**
 * Finds the server for an address by requesting `status.php` along its path, the deepest folder first. Sends nothing else.
 * Throws NextcloudError, or CancellationError if the user declined.
 */
export async function findServer(address: string, asking: Asking): Promise<Found> {
  const failures = new Map<string, NextcloudError>();
  const trusted = new Map<string, string>();
  const { known } = asking;
  if (known?.certificate !== undefined) trusted.set(new URL(known.url).origin, known.certificate);
  const urls = candidates(address);
  for (const url of urls) {
    const { origin } = new URL(url);
    const before = failures.get(origin);
    // This error applies to every path of the host.
    if (isAbout(before, 'host')) continue;
    try {
      return await check({ url }, asking, trusted);
    } catch (error) {
      // Either a Nextcloud responded or the user canceled. A folder that requires a password proves nothing for those above.
      if (!(error instanceof NextcloudError) || error.kind === 'aborted' || isAbout(error, 'server'))
        throw error;
      failures.set(origin, error);
    }
  }
  throw [...failures.values()].find(({ kind }) => !elsewhere.includes(kind)) ?? noNextcloud(address, urls[0]);
}

/** Checks that the server at this base URL can be signed in to. Throws like `findServer`. */
export function checkServer(place: Endpoint, asking: Asking): Promise<Found> {
  return check(place, asking, new Map());
}

/** `trusted`: the certificates accepted by the user so far, by origin. */
async function check(place: Endpoint, asking: Asking, trusted: Map<string, string>): Promise<Found> {
  const { url } = place;
  const { origin } = new URL(url);
  const certificate = trusted.get(origin) ?? place.certificate;
  const found = await readStatus(url, certificate, asking).catch(async (error: unknown) => {
    if (!isUntrustedCertificate(error)) throw error;
    const agreed = await askForTrust(asking.prompts, url, certificate);
    if (agreed === undefined) throw new vscode.CancellationError();
    trusted.set(origin, agreed);
    return readStatus(url, agreed, asking);
  });
  await agreeToPlainHttp(url, asking.prompts);
  return found;
}

/** Asks before passwords are sent unencrypted to another machine. Throws CancellationError. */
async function agreeToPlainHttp(url: string, prompts: Prompts): Promise<void> {
  if (!isPlainHttp(url)) return;
  const { host } = new URL(url);
  const yes = await prompts.confirm(
    vscode.l10n.t('Connect to {0} without encryption?', host),
    vscode.l10n.t(
      'The address begins with http://. Anyone on the network between you and the server can read your password.',
    ),
    vscode.l10n.t('Connect Without Encryption'),
  );
  if (!yes) throw new vscode.CancellationError();
}

async function readStatus(
  url: string,
  certificate: string | undefined,
  { log, signal }: Asking,
): Promise<Found> {
  const { host } = new URL(url);
  const client = openClient({ url, certificate }, { user: '', password: '' }, { log: log.request(host) });
  try {
    const status = await client.server.status({ signal });
    refuse(status, host);
    return { url, version: status.version, certificate };
  } finally {
    client.close();
  }
}

function refuse({ installed, maintenance, needsDbUpgrade }: ServerStatus, host: string): void {
  if (!installed)
    throw new NextcloudError('server', vscode.l10n.t('Nextcloud at {0} has not been set up yet.', host));
  if (maintenance || needsDbUpgrade)
    throw new NextcloudError(
      'maintenance',
      vscode.l10n.t('{0} is in maintenance mode. Try again later.', host),
    );
}

function noNextcloud(address: string, url: string | undefined): NextcloudError {
  return url === undefined
    ? new NextcloudError(
        'invalid',
        vscode.l10n.t('“{0}” is not a valid server address.', withoutPassword(address)),
      )
    : new NextcloudError('notFound', vscode.l10n.t('No Nextcloud server found at {0}.', url));
}

// The part before an @ may contain a password.
function withoutPassword(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
