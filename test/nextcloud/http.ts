import type { IncomingMessage, ServerResponse } from 'node:http';
import { sessionCookie } from './auth.ts';
import type { Caller } from './auth.ts';
import { answerOcs, sayInTrouble } from './ocs/dispatch.ts';
import type { OcsRequest, OcsServer, Trouble } from './ocs/dispatch.ts';
import { phpRawUrlDecode } from './ocs/decode.ts';
import { answerPage } from './pages/pages.ts';
import { Params } from './params.ts';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
  /** Who was answered; a new session is told by cookies. */
  readonly caller?: Caller;
  /** How long the server takes its time first. */
  readonly delayMs?: number;
}

/** A request as the server received it, secrets and all. */
export interface ReceivedRequest {
  readonly method: string;
  /** As sent, without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string | string[]>>;
  readonly body: Readonly<Record<string, string | string[]>>;
  readonly headers: IncomingMessage['headers'];
  /** Milliseconds since 1970, on the server's clock. */
  readonly at: number;
  /** The account it was made as, once that is known. */
  user?: string;
}

/** A request that is read and ready to be answered. */
export interface Request {
  readonly method: string;
  readonly url: URL;
  readonly received: ReceivedRequest;
  readonly params: Params;
}

export async function readRequest(message: IncomingMessage, at: number): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  const { method = 'GET', headers, url = '/' } = message;
  const [path, query] = splitOnce(url);
  const type = headers['content-type'] ?? '';
  const received: ReceivedRequest = {
    method,
    path,
    query: new Params(query, '', '').entries(),
    body: text === '' ? {} : new Params('', type, text).entries(),
    headers,
    at,
  };
  return { method, url: new URL(url, 'http://server'), received, params: new Params(query, type, text) };
}

function splitOnce(url: string): [string, string] {
  const at = url.indexOf('?');
  return at < 0 ? [url, ''] : [url.slice(0, at), url.slice(at + 1)];
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

export interface HttpServer extends OcsServer {
  readonly basePath: string;
  readonly encodedSlashes: boolean;
}

function asOcs(server: HttpServer, { method, received, params }: Request): OcsRequest | undefined {
  const inside = received.path.slice(server.basePath.length + 1);
  const [, api, path] = /^ocs\/(v[12])\.php\/(.*)$/s.exec(inside) ?? [];
  if (path === undefined) return undefined;
  return {
    method: method === 'HEAD' ? 'GET' : method,
    api: api as 'v1' | 'v2',
    path: phpRawUrlDecode(path),
    headers: received.headers,
    params,
  };
}

/** What a server in trouble says, in an envelope where one is expected. */
export function lastWords(server: HttpServer, request: Request, what: Trouble): HttpAnswer {
  const ocs = asOcs(server, request);
  return ocs ? sayInTrouble(server, ocs, what) : notFound;
}

const notFound: HttpAnswer = {
  status: 404,
  headers: { 'content-type': 'text/html; charset=iso-8859-1' },
  body: '<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>404 Not Found</title>\n</head><body>\n<h1>Not Found</h1>\n<p>The requested URL was not found on this server.</p>\n</body></html>\n',
};

export function send(response: ServerResponse, request: Request, given: HttpAnswer, basePath: string): void {
  const body = Buffer.from(given.body as string);
  const cookies = given.caller?.isNew ? sessionCookies(given.caller, basePath) : [];
  response.writeHead(given.status, {
    ...given.headers,
    'content-length': body.length,
    ...(cookies.length > 0 && { 'set-cookie': cookies }),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

function sessionCookies({ session }: Caller, basePath: string): string[] {
  const path = basePath || '/';
  return [
    `oc_sessionPassphrase=${session.id.slice(0, 8)}%2F${session.id}; path=${path}; HttpOnly; SameSite=Lax`,
    `nc_sameSiteCookielax=true; path=${path}; expires=Fri, 31-Dec-2100 23:59:59 GMT; HttpOnly; SameSite=lax`,
    `nc_sameSiteCookiestrict=true; path=${path}; expires=Fri, 31-Dec-2100 23:59:59 GMT; HttpOnly; SameSite=strict`,
    `${sessionCookie}=${session.id}; path=${path}; HttpOnly; SameSite=Lax`,
    'cookie_test=test; expires=Fri, 31-Dec-2100 23:59:59 GMT; Max-Age=3600',
  ];
}
