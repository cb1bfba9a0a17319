import { FetchError } from 'node-fetch';
import { NextcloudError, type ErrorContext, type ErrorKind } from '../errors.ts';

/** What Node says when there is no answer, as kind and sentence. The first pattern that matches the code counts. */
const failures: readonly { code: RegExp; kind: ErrorKind; text: string }[] = [
  {
    code: /^ENOTFOUND$|^EAI_/,
    kind: 'network',
    text: 'The host name {host} cannot be found. Check the address.',
  },
  {
    code: /^ECONNREFUSED$/,
    kind: 'network',
    text: 'Nothing answers at {host}. Check the address and that the server is running.',
  },
  {
    code: /^(EHOSTUNREACH|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL)$/,
    kind: 'network',
    text: '{host} cannot be reached. Check the network connection.',
  },
  {
    code: /^ETIMEDOUT$/,
    kind: 'network',
    text: '{host} does not answer. Check the address and the network connection.',
  },
  {
    code: /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_.*|CERT_UNTRUSTED)$/,
    kind: 'tls',
    text: 'The certificate of {host} is not trusted ({code}). Add the authority that issued it if you know it.',
  },
  { code: /^CERT_HAS_EXPIRED$/, kind: 'tls', text: 'The certificate of {host} has expired.' },
  {
    code: /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    kind: 'tls',
    text: 'The certificate of {host} is made out to another name.',
  },
  {
    code: /^(CERT_|ERR_TLS_|ERR_SSL_|ERR_OSSL_|HOSTNAME_MISMATCH|EPROTO)/,
    kind: 'tls',
    text: 'No secure connection to {host} could be made ({code}).',
  },
  {
    code: /^(Z_|ERR_BROTLI|ERR__ERROR|ERR_PADDING)/,
    kind: 'protocol',
    text: '{host} sent an answer that cannot be unpacked ({code}).',
  },
  { code: /./, kind: 'network', text: 'The connection to {host} was lost ({code}).' },
];

/** The error for a request that got no complete answer. */
export function connectionError(cause: unknown, host: string, context: ErrorContext): NextcloudError {
  const code = (cause as { code?: unknown } | undefined)?.code;
  if ((cause instanceof FetchError && cause.type === 'max-size') || code === 'ERR_BUFFER_TOO_LARGE')
    return new NextcloudError('protocol', `${host} sent more than 64 MiB; the answer was not read.`, context);
  const known = typeof code === 'string' && code ? code : 'no complete answer';
  const { kind, text } = failures.find(failure => failure.code.test(known)) ?? { kind: 'network', text: '' };
  return new NextcloudError(kind, text.replaceAll('{host}', host).replaceAll('{code}', known), {
    ...context,
    cause,
  });
}
