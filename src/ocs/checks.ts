import { NextcloudError } from './errors.ts';

/** Nextcloud's hash functions take no more. */
const maxPasswordBytes = 469;
const maxIdLength = 64;

function invalid(text: string): NextcloudError {
  return new NextcloudError('invalid', text);
}

/** Throws `invalid` unless servers take `userId` for a new account: `a–z A–Z 0–9 space _ . @ - '`, up to 64 characters. */
export function checkNewUserId(userId: string): void {
  if (!userId) throw invalid('A user id is needed.');
  if (userId.length > maxIdLength)
    throw invalid(`The user id “${userId}” is too long: ${maxIdLength} characters at most.`);
  if (!/^[a-zA-Z0-9 _.@'-]+$/.test(userId))
    throw invalid(
      `The user id “${userId}” has characters that are not allowed. Use a–z, A–Z, 0–9, spaces and _ . @ - '.`,
    );
  if (userId.trim() !== userId) throw invalid(`The user id “${userId}” begins or ends with a space.`);
  if (/^\.+$/.test(userId)) throw invalid('A user id cannot consist of dots only.');
}

/** Throws `invalid` unless a new group may be called so. Longer ids are stored as a hash that the server does not tell. */
export function checkNewGroupId(groupId: string): void {
  if (!groupId || groupId === '0') throw invalid(`“${groupId}” cannot be the id of a group.`);
  if (/^[^]{65}/u.test(groupId))
    throw invalid(`The group id “${groupId}” is too long: ${maxIdLength} characters at most.`);
}

/** Throws `invalid` for a password longer than 469 bytes in UTF-8. */
export function checkPassword(password: string): void {
  if (Buffer.byteLength(password) > maxPasswordBytes)
    throw invalid(`The password is too long: ${maxPasswordBytes} bytes at most.`);
}

/** Throws `invalid` for a quota that servers refuse or, worse, misread: they take "5 GiB" for 5 bytes and "2,5 GB" for 2 GB. */
export function checkQuota(quota: string): void {
  if (quota === 'none' || quota === 'default') return;
  if (/^\d+$/.test(quota) && Number.isSafeInteger(Number(quota))) return;
  if (/^\d{1,6}(\.\d{1,3})? ?(B|KB|MB|GB|TB|PB)$/i.test(quota)) return;
  throw invalid(
    `“${quota}” is no quota. Write a size such as “5 GB” or “1.5 TB”, a number of bytes, “none” or “default”.`,
  );
}

/** Throws `invalid` for what cannot be an e-mail address; new servers store anything on create. */
export function checkMail(mail: string): void {
  if (!/^[^\s@]+@[^\s@]+$/.test(mail)) throw invalid(`“${mail}” is no e-mail address.`);
}

/** Throws `invalid` for a `limit` or `offset` that is no whole number from 0 on. */
export function checkCount(name: string, value: number | undefined): void {
  if (value !== undefined && !(Number.isSafeInteger(value) && value >= 0))
    throw invalid(`“${name}” must be a whole number from 0 on, not ${value}.`);
}
