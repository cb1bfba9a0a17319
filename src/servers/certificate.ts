import { X509Certificate } from 'node:crypto';
import https from 'node:https';
import type { IncomingMessage } from 'node:http';
import { TLSSocket, type DetailedPeerCertificate } from 'node:tls';
import * as vscode from 'vscode';
import { NextcloudError } from '../ocs/index.ts';
import type { Prompts } from '../ui/prompts.ts';
import { recordIn } from '../ocs/narrow.ts';

/** Node's codes for a valid certificate with an unknown issuer. */
const untrusted = /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_.*|CERT_UNTRUSTED)$/;

/** Timeout for reading the certificate. */
const timeoutMs = 15_000;

/** Whether trusting the server's certificate could resolve this error. */
export function isUntrustedCertificate(error: unknown): boolean {
  if (!(error instanceof NextcloudError) || error.kind !== 'tls') return false;
  const { code } = recordIn(error.cause);
  return typeof code === 'string' && untrusted.test(code);
}

/**
 * Shows fingerprint, names and validity of the certificate of `url`, and asks whether to trust it for this server.
 * @param before the certificate trusted so far, as PEM
 * @returns the certificate to trust, as PEM, or `undefined` if the user declined
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
      : vscode.l10n.t('The certificate of {0} differs from the one you trusted. Trust the new one?', host);
  const detail = [
    ...describe(own),
    ...(issuer === own ? [] : [vscode.l10n.t('Issued by an unknown authority:'), ...describe(issuer)]),
    ...(before === undefined
      ? []
      : [vscode.l10n.t('Previously trusted: {0}', new X509Certificate(before).fingerprint256)]),
    vscode.l10n.t(
      'Compare the fingerprint with that of the server. The certificate will be trusted for this server only.',
    ),
  ];
  const yes = await prompts.confirm(question, detail, vscode.l10n.t('Trust'));
  return yes ? issuer.toString() : undefined;
}

interface Certificates {
  own: X509Certificate;
  /** The last certificate of the chain that the server sent; `own` if there is no other. */
  issuer: X509Certificate;
}

/** Sends no credentials, and uses nothing of the answer but the certificate. */
async function fetchCertificates(url: string): Promise<Certificates> {
  const request = https.request(url, {
    method: 'HEAD',
    rejectUnauthorized: false,
    agent: false,
    signal: AbortSignal.timeout(timeoutMs),
  });
  request.end();
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      request.once('response', resolve).once('error', reject);
    });
    if (!(response.socket instanceof TLSSocket))
      throw new Error(vscode.l10n.t('The connection is not secure.'));
    const leaf = response.socket.getPeerCertificate(true);
    const own = new X509Certificate(leaf.raw);
    const last = lastOf(leaf);
    return { own, issuer: last === leaf ? own : new X509Certificate(last.raw) };
  } finally {
    request.destroy();
  }
}

// A self-signed certificate is its own issuer; an unknown issuer is missing.
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
