import { request as httpRequest } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { startNextcloud } from '../../nextcloud/index.ts';
import type { Options, SimulatedNextcloud } from '../../nextcloud/index.ts';

export interface Sent {
  method?: string;
  /** As it goes over the wire, from the root of the site. */
  path: string;
  /** `user:secret`, for Basic. */
  login?: string;
  headers?: Record<string, string>;
  body?: string;
}

export interface Received {
  status: number;
  headers: IncomingHttpHeaders;
  type: string;
  body: string;
  /** The cookies set, as the next request would send them. */
  cookies: string;
}

/** One bare request: nothing is encoded, retried, followed or remembered. */
export function send(server: SimulatedNextcloud, sent: Sent): Promise<Received> {
  const { method = 'GET', path, login, body = '' } = sent;
  const { hostname, port } = new URL(server.url);
  const headers = { ...sent.headers, 'content-length': String(Buffer.byteLength(body)) };
  const basic =
    login === undefined ? {} : { authorization: `Basic ${Buffer.from(login).toString('base64')}` };
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      { hostname, port, method, path, headers: { ...headers, ...basic } },
      response => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk)).once('error', reject);
        response.once('end', () =>
          resolve(received(response.statusCode!, response.headers, Buffer.concat(chunks))),
        );
      },
    );
    outgoing.once('error', reject).end(body);
  });
}

function received(status: number, headers: IncomingHttpHeaders, body: Buffer): Received {
  const cookies = (headers['set-cookie'] ?? []).map(cookie => cookie.split(';')[0]).join('; ');
  return { status, headers, type: headers['content-type'] ?? '', body: body.toString(), cookies };
}

export const form = { 'content-type': 'application/x-www-form-urlencoded' };

export interface OcsDetails {
  login?: string;
  cookie?: string;
  body?: string;
  format?: 'json' | 'xml';
}

/** A call below `/ocs/v2.php/`, with a form as its body. */
export function callOcs(
  server: SimulatedNextcloud,
  method: string,
  path: string,
  details: OcsDetails = {},
): Promise<Received> {
  const { login, cookie, body = '', format = 'json' } = details;
  return send(server, {
    method,
    path: `/nextcloud/ocs/v2.php/${path}${path.includes('?') ? '&' : '?'}format=${format}`,
    headers: { 'ocs-apirequest': 'true', ...form, ...(cookie !== undefined && { cookie }) },
    body,
    ...(login !== undefined && { login }),
  });
}

/** A server with the admin and bob, who is in the group Staff. */
export async function startWithBob(options: Options = {}): Promise<SimulatedNextcloud> {
  const server = await startNextcloud({ seed: 'empty', ...options });
  server.state.createUser({ id: 'bob', password: 'bob-Passw0rd', groups: ['Staff'] });
  return server;
}
