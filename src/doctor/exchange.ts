import http from 'node:http';
import https from 'node:https';
import type { IncomingMessage } from 'node:http';
import { checkServerIdentity, rootCertificates, TLSSocket } from 'node:tls';
import { decodeEnvelope } from '../ocs/decode/index.ts';
import { NextcloudError } from '../ocs/index.ts';
import type { ServerAnswer } from '../ocs/transport/answer.ts';
import { unpack } from '../ocs/transport/content.ts';
import type { Method } from '../ocs/transport/request.ts';

/** The code of Node for something other than TLS on the port. */
export const notTls = 'ERR_SSL_WRONG_VERSION_NUMBER';

const maxBodyBytes = 16 * 1024 * 1024;

/** What a server shows of itself by TLS. */
export interface Peer {
  /** Node's code for what is wrong with the certificate. */
  code: string | undefined;
  /** The names it was issued for, if the host is none of them. */
  otherNames: string | undefined;
  issuer: string;
  /** Milliseconds since 1970. */
  from: number;
  to: number;
}

/** An answer, or the code of Node for why there is none: `TIMEOUT`, and `CUT` for an answer without its end, are ours. */
export type Exchange =
  | { answer: ServerAnswer; cookies: readonly string[]; peer: Peer | undefined; ms: number }
  | { code: string; ms: number };

export interface Sending {
  url: URL;
  method: Method;
  headers: Readonly<Record<string, string>>;
  /** A form, encoded. */
  body?: string | undefined;
  /** PEM, trusted besides the public authorities. */
  certificate: string | undefined;
  /** Whether the certificate is examined instead of demanded. Nothing secret may be sent then. */
  lenient: boolean;
  timeoutMs: number;
  /** The time in ms. */
  now: () => number;
  signal: AbortSignal | undefined;
}

/** One request, without redirects, retries or a session: what came back is shown as it is. Rejects only when aborted. */
export async function exchange(sending: Sending): Promise<Exchange> {
  const { now } = sending;
  const started = now();
  const ms = () => now() - started;
  const timeout = AbortSignal.timeout(sending.timeoutMs);
  let response: IncomingMessage | undefined;
  try {
    response = await begin(sending, sending.signal ? AbortSignal.any([timeout, sending.signal]) : timeout);
    const peer = response.socket instanceof TLSSocket ? peerOf(response.socket, sending.url) : undefined;
    const answer = await read(response);
    return { answer, cookies: response.headers['set-cookie'] ?? [], peer, ms: ms() };
  } catch (error) {
    sending.signal?.throwIfAborted();
    const code = timeout.aborted ? 'TIMEOUT' : codeOf(error);
    return { code: response && !timeout.aborted && !/^Z_|^ERR/.test(code) ? 'CUT' : code, ms: ms() };
  }
}

function begin(sending: Sending, signal: AbortSignal): Promise<IncomingMessage> {
  const { url, method, body, certificate, lenient } = sending;
  const headers = {
    ...sending.headers,
    ...(body !== undefined && {
      'Content-Type': 'application/x-www-form-urlencoded',
      'Content-Length': String(Buffer.byteLength(body)),
    }),
  };
  const common = { method, headers, signal, agent: false };
  const request =
    url.protocol === 'https:'
      ? https.request(url, {
          ...common,
          rejectUnauthorized: !lenient,
          ...(certificate !== undefined && { ca: [...rootCertificates, certificate] }),
        })
      : http.request(url, common);
  return new Promise((resolve, reject) => {
    request.once('response', resolve).once('error', reject).end(body);
  });
}

async function read(response: IncomingMessage): Promise<ServerAnswer> {
  const { statusCode: status = 0, headers } = response;
  const body = await unpack(await bytesOf(response), headers['content-encoding'], maxBodyBytes);
  const answer: ServerAnswer = { status, headers: textsOf(headers), body };
  try {
    answer.envelope = decodeEnvelope(body, headers['content-type']);
  } catch (error) {
    if (!(error instanceof NextcloudError)) throw error;
    answer.problem = error;
  }
  return answer;
}

function bytesOf(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    response
      .on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size > maxBodyBytes)
          response.destroy(Object.assign(new Error(), { code: 'ERR_BUFFER_TOO_LARGE' }));
      })
      .once('end', () => resolve(Buffer.concat(chunks)))
      .once('error', reject);
  });
}

function textsOf(headers: IncomingMessage['headers']): Map<string, string> {
  return new Map(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, [value].flat().join(', ')]],
    ),
  );
}

function peerOf(socket: TLSSocket, { hostname }: URL): Peer {
  const certificate = socket.getPeerCertificate();
  const { subjectaltname = '', subject, issuer, valid_from: from, valid_to: to } = certificate;
  const mismatch = checkServerIdentity(hostname.replace(/^\[|\]$/g, ''), certificate);
  const names = subjectaltname.replace(/\b(DNS|IP Address):/g, '') || textOf(subject.CN);
  // Typed as an error, and a code in fact.
  const code: unknown = socket.authorizationError;
  return {
    code: socket.authorized ? undefined : String(code),
    otherNames: mismatch && names,
    issuer: textOf(issuer.O) || textOf(issuer.CN),
    from: Date.parse(from),
    to: Date.parse(to),
  };
}

const textOf = (name: string | string[] | undefined): string => [name ?? []].flat().join(', ');

/** Some versions of Node put what is wrong with TLS into the message alone. */
const speaksSomethingElse = /wrong version number|packet length too long|http request/i;

function codeOf(error: unknown): string {
  if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) return 'UNKNOWN';
  return error.code === 'EPROTO' && speaksSomethingElse.test(error.message) ? notTls : error.code;
}
