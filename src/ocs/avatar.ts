import type { Calls, Call } from './calls.ts';
import { encodeSegment } from './encode.ts';
import { NextcloudError } from './errors.ts';
import { unsupported } from './failures.ts';
import type { Answer } from './transport/request.ts';
import type { Avatar, AvatarOptions } from './types.ts';

/** A picture of an account, or the one made for the name of a guest (Developer manual, "Avatar"). Throws `notFound`. */
export async function avatar(calls: Calls, user: string, options: AvatarOptions): Promise<Avatar> {
  const { size = 64, dark = false, guest = false, signal } = options;
  const name = encodeSegment(guest ? 'guest' : 'user', user);
  const call: Call = {
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

function image(call: Call, { status, headers, body }: Answer, host: string): Avatar {
  const type = (headers.get('content-type') ?? '').split(';')[0] ?? '';
  if (!type.startsWith('image/') || body.length === 0)
    throw new NextcloudError('protocol', `${host} did not answer with a picture.`, {
      ...call,
      httpStatus: status,
    });
  return { type, bytes: body };
}
