import * as l10n from '@vscode/l10n';
import { FetchError } from 'node-fetch';
import { NextcloudError, type ErrorContext, type ErrorKind } from '../errors.ts';

interface ConnectionNames {
  host: string;
  code: string;
}

/** What Node reports if there is no answer. The first row whose pattern matches the code counts. */
const rows: readonly { code: RegExp; kind: ErrorKind; say: (names: ConnectionNames) => string }[] = [
  {
    code: /^ENOTFOUND$|^EAI_/,
    kind: 'network',
    say: ({ host }) => l10n.t('The host name {host} cannot be found. Check the address.', { host }),
  },
  {
    code: /^ECONNREFUSED$/,
    kind: 'network',
    say: ({ host }) =>
      l10n.t('{host} refused the connection. Check the address, and that the server is running.', { host }),
  },
  {
    code: /^(EHOSTUNREACH|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL)$/,
    kind: 'network',
    say: ({ host }) => l10n.t('{host} cannot be reached. Check the network connection.', { host }),
  },
  {
    code: /^ETIMEDOUT$/,
    kind: 'network',
    say: ({ host }) =>
      l10n.t('{host} does not respond. Check the address and the network connection.', { host }),
  },
  {
    code: /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_.*|CERT_UNTRUSTED)$/,
    kind: 'tls',
    say: names =>
      l10n.t(
        'The certificate of {host} is not trusted ({code}). Add the certificate of its issuer if you trust it.',
        { ...names },
      ),
  },
  {
    code: /^CERT_HAS_EXPIRED$/,
    kind: 'tls',
    say: ({ host }) => l10n.t('The certificate of {host} has expired.', { host }),
  },
  {
    code: /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    kind: 'tls',
    say: ({ host }) => l10n.t('The certificate of {host} was issued for another name.', { host }),
  },
  {
    code: /^(CERT_|ERR_TLS_|ERR_SSL_|ERR_OSSL_|HOSTNAME_MISMATCH|EPROTO)/,
    kind: 'tls',
    say: names => l10n.t('Could not establish a secure connection to {host} ({code}).', { ...names }),
  },
  {
    code: /^(Z_|ERR_BROTLI|ERR__ERROR|ERR_PADDING)/,
    kind: 'protocol',
    say: names => l10n.t('{host} sent a response that cannot be decompressed ({code}).', { ...names }),
  },
];

/** The error for a request that got no complete answer. */
export function connectionError(cause: unknown, host: string, context: ErrorContext): NextcloudError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if ((cause instanceof FetchError && cause.type === 'max-size') || code === 'ERR_BUFFER_TOO_LARGE')
    return new NextcloudError(
      'protocol',
      l10n.t('{host} sent more than 64 MiB. The response was discarded.', { host }),
      context,
    );
  if (typeof code !== 'string' || !code)
    return new NextcloudError(
      'network',
      l10n.t('The connection to {host} was lost before the response was complete.', { host }),
      { ...context, cause },
    );
  const row = rows.find(candidate => candidate.code.test(code));
  const text =
    row?.say({ host, code }) ?? l10n.t('The connection to {host} was lost ({code}).', { host, code });
  return new NextcloudError(row?.kind ?? 'network', text, { ...context, cause });
}
