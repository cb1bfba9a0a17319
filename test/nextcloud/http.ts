import type { IncomingMessage, ServerResponse } from 'node:http';
import { sessionCookie } from './auth.ts';
import type { Caller } from './auth.ts';
import type { HttpAnswer, ReceivedRequest, Request } from './messages.ts';
import { phpRawUrlDecode } from './ocs/decode.ts';
import { answerOcs } from './ocs/dispatch.ts';
import type { OcsServer } from './ocs/dispatch.ts';
import { Replies } from './ocs/replies.ts';
import type { OcsRequest } from './ocs/replies.ts';
import { answerPage } from './pages/pages.ts';
import { Params } from './params.ts';

export interface HttpServer extends OcsServer {
  readonly basePath: string;
  readonly encodedSlashes: boolean;
}

/** Reads a request; rejects where the client goes away before its end. */
export async function readRequest(message: IncomingMessage, at: number): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  const { method = 'GET', headers, url = '/' } = message;
  const [, path = '', query = ''] = /^([^?]*)\??(.*)$/s.exec(url)!;
  const type = headers['content-type'] ?? '';
  const received: ReceivedRequest = {
    method,
    path,
    query: new Params(query, '', '').entries(),
    body: new Params('', type, text).entries(),
    headers,
    at,
  };
  return { received, params: new Params(query, type, text) };
}

/** What the server says to a request, with every effect it has on the state. */
export function answer(server: HttpServer, request: Request): HttpAnswer {
  const { path } = request.received;
  if (!path.startsWith(`${server.basePath}/`)) return notFound;
  if (!server.encodedSlashes && /%2f/i.test(path)) return notFound;
  const ocs = asOcs(server, request);
  if (ocs) return answerOcs(server, ocs);
  const page = path.slice(server.basePath.length + 1).replace(/^index\.php\//, '');
  return answerPage(server, request, phpRawUrlDecode(page)) ?? notFound;
}

/** What a server in trouble says, in an envelope where one is expected. */
export function lastWords(
  server: HttpServer,
  request: Request,
  what: 'crash' | 'maintenance' | 'stranger',
): HttpAnswer {
  const ocs = asOcs(server, request);
  return ocs ? new Replies(server.version, ocs)[what]() : notFound;
}

function asOcs(server: HttpServer, { received, params }: Request): OcsRequest | undefined {
  const { method, path, headers } = received;
  const [, api, call] = /^ocs\/(v[12])\.php\/(.*)$/s.exec(path.slice(server.basePath.length + 1)) ?? [];
  if (call === undefined) return undefined;
  return {
    method: method === 'HEAD' ? 'GET' : method,
    api: api as 'v1' | 'v2',
    path: phpRawUrlDecode(call),
    headers,
    params,
  };
}

/** Apache's own page. */
const notFound: HttpAnswer = {
  status: 404,
  headers: { 'content-type': 'text/html; charset=iso-8859-1' },
  body: '<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>404 Not Found</title>\n</head><body>\n<h1>Not Found</h1>\n<p>The requested URL was not found on this server.</p>\n</body></html>\n',
};

export function send(
  response: ServerResponse,
  { received }: Request,
  given: HttpAnswer,
  basePath: string,
): void {
  const body = Buffer.from(given.body as string);
  const cookies = given.caller?.isNew ? sessionCookies(given.caller, basePath) : [];
  response.writeHead(given.status, {
    ...given.headers,
    'content-length': body.length,
    ...(cookies.length > 0 && { 'set-cookie': cookies }),
  });
  response.end(received.method === 'HEAD' ? undefined : body);
}

function sessionCookies({ session }: Caller, basePath: string): string[] {
  const path = basePath || '/';
  return [
    `oc_sessionPassphrase=${session.id.slice(0, 8)}%2F${session.id}; path=${path}; HttpOnly; SameSite=Lax`,
    `nc_sameSiteCookielax=true; path=${path}; expires=Fri, 31-Dec-2100 23:59:59 GMT; HttpOnly; SameSite=lax`,
    `nc_sameSiteCookiestrict=true; path=${path}; expires=Fri, 31-Dec-2100 23:59:59 GMT; HttpOnly; SameSite=strict`,
    `${sessionCookie}=${session.id}; path=${path}; HttpOnly; SameSite=Lax`,
    'cookie_test=test; Max-Age=3600',
  ];
}
