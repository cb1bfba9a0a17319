/** The password policy of the simulated server, as `capabilities` announces it. */
export const minLength = 10;
const longest = 469;
const common = new Set([
  'abc',
  'password',
  'administrator',
  '12345678',
  '1234567890',
  'qwertyuiop',
  'password123',
  'nextcloud',
]);
const tooCommon = 'Password is among the 1,000,000 most common ones. Please make it unique.';
const tooShort = `Password needs to be at least ${minLength} characters long.`;

/** What is wrong with a password, or ''. */
export function weakness(password: string): string {
  const complaints = [
    common.has(password.toLowerCase()) && tooCommon,
    password.length < minLength && tooShort,
  ];
  return complaints.filter(Boolean).join(' ');
}

/** Bytes, not characters, decide: bcrypt would cut what is longer. */
export function isTooLong(password: string): boolean {
  return Buffer.byteLength(password) > longest;
}
