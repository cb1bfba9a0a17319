import { createHash } from 'node:crypto';
import type { HttpAnswer } from '../messages.ts';
import type { OcsServer } from '../ocs/dispatch.ts';
import { letterPng } from './png.ts';
import type { Colour } from './png.ts';
import { json } from './reply.ts';

const white: Colour = [255, 255, 255];
const black: Colour = [24, 24, 24];
const drawn = new Map<string, Buffer>();

/** `avatar/{user}/{size}` and `avatar/guest/{name}/{size}`, perhaps with `/dark`: 64 or 512 pixels, whatever is asked. */
export function answerAvatar(server: OcsServer, path: string): HttpAnswer | undefined {
  const [, guest, name = '', size, dark] = /^avatar\/(guest\/)?([^/]+)\/(\d+)(\/dark)?$/.exec(path) ?? [];
  if (size === undefined || (dark && !server.version.has.darkAvatars)) return undefined;
  const user = server.state.users.get(name);
  if (!guest && !user) return json(404, []);
  const label = guest ? name : user!.displayname;
  const isNew = guest !== undefined || server.version.major === 17;
  return picture(draw(label, Number(size) > 64 ? 512 : 64, dark !== undefined), isNew ? 201 : 200);
}

function picture(body: Buffer, status: number): HttpAnswer {
  const headers = {
    'content-type': 'image/png',
    'cache-control': 'private, max-age=86400, immutable',
    etag: `"${createHash('md5').update(body).digest('hex')}"`,
    'x-nc-iscustomavatar': '0',
  };
  return { status, headers, body };
}

/** The first letter of the name, on a ground that the name decides. */
function draw(name: string, size: 64 | 512, isDark: boolean): Buffer {
  const key = `${size} ${isDark} ${name}`;
  const known = drawn.get(key);
  if (known) return known;
  const [red = 0, green = 0, blue = 0] = createHash('md5').update(name).digest();
  const soften = (channel: number) => Math.round(channel * 0.5 + 40);
  const ground: Colour = [soften(red), soften(green), soften(blue)];
  const image = letterPng(name.slice(0, 1).toUpperCase(), size, ground, isDark ? black : white);
  drawn.set(key, image);
  return image;
}
