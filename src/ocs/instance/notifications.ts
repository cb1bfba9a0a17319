import * as l10n from '@vscode/l10n';
import type { WriteCall } from '../call.ts';
import type { Calls } from '../calls.ts';
import { encodeSegment } from '../encode.ts';
import { NextcloudError } from '../errors.ts';
import { noUser, type FailureRow } from '../failures/row.ts';
import { isOpenEnded } from '../lostWrites.ts';
import { notificationProblems } from '../notificationLimits.ts';
import { isUnknownCall, type ServerAnswer } from '../transport/answer.ts';
import type { CallOptions, UserNotification } from '../types.ts';

const base = '/ocs/v2.php/apps/notifications/api';

const failures: readonly FailureRow[] = [
  { ocs: [400], error: 'user', kind: 'notFound', say: noUser },
  {
    ocs: [400],
    kind: 'invalid',
    say: ({ user }) => l10n.t('The server rejected the text of the notification to “{user}”.', { user }),
  },
];

/** Remembers whether the server lacks version 3 of the call, which only trying can tell. */
export interface NotificationSupport {
  lacksVersion3: boolean;
}

/** Never sends twice, as nothing shows what was sent. */
export async function send(
  calls: Calls,
  support: NotificationSupport,
  userId: string,
  { subject, message = '' }: UserNotification,
  { signal }: CallOptions,
): Promise<void> {
  check(subject, message);
  const user = encodeSegment(userId);
  const call = (version: 'v2' | 'v3', form: WriteCall['form']): WriteCall => ({
    name: 'notifications.send',
    method: 'POST',
    path: `${base}/${version}/admin_notifications/${user}`,
    form,
    account: userId,
    subject: { user: userId },
    servedBy: 'notifications',
    failures,
    signal,
  });
  try {
    await calls.writes(userId, signal, async writer => {
      if (!support.lacksVersion3) {
        const latest = call('v3', { subject, message });
        const answer = await writer.answer(latest);
        if (!isMissing(answer)) {
          calls.decode(latest, answer, () => undefined);
          return;
        }
      }
      await writer.write(call('v2', { shortMessage: subject, longMessage: message }));
      support.lacksVersion3 = true;
    });
  } catch (error) {
    throw error instanceof NextcloudError && mayHaveBeenSent(error) ? open(error, userId) : error;
  }
}

/** A proxy may put a page of its own in the place of “not found”. Nothing was sent then either. */
function isMissing(answer: ServerAnswer): boolean {
  return isUnknownCall(answer) || (answer.status === 404 && answer.envelope === undefined);
}

function check(subject: string, message: string): void {
  const problem = notificationProblems.subject(subject) ?? notificationProblems.message(message);
  if (problem !== undefined) throw new NextcloudError('invalid', problem);
}

/** A crash, too, may come after sending, and an answer that cannot be read may have said that it was. */
function mayHaveBeenSent(error: NextcloudError): boolean {
  return isOpenEnded(error) || error.kind === 'protocol' || error.ocsCode === 996 || error.ocsCode === 500;
}

function open(error: NextcloudError, user: string): NextcloudError {
  const { kind, message, method, path, ocsCode, httpStatus, cause } = error;
  const text = l10n.t(
    '{message} It is unknown whether the notification was sent. Ask “{user}” before you send it again.',
    { message, user },
  );
  return new NextcloudError(kind, text, { method, path, ocsCode, httpStatus, cause, isOpen: true });
}
