import { createHash } from 'node:crypto';

/** With the ending and an escape more, still a name that every file system takes (255 bytes). */
const longest = 200;
const kept = 160;

/** Names of devices on Windows, whatever their ending. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:[ .]|$)/;

/**
 * A name for a file that is about an ID: the same on Windows, macOS and Linux, and another one for every other ID even where
 * file systems ignore case or change the form of accents. Capitals and all that is special are written as `%xx`.
 */
export function fileNameOf(id: string): string {
  const safe = [...Buffer.from(id)]
    .map(byte => (isPlain(byte) ? String.fromCharCode(byte) : escaped(byte)))
    .join('');
  const name = /^[ .]/.test(safe) || devices.test(safe) ? escaped(safe.charCodeAt(0)) + safe.slice(1) : safe;
  if (name.length <= longest) return name.replace(/[ .]$/, last => escaped(last.charCodeAt(0)));
  const hash = createHash('sha256').update(id).digest('hex').slice(0, 32);
  return `${name.slice(0, kept).replace(/%.?$/, '')}~${hash}`;
}

/** The ID that a name was made of; `undefined` where it was too long, or is no such name. */
export function idOfFileName(name: string): string | undefined {
  try {
    const id = decodeURIComponent(name);
    return fileNameOf(id) === name ? id : undefined;
  } catch {
    return undefined;
  }
}

const isPlain = (byte: number): boolean => /[a-z0-9 ._@'-]/.test(String.fromCharCode(byte));

const escaped = (byte: number): string => `%${byte.toString(16).padStart(2, '0')}`;
