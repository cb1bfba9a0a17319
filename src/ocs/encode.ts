import { NextcloudError } from './errors.ts';

/**
 * Ids as parts of paths. Every refusal is an `invalid` error without a request: an id that a server or a proxy on
 * the way could read as another one is not sent.
 */

function refuse(what: string, id: string): NextcloudError {
  return new NextcloudError(
    'invalid',
    `The ${what} “${id}” cannot be named safely in an address of this server.`,
  );
}

/** One segment: user ids, app ids, names of guests. They are decoded once everywhere. */
export function encodeSegment(what: string, id: string): string {
  if (!id || id === '.' || id === '..' || /[/\0]/.test(id) || !isWellFormed(id)) throw refuse(what, id);
  return encodeURIComponent(id);
}

/** How often a call decodes a group id: `subadmins` once, the others once more since Nextcloud 20. */
export type GroupDecoding = 'once' | 'onceMore';

/**
 * A group id as the path below `groups/`. `major` is asked only for ids that are read differently when they are
 * decoded once more (`C++`, `%41`), and for those whose slashes cannot be sent as they are.
 */
export async function encodeGroupId(
  groupId: string,
  decoding: GroupDecoding,
  major: () => Promise<number>,
): Promise<string> {
  if (!groupId || groupId === '.' || groupId === '..' || groupId.includes('\0') || !isWellFormed(groupId))
    throw refuse('group', groupId);
  const segments = groupId.split('/');
  const plain = segments.map(encodeURIComponent).join('/');
  const plainIsSafe = !segments.some(segment => ['', '.', '..'].includes(segment));
  if (plainIsSafe && (decoding === 'once' || decodeLikePhp(groupId) === groupId)) return plain;
  if (decoding === 'once') throw refuse('group', groupId);
  const version = await major();
  if (version >= 20) return encodeURIComponent(encodeURIComponent(groupId));
  if (version <= 17 && plainIsSafe) return plain;
  throw refuse('group', groupId);
}

function isWellFormed(text: string): boolean {
  return Buffer.from(text).toString() === text;
}

/** PHP's `urldecode`: `+` is a space, what is no escape stays, what is no UTF-8 changes. */
function decodeLikePhp(text: string): string {
  return text.replaceAll('+', ' ').replace(/%[0-9a-f]{2}/gi, escape => {
    const byte = Number.parseInt(escape.slice(1), 16);
    return byte < 0x80 ? String.fromCharCode(byte) : '\uFFFD';
  });
}
