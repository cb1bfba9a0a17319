import * as vscode from 'vscode';
import { isAbout, NextcloudError, type ErrorKind, type ServerStatus } from '../ocs/index.ts';
import type { Log } from '../ui/log.ts';
import type { Prompts } from '../ui/prompts.ts';
import { candidates, isPlainHttp } from './address.ts';
import { askForTrust, isUntrustedCertificate } from './certificate.ts';
import { openClient, type Place } from './connection.ts';

/** A Nextcloud that answers, not in maintenance, over a connection the person agreed to. */
export interface Found extends Place {
  /** "35.0.0.2", where the server tells it to strangers. */
  version?: string | undefined;
}

interface Asking {
  prompts: Prompts;
  log: Log;
  signal?: AbortSignal | undefined;
  /** A server whose certificate is trusted already. */
  known?: Place | undefined;
}

/** Something answers, but not at this path. */
const elsewhere: readonly ErrorKind[] = ['notFound', 'protocol'];

/**
 * Finds the server an address means, by asking for `status.php` along its path, the deepest folder first.
 * Nothing but that is sent. Throws NextcloudError, and CancellationError where the person said no.
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
    // It holds for every path of the host.
    if (isAbout(before, 'host')) continue;
    try {
      return await check({ url }, asking, trusted);
    } catch (error) {
      // A Nextcloud answers, or the person has had enough. A folder that wants a password says nothing of those above.
      if (!(error instanceof NextcloudError) || error.kind === 'aborted' || isAbout(error, 'server'))
        throw error;
      failures.set(origin, error);
    }
  }
  throw [...failures.values()].find(({ kind }) => !elsewhere.includes(kind)) ?? noNextcloud(address, urls[0]);
}

/** Whether the server at this base URL can be signed in to now. Throws as `findServer` does. */
export function checkServer(place: Place, asking: Asking): Promise<Found> {
  return check(place, asking, new Map());
}

/** `trusted`: the certificates that the person has just agreed to, by origin. */
async function check(place: Place, asking: Asking, trusted: Map<string, string>): Promise<Found> {
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

/** Passwords travel in the clear to another machine only when the person says so. Throws CancellationError. */
async function agreeToPlainHttp(url: string, prompts: Prompts): Promise<void> {
  if (!isPlainHttp(url)) return;
  const { host } = new URL(url);
  const yes = await prompts.confirm(
    vscode.l10n.t('Connect to {0} without encryption?', host),
    vscode.l10n.t(
      'Its address begins with http://. Whoever is between here and there can read your password.',
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
    throw new NextcloudError('server', vscode.l10n.t('The Nextcloud at {0} has not been set up yet.', host));
  if (maintenance || needsDbUpgrade)
    throw new NextcloudError('maintenance', vscode.l10n.t('{0} is in maintenance. Try again later.', host));
}

function noNextcloud(address: string, url: string | undefined): NextcloudError {
  return url === undefined
    ? new NextcloudError(
        'invalid',
        vscode.l10n.t('This is no address of a server: {0}', withoutPassword(address)),
      )
    : new NextcloudError('notFound', vscode.l10n.t('There is no Nextcloud at {0}.', url));
}

// What stands before an @ may be a password.
function withoutPassword(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
