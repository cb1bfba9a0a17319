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

/** The problem with a password, or an empty text. */
export function weakness(password: string): string {
  const complaints = [
    common.has(password.toLowerCase()) && tooCommon,
    password.length < minLength && tooShort,
  ];
  return complaints.filter(Boolean).join(' ');
}

/** In bytes, not characters: bcrypt ignores all bytes beyond. */
export function isTooLong(password: string): boolean {
  return Buffer.byteLength(password) > longest;
}
