import { Refusal } from '../answers.ts';
import type { Call, Route } from './call.ts';

const pathOf = (version: 'v2' | 'v3'): string => `apps/notifications/api/${version}/admin_notifications/{}`;
const longest = { subject: 255, message: 4000 };

type Parts = readonly [subject: string, message: string];

/** Notifications from administrators; not even newer servers want a password confirmed for them. */
export const notificationRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: pathOf('v2'),
    access: 'admin',
    app: 'notifications',
    required: ['shortMessage'],
    answer: call => {
      const parts: Parts = [call.params.text('shortMessage'), call.params.text('longMessage')];
      const error = errorIn(call, parts);
      if (error) throw new Refusal(error === 'user' ? 404 : 400, '', null);
      notify(call, parts);
      return [];
    },
  },
  {
    method: 'POST',
    path: pathOf('v3'),
    access: 'admin',
    app: 'notifications',
    exists: ({ has }) => has.notificationsV3,
    answer: call => {
      const parts: Parts = [call.params.text('subject'), call.params.text('message')];
      const error = errorIn(call, parts);
      if (error) throw new Refusal(400, '', { error });
      return { id: notify(call, parts) };
    },
  },
];

/** Counts bytes. */
function errorIn({ state, args: [id = ''] }: Call, [subject, message]: Parts): string | undefined {
  if (!state.users.has(id)) return 'user';
  if (subject === '' || Buffer.byteLength(subject) > longest.subject) return 'subject';
  return Buffer.byteLength(message) > longest.message ? 'message' : undefined;
}

function notify({ state, args: [id = ''] }: Call, [subject, message]: Parts): number {
  return state.notifications.push({ userId: state.users.get(id)?.id ?? id, subject, message });
}
