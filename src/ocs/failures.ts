import { NextcloudError } from './errors.ts';
import {
  failures,
  noGroup,
  noUser,
  since,
  type CallName,
  type Failure,
  type Subject,
} from './failureTable.ts';
import type { Answer, Method } from './transport/request.ts';

/** Routing's own answer to a path it does not know, which is never translated. */
const unknownRoute = 'Invalid query, please check the syntax';

export interface Asked {
  name: CallName;
  method: Method;
  path: string;
  subject?: Subject | undefined;
}

export function succeeded({ envelope }: Answer): boolean {
  return envelope !== undefined && (envelope.meta.statusCode === 200 || envelope.meta.statusCode === 100);
}

/** A crash of the server: 996, which is 500 in v2 up to Nextcloud 25. What was written may be stored all the same. */
export function crashed({ envelope }: Answer): boolean {
  return envelope?.meta.statusCode === 996 || envelope?.meta.statusCode === 500;
}

export function isMaintenance({ headers, envelope }: Answer): boolean {
  return headers.has('x-nextcloud-maintenance-mode') || envelope?.meta.statusCode === 503;
}

/** Whether the server has no such call at all. Nextcloud's own 405 has no body; a page with it is a firewall's. */
export function isUnknownCall({ status, envelope, body }: Answer): boolean {
  if (status === 405) return body.length === 0;
  return envelope?.meta.message.startsWith(unknownRoute) ?? false;
}

/** Whether something in front of the server refuses the request for its method. */
export function isBlocked({ status, envelope }: Answer): boolean {
  return envelope === undefined && [400, 403, 405, 406, 501].includes(status);
}

/** `what` is what the server lacks, in a sentence. */
export function unsupported(call: Asked, version = since[call.name], what = 'this call'): NextcloudError {
  const text = `The server does not know ${what}.`;
  return new NextcloudError(
    'unsupported',
    version === undefined ? text : `${text} It works since Nextcloud ${version}.`,
    call,
  );
}

/**
 * The error that an answer to `call` stands for.
 * @param known Nextcloud itself has answered before: what is not OCS comes from something in front of it
 */
export function failure(call: Asked, answer: Answer, host: string, known: boolean): NextcloudError {
  const { status: httpStatus, envelope, problem } = answer;
  const ocsCode = isMaintenance(answer) ? 503 : envelope?.meta.statusCode;
  const context = { method: call.method, path: call.path, ocsCode, httpStatus };
  if (isUnknownCall(answer)) return unsupported({ ...call, ...context });
  const reason = envelope?.meta.message ?? '';
  const traits = {
    http: httpStatus,
    ocs: ocsCode,
    hasReason: reason !== '',
    isEmpty: answer.body.length === 0,
    isPage: isPage(answer),
    reason,
    known,
  };
  const row = failures.find(candidate => fits(candidate, call, traits));
  if (!row) {
    const text = problem && !known ? problem.message : unexplained(host, answer, ocsCode);
    return new NextcloudError(envelope ? 'server' : 'protocol', withReason(text, reason), context);
  }
  return new NextcloudError(row.kind, withReason(fill(row.text, call, host, httpStatus), reason), context);
}

function isPage({ body, headers }: Answer): boolean {
  const start = Buffer.from(body.buffer, body.byteOffset, Math.min(body.length, 400)).toString('latin1');
  return (
    /<(?:!doctype\s+html|html|head|body)\b/i.test(start) ||
    (headers.get('content-type') ?? '').includes('text/html')
  );
}

/** Nextcloud has answered before, so the address is right: something else is in the way. */
function unexplained(host: string, answer: Answer, code: number | undefined): string {
  if (answer.envelope) return `${host} answered with code ${code ?? answer.status}.`;
  if (isPage(answer))
    return `Something in front of ${host} answered with a web page of its own (HTTP ${answer.status}).`;
  return answer.problem?.message ?? `${host} answered with code ${answer.status}.`;
}

interface Traits {
  http: number;
  ocs: number | undefined;
  hasReason: boolean;
  isEmpty: boolean;
  isPage: boolean;
  reason: string;
  known: boolean;
}

function fits(row: Failure, call: Asked, traits: Traits): boolean {
  const { http, ocs, hasReason, isEmpty } = traits;
  return (
    (row.calls?.includes(call.name) ?? true) &&
    (ocs === undefined ? (row.http?.includes(http) ?? false) : (row.ocs?.includes(ocs) ?? false)) &&
    (row.self === undefined || row.self === (call.subject?.self ?? false)) &&
    (row.reason === undefined || row.reason === hasReason) &&
    (row.empty === undefined || isEmpty) &&
    (row.page === undefined || traits.isPage) &&
    (row.known === undefined || row.known === traits.known) &&
    (row.about === undefined || Object.keys(call.subject ?? {}).length > 0) &&
    (row.method === undefined || row.method.includes(call.method)) &&
    (row.says === undefined || row.says.test(traits.reason))
  );
}

/** What is missing, from the narrowest subject to the widest. */
function nothing({ user, group, app }: Subject): string {
  if (user !== undefined) return noUser.replace('{user}', () => user);
  if (group !== undefined) return noGroup.replace('{group}', () => group);
  if (app !== undefined) return `There is no app “${app}”.`;
  return 'The server does not have what was asked for.';
}

function fill(text: string, { subject = {}, method }: Asked, host: string, status: number): string {
  const values: Record<string, string> = {
    ...strings(subject),
    host,
    method,
    status: String(status),
    nothing: nothing(subject),
  };
  return text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}

function strings({ user = '', group = '', app = '' }: Subject): Record<string, string> {
  return { user, group, app };
}

/** Generic messages add nothing to a sentence of ours. */
function withReason(text: string, reason: string): string {
  const says = reason.replace(/\s+/g, ' ').slice(0, 500);
  return !says || /^(Internal Server Error|OK|Service unavailable|Reached maximum delay)$/.test(says)
    ? text
    : `${text} The server says: “${says}”`;
}
