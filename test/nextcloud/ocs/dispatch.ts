import { Crash, EmptyAnswer, Refusal } from '../answers.ts';
import type { Caller, Stranger } from '../auth.ts';
import type { LoginFlows } from '../flows.ts';
import type { RateLimits } from '../limits.ts';
import type { HttpAnswer } from '../messages.ts';
import { empty } from '../pages/reply.ts';
import { isAdmin, isSubadmin } from './call.ts';
import type { Access, Call, Instance, Route } from './call.ts';
import { capabilities, confirmationRequired } from './core.ts';
import { Replies, csrfFailure, wrongMethod } from './replies.ts';
import type { OcsRequest } from './replies.ts';
import { findRoute } from './routes.ts';
import { inLanguageOf } from './words.ts';

export interface OcsServer extends Instance {
  readonly flows: LoginFlows;
  readonly limits: RateLimits;
  readonly maintenance: boolean;
  readonly bruteForce: boolean;
}

/** Answers a request below `/ocs/`, from the sign-in to the envelope. */
export function answerOcs(server: OcsServer, request: OcsRequest): HttpAnswer {
  const { version, gate, bruteForce } = server;
  const replies = new Replies(version, request);
  if (server.maintenance) return replies.maintenance();
  const caller = gate.authenticate(request.headers, bruteForce && version.major > 29);
  if (typeof caller === 'string') return answerStranger(server, request, replies, caller);
  const answer = answerCaller(server, request, replies, caller);
  const headers = version.major > 29 ? { 'x-user-id': caller.user.id } : {};
  return { ...answer, headers: { ...answer.headers, ...headers }, caller };
}

/**
 * Up to version 20, a wrong password is answered like a missing one, with growing delays. All versions mark a
 * disabled user by a header.
 */
function answerStranger(
  server: OcsServer,
  request: OcsRequest,
  replies: Replies,
  stranger: Stranger,
): HttpAnswer {
  const { version, bruteForce, gate } = server;
  if (stranger === 'throttled') return replies.throttled();
  if (stranger === 'disabled' || (stranger === 'unauthorised' && version.major >= 25))
    return replies.unauthorised();
  if (stranger === 'unauthorised') return { ...replies.stranger(), delayMs: bruteForce ? gate.delayMs() : 0 };
  if (request.path === 'cloud/capabilities')
    return replies.success(capabilities(server, false, request.headers.host));
  const found = findRoute(server, request.method, request.path);
  if (found === 'unknown') return replies.unknownRoute();
  if (found === 'wrongMethod') return wrongMethod;
  const { toStrangers } = found.route;
  return toStrangers ? replies.refusal(toStrangers) : replies.stranger();
}

function answerCaller(
  server: OcsServer,
  request: OcsRequest,
  replies: Replies,
  { user, session }: Caller,
): HttpAnswer {
  if (request.path === 'cloud/capabilities')
    return replies.success(capabilities(server, true, request.headers.host));
  const found = findRoute(server, request.method, request.path);
  if (found === 'unknown') return replies.unknownRoute();
  if (found === 'wrongMethod') return wrongMethod;
  const { state, version, clock, gate, url } = server;
  const { params } = request;
  const call: Call = { state, version, clock, gate, url, caller: user, session, args: found.args, params };
  try {
    admit(server, request, found.route, call);
    return replies.success(found.route.answer(call));
  } catch (error) {
    return failure(replies, error);
  }
}

/** Makes the checks that precede a call, in the server's order. */
function admit(server: OcsServer, { headers }: OcsRequest, route: Route, call: Call): void {
  const { caller, version, params } = call;
  const message = accessRefusal(route.access, call);
  if (message) throw new Refusal(version.codes.notPermitted, message);
  if (headers['ocs-apirequest'] === undefined) throw new CsrfFailure();
  if (version.appPasswordsOnlyRead && !isConfirmed(route, call, headers.authorization))
    throw new Refusal(403, confirmationRequired);
  if (route.limit && !server.limits.take(route.limit, caller.id)) throw new EmptyAnswer(429);
  const { required = [], lists = [] } = route;
  const isComplete = required.every(name => params.has(name));
  if (!isComplete || lists.some(name => params.list(name) === undefined)) throw missingParameter(call);
}

class CsrfFailure extends Error {}

function isConfirmed(
  { confirm }: Route,
  { gate, caller, session }: Call,
  authorization: string | undefined,
): boolean {
  if (confirm === undefined) return true;
  if (!gate.isConfirmed(session)) return false;
  return confirm === 'lenient' || gate.confirmsStrictly(caller, authorization);
}

function missingParameter({ version }: Call): Error {
  const { missingParameter } = version.codes;
  if (missingParameter === 'empty') return new EmptyAnswer(400);
  return missingParameter === 996 ? new Crash() : new Refusal(998);
}

const anySetting = 'an admin, a sub admin or gotten special right to access this setting';

function accessRefusal(access: Access, { caller, version }: Call): string {
  if (access === 'user' || isAdmin(caller)) return '';
  if (access !== 'admin' && caller.delegated) return '';
  if (access === 'subadmin' && isSubadmin(caller)) return '';
  const isDelegated = access === 'groupLists' || (access === 'delegated' && version.major > 29);
  const needed = access === 'subadmin' ? 'at least a sub admin' : isDelegated ? anySetting : 'an admin';
  return inLanguageOf(caller, `Logged in ${version.words.account} must be ${needed}`);
}

function failure(replies: Replies, error: unknown): HttpAnswer {
  if (error instanceof Refusal) return replies.refusal(error);
  if (error instanceof Crash) return replies.crash();
  if (error instanceof EmptyAnswer) return empty(error.status);
  if (error instanceof CsrfFailure) return csrfFailure;
  throw error;
}
