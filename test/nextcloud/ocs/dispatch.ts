import type { IncomingHttpHeaders } from 'node:http';
import { Crash, EmptyAnswer, Refusal } from '../answers.ts';
import type { Caller, Stranger } from '../auth.ts';
import type { Data } from '../data.ts';
import { writeEnvelope } from '../envelope.ts';
import type { Format, Meta } from '../envelope.ts';
import type { LoginFlows } from '../flows.ts';
import type { HttpAnswer } from '../http.ts';
import type { RateLimits } from '../limits.ts';
import type { Params } from '../params.ts';
import { isAdmin, isSubadmin } from './call.ts';
import type { Access, Call, Instance, Route } from './call.ts';
import { capabilities, confirmationRequired } from './core.ts';
import { findRoute } from './routes.ts';
import { inLanguageOf } from './words.ts';

export interface OcsRequest {
  readonly method: string;
  readonly api: 'v1' | 'v2';
  /** Behind `/ocs/v1.php/`, decoded once. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly params: Params;
}

export interface OcsServer extends Instance {
  readonly flows: LoginFlows;
  readonly limits: RateLimits;
  readonly maintenance: boolean;
  readonly bruteForce: boolean;
}

/** One request below `/ocs/`, from login to envelope. */
export function answerOcs(server: OcsServer, request: OcsRequest): HttpAnswer {
  if (server.maintenance) return maintenance(server, request);
  const caller = server.gate.authenticate(request.headers, server.bruteForce && server.version.major === 35);
  if (caller === 'unauthorised' || caller === 'disabled') return refuseLogin(server, request, caller);
  if (caller === 'throttled') return legacy(server, request, 429, 'Reached maximum delay');
  const answer = answerCaller(server, request, caller);
  if (typeof caller === 'string') return answer;
  const headers = server.version.major === 35 ? { 'x-user-id': caller.user.id } : {};
  return { ...answer, headers: { ...answer.headers, ...headers }, caller };
}

function answerCaller(server: OcsServer, request: OcsRequest, caller: Caller | Stranger): HttpAnswer {
  if (request.path === 'cloud/capabilities')
    return success(server, request, capabilities(server, typeof caller !== 'string'));
  const found = findRoute(server.version, request.method, request.path);
  if (found === 'unknown') return unknownRoute(server, request);
  if (found === 'wrongMethod')
    return { status: 405, headers: { 'content-type': 'text/xml; charset=UTF-8' }, body: '' };
  if (typeof caller === 'string') return refusal(request, new Refusal(997, notLoggedIn));
  const { user, session } = caller;
  const call: Call = { ...server, caller: user, session, args: found.args, params: request.params };
  try {
    admit(server, request, found.route, call);
    return success(server, request, found.route.answer(call));
  } catch (error) {
    return failure(server, request, error);
  }
}

/** All that is checked before the call itself begins, in the server's order. */
function admit(server: OcsServer, request: OcsRequest, route: Route, call: Call): void {
  const { caller, session, gate, version } = call;
  const message = accessRefusal(route.access, call);
  if (message) throw new Refusal(version.codes.notPermitted, message);
  if (request.headers['ocs-apirequest'] === undefined) throw new CsrfFailure();
  const isStrict =
    route.confirm === 'strict' && !gate.confirmsStrictly(caller, request.headers.authorization);
  if (route.confirm && version.appPasswordsOnlyRead && (isStrict || !gate.isConfirmed(session)))
    throw new Refusal(403, confirmationRequired);
  if (route.limit && !server.limits.take(route.limit, caller.id)) throw new EmptyAnswer(429);
  const { required = [], lists = [] } = route;
  const isComplete = required.every(name => call.params.has(name));
  if (!isComplete || lists.some(name => call.params.list(name) === undefined)) throw missingParameter(call);
}

class CsrfFailure extends Error {}

function missingParameter({ version }: Call): Error {
  const { missingParameter } = version.codes;
  if (missingParameter === 'empty') return new EmptyAnswer(400);
  return missingParameter === 996 ? new Crash() : new Refusal(998);
}

const anySetting = 'an admin, a sub admin or gotten special right to access this setting';

function accessRefusal(access: Access, { caller, version }: Call): string {
  if (access === 'user' || isAdmin(caller)) return '';
  if (access === 'subadmin' && isSubadmin(caller)) return '';
  const isDelegated = access === 'groupLists' || (access === 'delegated' && version.major === 35);
  const needed = access === 'subadmin' ? 'at least a sub admin' : isDelegated ? anySetting : 'an admin';
  return inLanguageOf(caller, `Logged in ${version.words.account} must be ${needed}`);
}

function success(server: OcsServer, request: OcsRequest, data: Data): HttpAnswer {
  const format = formatOf(request);
  const ok = meta(request, 'ok', request.api === 'v1' ? 100 : 200, 'OK');
  const body = writeEnvelope(format, ok, data, server.version);
  if (body === undefined)
    return { status: 200, headers: { 'content-type': 'text/html; charset=UTF-8' }, body: '' };
  return { status: 200, headers: { 'content-type': contentTypes[format], ...uncached }, body };
}

function failure(server: OcsServer, request: OcsRequest, error: unknown): HttpAnswer {
  if (error instanceof CsrfFailure)
    return {
      status: 412,
      headers: { 'content-type': contentTypes.json },
      body: '{"message":"CSRF check failed"}',
    };
  if (error instanceof EmptyAnswer)
    return { status: error.status, headers: { 'content-type': 'text/html; charset=UTF-8' }, body: '' };
  if (error instanceof Crash) return crash(server, request);
  if (error instanceof Refusal) return refusal(request, error);
  throw error;
}

export type Trouble = 'crash' | 'maintenance' | 'loggedOut';

/** What a request hears that never reached its call. */
export function sayInTrouble(server: OcsServer, request: OcsRequest, what: Trouble): HttpAnswer {
  if (what === 'maintenance') return maintenance(server, request);
  return what === 'crash' ? crash(server, request) : refusal(request, new Refusal(997, notLoggedIn));
}

/** 996: PHP's own last words. */
function crash(server: OcsServer, request: OcsRequest): HttpAnswer {
  return legacy(
    server,
    request,
    request.api === 'v1' ? 996 : server.version.codes.crashInV2,
    'Internal Server Error\n',
  );
}

function refusal(request: OcsRequest, { code, message, data }: Refusal): HttpAnswer {
  const envelope = writeEnvelope(formatOf(request), meta(request, 'failure', code, message), data);
  return {
    status: statusOf(request.api, code),
    headers: { 'content-type': contentTypes[formatOf(request)], ...uncached },
    body: envelope!,
  };
}

function unknownRoute(server: OcsServer, request: OcsRequest): HttpAnswer {
  const message =
    'Invalid query, please check the syntax. API specifications are here: http://www.freedesktop.org/wiki/Specifications/open-collaboration-services.\n';
  return legacy(server, request, request.api === 'v1' ? 998 : server.version.codes.unknownRouteInV2, message);
}

/** Up to 20 a wrong password is told like no password at all, ever later; a disabled account is told by a header everywhere. */
function refuseLogin(
  server: OcsServer,
  request: OcsRequest,
  reason: 'unauthorised' | 'disabled',
): HttpAnswer {
  const { major } = server.version;
  if (major < 25 && reason === 'unauthorised')
    return {
      ...refusal(request, new Refusal(997, notLoggedIn)),
      delayMs: server.bruteForce ? server.gate.delayMs() : 0,
    };
  const answer = legacy(server, request, 997, 'Unauthorised', major === 35 ? formatOf(request) : 'xml');
  return {
    ...answer,
    headers: { ...answer.headers, 'www-authenticate': 'Basic realm="Authorisation Required"' },
  };
}

const notLoggedIn = 'Current user is not logged in';

function maintenance(server: OcsServer, request: OcsRequest): HttpAnswer {
  const answer = legacy(server, request, 503, 'Service unavailable');
  return { ...answer, headers: { ...answer.headers, 'x-nextcloud-maintenance-mode': '1' } };
}

/** Answers of the code outside the controllers: another content type, and up to 25 no empty counts in the meta. */
function legacy(
  server: OcsServer,
  request: OcsRequest,
  code: number,
  message: string,
  format = formatOf(request),
): HttpAnswer {
  const { status, statuscode, ...counts } = meta(request, 'failure', code, message);
  const short =
    server.version.major === 35 ? { status, statuscode, ...counts } : { status, statuscode, message };
  const type = format === 'json' ? contentTypes.json : 'text/xml; charset=UTF-8';
  return {
    status: statusOf(request.api, code),
    headers: { 'content-type': type, ...uncached },
    body: writeEnvelope(format, short, [])!,
  };
}

const contentTypes: Readonly<Record<Format, string>> = {
  json: 'application/json; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
};
const uncached = { 'cache-control': 'no-cache, no-store, must-revalidate' };

function formatOf({ params, headers }: OcsRequest): Format {
  if (params.has('format')) return params.text('format') === 'json' ? 'json' : 'xml';
  return headers.accept?.startsWith('application/json') ? 'json' : 'xml';
}

function meta({ api }: OcsRequest, status: Meta['status'], statuscode: number, message: string): Meta {
  const counts = api === 'v1' ? { totalitems: '', itemsperpage: '' } : {};
  return { status, statuscode, message, ...counts };
}

/** The HTTP status beside an OCS code: v1 hides nearly everything behind 200. */
function statusOf(api: 'v1' | 'v2', code: number): number {
  if (code === 997) return 401;
  if (code === 503) return 503;
  if (api === 'v1') return 200;
  if (code === 998) return 404;
  if (code === 996 || code === 999) return 500;
  return code >= 200 && code < 600 ? code : 400;
}
