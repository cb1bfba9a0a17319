import * as l10n from '@vscode/l10n';
import { NextcloudError } from './errors.ts';

/** Nextcloud's hash functions accept no more. */
const maxPasswordBytes = 469;
const maxIdLength = 64;

function invalid(text: string): NextcloudError {
  return new NextcloudError('invalid', text);
}

/** Throws `invalid` unless servers accept `userId` for a new user: `a–z A–Z 0–9 space _ . @ - '`, up to 64 characters. */
export function checkNewUserId(userId: string): void {
  const user = userId;
  if (!userId) throw invalid(l10n.t('A user ID is required.'));
  if (userId.length > maxIdLength)
    throw invalid(
      l10n.t('The user ID “{user}” is too long. The limit is {max} characters.', { user, max: maxIdLength }),
    );
  if (!/^[a-zA-Z0-9 _.@'-]+$/.test(userId))
    throw invalid(
      l10n.t(
        "The user ID “{user}” contains invalid characters. Use a–z, A–Z, 0–9, spaces, and any of _ . @ - '.",
        { user },
      ),
    );
  if (userId.trim() !== userId)
    throw invalid(l10n.t('The user ID “{user}” starts or ends with a space.', { user }));
  if (/^\.+$/.test(userId)) throw invalid(l10n.t('A user ID cannot consist of periods only.'));
}

/** Throws `invalid` unless a new group can have this ID. Servers store a longer one as a hash that they do not reveal. */
export function checkNewGroupId(groupId: string): void {
  const group = groupId;
  if (!groupId) throw invalid(l10n.t('A group ID is required.'));
  if (groupId === '0') throw invalid(l10n.t('“{group}” is not a valid group ID.', { group }));
  if (/^[^]{65}/u.test(groupId))
    throw invalid(
      l10n.t('The group ID “{group}” is too long. The limit is {max} characters.', {
        group,
        max: maxIdLength,
      }),
    );
}

/** Throws `invalid` for a password longer than 469 bytes in UTF-8. */
export function checkPassword(password: string): void {
  if (Buffer.byteLength(password) > maxPasswordBytes)
    throw invalid(l10n.t('The password is too long. The limit is {max} bytes.', { max: maxPasswordBytes }));
}

/** Throws `invalid` for a quota that servers reject or, worse, misread: they take "5 GiB" for 5 bytes and "2,5 GB" for 2 GB. */
export function checkQuota(quota: string): void {
  if (quota === 'none' || quota === 'default') return;
  if (/^\d+$/.test(quota) && Number.isSafeInteger(Number(quota))) return;
  if (/^\d{1,6}(\.\d{1,3})? ?(B|KB|MB|GB|TB|PB)$/i.test(quota)) return;
  throw invalid(
    l10n.t(
      '“{quota}” is not a valid quota. Enter a size such as “5 GB” or “1.5 TB”, a number of bytes, “none”, or “default”.',
      { quota },
    ),
  );
}

/** Throws `invalid` for anything that cannot be an email address. New servers store any text on creation. */
export function checkMail(mail: string): void {
  if (!/^[^\s@]+@[^\s@]+$/.test(mail))
    throw invalid(l10n.t('“{mail}” is not a valid email address.', { mail }));
}

/** Throws `invalid` for a `limit` or an `offset` that is not a whole number of 0 or more. */
export function checkCount(name: string, value: number | undefined): void {
  if (value !== undefined && !(Number.isSafeInteger(value) && value >= 0))
    throw invalid(l10n.t('“{name}” must be a whole number of 0 or more, not {value}.', { name, value }));
}

/** Servers accept an unknown manager and store none. */
export function noSuchManager(manager: string): NextcloudError {
  return invalid(l10n.t('There is no user “{manager}” who could be the manager.', { manager }));
}
