import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import https from 'node:https';
import type { IncomingMessage } from 'node:http';
import { TLSSocket, type DetailedPeerCertificate } from 'node:tls';
import * as vscode from 'vscode';
import { NextcloudError } from '../ocs/index.ts';
import type { Prompts } from '../ui/prompts.ts';

/** Node's codes for "valid as it is, but nobody here knows who issued it". */
const untrusted = /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_.*|CERT_UNTRUSTED)$/;

/** Milliseconds for showing the certificate. */
const patience = 15_000;

/** Whether trusting the server's certificate may help against this failure. */
export function isUntrustedCertificate(error: unknown): boolean {
  if (!(error instanceof NextcloudError) || error.kind !== 'tls') return false;
  const code = (error.cause as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' && untrusted.test(code);
}

/**
 * Shows the certificate of `url` with its fingerprint, names and validity, and asks whether to trust it for this server.
 * @param before the PEM trusted until now
 * @returns the PEM to trust, or `undefined` for "no"
 */
export async function askForTrust(
  prompts: Prompts,
  url: string,
  before?: string,
): Promise<string | undefined> {
  const { host } = new URL(url);
  const { own, issuer } = await fetchCertificates(url);
  const question =
    before === undefined
      ? vscode.l10n.t('Trust the certificate of {0}?', host)
      : vscode.l10n.t('{0} has another certificate than the one you trusted. Trust the new one?', host);
  const detail = [
    ...describe(own),
    ...(issuer === own
      ? []
      : [vscode.l10n.t('Issued by an authority that is not known here:'), ...describe(issuer)]),
    ...(before === undefined
      ? []
      : [vscode.l10n.t('Trusted until now: {0}', new X509Certificate(before).fingerprint256)]),
    vscode.l10n.t(
      'Compare the fingerprint with the one the server has. It will be trusted for this server alone.',
    ),
  ];
  const yes = await prompts.confirm(question, detail, vscode.l10n.t('Trust'));
  return yes ? issuer.toString() : undefined;
}

interface Certificates {
  own: X509Certificate;
  /** The last of the chain as the server sent it; `own` when that is all. */
  issuer: X509Certificate;
}

/** Asks without any credentials; nothing that is answered is believed but the certificate. */
async function fetchCertificates(url: string): Promise<Certificates> {
  const request = https.request(url, {
    method: 'HEAD',
    rejectUnauthorized: false,
    agent: false,
    signal: AbortSignal.timeout(patience),
  });
  request.end();
  try {
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    if (!(response.socket instanceof TLSSocket)) throw new Error('The connection is not secure.');
    const leaf = response.socket.getPeerCertificate(true);
    const own = new X509Certificate(leaf.raw);
    const last = lastOf(leaf);
    return { own, issuer: last === leaf ? own : new X509Certificate(last.raw) };
  } finally {
    request.destroy();
  }
}

// A self-signed certificate is its own issuer, an unknown issuer is absent.
function lastOf(certificate: DetailedPeerCertificate): DetailedPeerCertificate {
  const issuer = certificate.issuerCertificate as DetailedPeerCertificate | undefined;
  return !issuer || issuer.fingerprint256 === certificate.fingerprint256 ? certificate : lastOf(issuer);
}

function describe(certificate: X509Certificate): string[] {
  const names = [certificate.subject.replaceAll('\n', ', '), certificate.subjectAltName]
    .filter(Boolean)
    .join(', ');
  return [
    vscode.l10n.t('SHA-256 fingerprint: {0}', certificate.fingerprint256),
    vscode.l10n.t('Names: {0}', names),
    vscode.l10n.t('Valid from {0} to {1}', certificate.validFrom, certificate.validTo),
  ];
}
