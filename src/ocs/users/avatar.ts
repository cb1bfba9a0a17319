import * as l10n from '@vscode/l10n';
import type { ApiCall } from '../call.ts';
import type { Calls } from '../calls.ts';
import { encodeSegment } from '../encode.ts';
import { NextcloudError } from '../errors.ts';
import { unsupported } from '../failures/unsupported.ts';
import type { ServerAnswer } from '../transport/answer.ts';
import type { Avatar, AvatarOptions } from '../types.ts';

/** The picture of a user, or the one generated for the name of a guest. */
export async function avatar(calls: Calls, user: string, options: AvatarOptions): Promise<Avatar> {
  const { size = 64, dark = false, guest = false, signal } = options;
  const name = encodeSegment(user);
  const call: ApiCall = {
    name: dark ? 'users.darkAvatar' : 'users.avatar',
    method: 'GET',
    path: `/index.php/avatar/${guest ? 'guest/' : ''}${name}/${size}${dark ? '/dark' : ''}`,
    kind: 'image',
    subject: { user },
    signal,
  };
  const answer = await calls.answer(call);
  if (answer.status >= 200 && answer.status < 300) return image(call, answer, calls.host);
  if (dark && answer.status === 404) {
    await avatar(calls, user, { ...options, dark: false });
    throw unsupported(call);
  }
  throw calls.failure(call, answer);
}

function image(call: ApiCall, { status, headers, body }: ServerAnswer, host: string): Avatar {
  const type = (headers.get('content-type') ?? '').split(';')[0] ?? '';
  if (!type.startsWith('image/') || body.length === 0)
    throw new NextcloudError('protocol', l10n.t('{host} did not answer with a picture.', { host }), {
      ...call,
      httpStatus: status,
    });
  return { type, bytes: body };
}
