import { randomBytes } from 'node:crypto';

/** Letters and digits, as Nextcloud makes its tokens. */
export function randomToken(length: number): string {
  const letters = randomBytes(length * 2)
    .toString('base64')
    .replace(/[^a-zA-Z0-9]/g, '');
  return letters.slice(0, length);
}
