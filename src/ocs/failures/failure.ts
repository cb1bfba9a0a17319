import * as l10n from '@vscode/l10n';
import type { Envelope } from '../decode/index.ts';
import { NextcloudError } from '../errors.ts';
import { recordIn } from '../narrow.ts';
import { isMaintenance, isPage, isUnknownCall, type ServerAnswer } from '../transport/answer.ts';
import type { Method } from '../transport/request.ts';
import { generalFailures, standstills } from './everyCall.ts';
import { gatewayFailures } from './gateway.ts';
import { appFailures, groupFailures, signInFailures } from './others.ts';
import type { CallName, CallSubject, FailureRow, Names } from './row.ts';
import { unsupported } from './unsupported.ts';
import { userFailures } from './users.ts';

/** What there is to know about a call to explain its failure. */
export interface Asked {
  name: CallName;
  method: Method;
  path: string;
  subject?: CallSubject | undefined;
  /** The app of the server that answers the call, if it can be disabled. */
  servedBy?: string | undefined;
  /** How this call fails beside the ways that all calls do. */
  failures?: readonly FailureRow[] | undefined;
}

/** Codes mean different things in different versions; all of them are here. */
const rows: readonly FailureRow[] = [
  ...userFailures,
  ...groupFailures,
  ...appFailures,
  ...signInFailures,
  ...generalFailures,
  ...gatewayFailures,
];

/**
 * The error that an answer to `call` stands for.
 * @param known whether Nextcloud itself has answered before, so that anything but OCS comes from something in front of it
 */
export function failure(call: Asked, answer: ServerAnswer, host: string, known: boolean): NextcloudError {
  const { status, envelope, problem } = answer;
  const ocsCode = isMaintenance(answer) ? 503 : envelope?.meta.statusCode;
  const context = { method: call.method, path: call.path, ocsCode, httpStatus: status };
  if (isUnknownCall(answer)) return unsupported({ ...call, ...context });
  const reason = reasonIn(envelope);
  const row = [...standstills, ...(call.failures ?? []), ...rows].find(candidate =>
    fits(candidate, call, { answer, ocsCode, reason, known }),
  );
  if (row) {
    const { user = '', group = '', app = '' } = call.subject ?? {};
    const names: Names = { user, group, app, host, method: call.method, status };
    return new NextcloudError(row.kind, withReason(row.say(names), reason), context);
  }
  const text = problem && !known ? problem.message : unexplained(host, answer, ocsCode);
  return new NextcloudError(envelope ? 'server' : 'protocol', withReason(text, reason), context);
}

/** What the server says. Some calls have it in their data, where it is nested once more by some. */
function reasonIn(envelope: Envelope | undefined): string {
  const data = recordIn(envelope?.data);
  const { message = recordIn(data.data).message } = data;
  return envelope?.meta.message || (typeof message === 'string' ? message : '');
}

function unexplained(host: string, answer: ServerAnswer, code = answer.status): string {
  const { status, envelope, problem } = answer;
  if (!envelope && isPage(answer))
    return l10n.t('Something in front of {host} answered with a web page of its own (HTTP {status}).', {
      host,
      status,
    });
  return (!envelope && problem?.message) || l10n.t('{host} answered with code {code}.', { host, code });
}

interface Traits {
  answer: ServerAnswer;
  ocsCode: number | undefined;
  reason: string;
  known: boolean;
}

function fits(row: FailureRow, call: Asked, { answer, ocsCode, reason, known }: Traits): boolean {
  return (
    (row.calls?.includes(call.name) ?? true) &&
    (ocsCode === undefined
      ? (row.http?.includes(answer.status) ?? false)
      : (row.ocs?.includes(ocsCode) ?? false)) &&
    (row.self === undefined || row.self === (call.subject?.self ?? false)) &&
    (row.reason === undefined || row.reason === (reason !== '')) &&
    (row.error === undefined || row.error === recordIn(answer.envelope?.data).error) &&
    (row.empty === undefined || answer.body.length === 0) &&
    (row.page === undefined || isPage(answer)) &&
    (row.known === undefined || row.known === known) &&
    (row.about === undefined || Object.keys(call.subject ?? {}).length > 0) &&
    (row.method === undefined || row.method.includes(call.method)) &&
    (row.says === undefined || row.says.test(reason))
  );
}

const generic =
  /^(Internal Server Error|OK|Service unavailable|Reached maximum delay|Unauthorized|could not \w+ app)$/;

/** Generic messages add nothing to a sentence of ours. */
function withReason(text: string, message: string): string {
  const reason = message.replace(/\s+/g, ' ').slice(0, 500);
  return !reason || generic.test(reason)
    ? text
    : l10n.t('{text} The server says: “{reason}”', { text, reason });
}
