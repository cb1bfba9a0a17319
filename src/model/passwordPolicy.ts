import { randomInt } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import { recordIn } from '../ocs/narrow.ts';

/** What a server demands of a password, from its capability `password_policy`. Lengths count characters. */
export interface PasswordPolicy {
  minLength: number;
  upperLowerCase: boolean;
  numeric: boolean;
  special: boolean;
}

// No characters that look alike in most fonts, and none that are special in shells, CSV files or chats.
const alphabets = {
  lower: 'abcdefghijkmnpqrstuvwxyz',
  upper: 'ABCDEFGHJKLMNPQRSTUVWXYZ',
  numeric: '23456789',
  special: '_.:',
};

/** Long enough, whatever less a server asks for. */
const usualLength = 20;
const longest = 72;

/** Reads the answer to `GET cloud/capabilities`. Anything it does not mention is not demanded. */
export function passwordPolicy(capabilities: Record<string, unknown>): PasswordPolicy {
  const policy = recordIn(capabilities.password_policy);
  const minLength = Number(policy.minLength ?? 0);
  return {
    minLength: Number.isFinite(minLength) ? minLength : 0,
    upperLowerCase: Boolean(policy.enforceUpperLowerCase),
    numeric: Boolean(policy.enforceNumericCharacters),
    special: Boolean(policy.enforceSpecialCharacters),
  };
}

/** How a typed password breaks the policy. The server may refuse more, such as common and leaked passwords. */
export function passwordProblem(password: string, policy: PasswordPolicy): string | undefined {
  if (Array.from(password).length < policy.minLength)
    return l10n.t('Enter at least {0} characters.', policy.minLength);
  const mixed = password !== password.toLowerCase() && password !== password.toUpperCase();
  if (policy.upperLowerCase && !mixed) return l10n.t('Use uppercase and lowercase letters.');
  if (policy.numeric && !/\p{N}/u.test(password)) return l10n.t('Use at least one digit.');
  if (policy.special && !/[^\p{L}\p{N}\s]/u.test(password))
    return l10n.t('Use at least one special character.');
  return undefined;
}

/** A cryptographically random password with characters of every kind, whatever the policy. */
export function generatePassword(policy: PasswordPolicy): string {
  const length = Math.min(longest, Math.max(usualLength, policy.minLength));
  const all = Object.values(alphabets);
  const characters = [...all, ...Array<string>(length - all.length).fill(all.join(''))].map(pick);
  for (let last = characters.length - 1; last > 0; last--) {
    const other = randomInt(last + 1);
    [characters[last], characters[other]] = [characters[other] ?? '', characters[last] ?? ''];
  }
  return characters.join('');
}

function pick(alphabet: string): string {
  return alphabet.charAt(randomInt(alphabet.length));
}
