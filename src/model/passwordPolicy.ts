import { randomInt } from 'node:crypto';

/** What a server wants of a password, from the capability `password_policy`; lengths in characters. */
export interface PasswordPolicy {
  minLength: number;
  upperLowerCase: boolean;
  numeric: boolean;
  special: boolean;
}

// Without what looks alike in most fonts, and without what shells, CSV files and chats treat as their own.
const alphabets = {
  lower: 'abcdefghijkmnpqrstuvwxyz',
  upper: 'ABCDEFGHJKLMNPQRSTUVWXYZ',
  numeric: '23456789',
  special: '_.:',
};

/** Enough where the server asks for less. */
const usualLength = 20;
const longest = 72;

/** Reads the capabilities of `GET cloud/capabilities`; what a server does not say it does not want. */
export function passwordPolicy(capabilities: Record<string, unknown>): PasswordPolicy {
  const policy = (capabilities.password_policy ?? {}) as Record<string, unknown>;
  const minLength = Number(policy.minLength ?? 0);
  return {
    minLength: Number.isFinite(minLength) ? minLength : 0,
    upperLowerCase: Boolean(policy.enforceUpperLowerCase),
    numeric: Boolean(policy.enforceNumericCharacters),
    special: Boolean(policy.enforceSpecialCharacters),
  };
}

/** What is wrong with a typed password by the policy; the server knows more (common and leaked ones). */
export function passwordProblem(password: string, policy: PasswordPolicy): string | undefined {
  if (Array.from(password).length < policy.minLength) return `At least ${policy.minLength} characters.`;
  const mixed = password !== password.toLowerCase() && password !== password.toUpperCase();
  if (policy.upperLowerCase && !mixed) return 'Upper and lower case letters, please.';
  if (policy.numeric && !/\p{N}/u.test(password)) return 'At least one digit, please.';
  if (policy.special && !/[^\p{L}\p{N}\s]/u.test(password)) return 'At least one special character, please.';
  return undefined;
}

/** A random password with characters of every kind, whatever the policy; cryptographically random. */
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
