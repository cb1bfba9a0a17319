import * as l10n from '@vscode/l10n';
import { NextcloudError } from './errors.ts';

/**
 * IDs as parts of paths. An ID that the server, or a proxy on the way, could take for another one is not sent: it is an
 * `invalid` error without a request.
 */

function refuse(id: string): NextcloudError {
  return new NextcloudError(
    'invalid',
    l10n.t('The ID “{id}” cannot be used safely in an address of this server.', { id }),
  );
}

/** One segment: a user ID, an app ID, or the name of a guest. Servers decode these once. */
export function encodeSegment(id: string): string {
  if (!id || id === '.' || id === '..' || /[/\0]/.test(id) || !isWellFormed(id)) throw refuse(id);
  return encodeURIComponent(id);
}

/** How often a call decodes a group ID: `subadmins` once, the others a second time since Nextcloud 20. */
export type GroupDecoding = 'once' | 'onceMore';

/**
 * A group ID as the path below `groups/`. Asks for the `major` version only if the ID changes when decoded a second time
 * (`C++`, `%41`), or has slashes that cannot be sent as they are.
 */
export async function encodeGroupId(
  groupId: string,
  decoding: GroupDecoding,
  major: () => Promise<number>,
): Promise<string> {
  if (!groupId || groupId === '.' || groupId === '..' || groupId.includes('\0') || !isWellFormed(groupId))
    throw refuse(groupId);
  const segments = groupId.split('/');
  const plain = segments.map(encodeURIComponent).join('/');
  const plainIsSafe = !segments.some(segment => ['', '.', '..'].includes(segment));
  if (plainIsSafe && (decoding === 'once' || decodeLikePhp(groupId) === groupId)) return plain;
  if (decoding === 'once') throw refuse(groupId);
  const version = await major();
  if (version >= 20) return encodeURIComponent(encodeURIComponent(groupId));
  if (version <= 17 && plainIsSafe) return plain;
  throw refuse(groupId);
}

function isWellFormed(text: string): boolean {
  return Buffer.from(text).toString() === text;
}

/** PHP's `urldecode`: `+` becomes a space, invalid escapes stay, invalid UTF-8 changes. */
function decodeLikePhp(text: string): string {
  return text.replaceAll('+', ' ').replace(/%[0-9a-f]{2}/gi, escape => {
    const byte = Number.parseInt(escape.slice(1), 16);
    return byte < 0x80 ? String.fromCharCode(byte) : '\uFFFD';
  });
}
