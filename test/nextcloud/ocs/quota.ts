import { Crash, Refusal } from '../answers.ts';
import type { Data } from '../data.ts';
import type { User } from '../state.ts';
import type { Version } from '../versions.ts';

const units = new Map<string, number>(
  ['', 'k', 'm', 'g', 't', 'p'].flatMap((prefix, power) => {
    const bytes = 1024 ** power;
    return [[`${prefix}b`, bytes] as const, [prefix || 'b', bytes] as const];
  }),
);

const unlimited = -3;
/** Bytes that a user without a quota may use: the free disk space that versions up to 25 report. */
const freeDisk = 74_943_340_544;

/** PHP's `Util::computerFileSize`: returns bytes, or undefined. Reads `5 GiB` as 5 bytes and `2,5 GB` as 2 GB. */
function readSize(text: string): number | undefined {
  const size = text.toLowerCase().trim();
  const plain = Number(size);
  if (size !== '' && !Number.isNaN(plain)) return plain;
  const unit = units.get(/([kmgtp]?b?)$/.exec(size)?.[1] ?? '');
  return unit === undefined ? undefined : Math.round((Number.parseFloat(size) || 0) * unit);
}

/** PHP's `Util::humanFileSize`: returns what is stored. Because of it, 5000000000 is read back as 4.7 GB. */
function writeSize(bytes: number): string {
  if (bytes < 0) return '?';
  if (bytes < 1024) return `${bytes} B`;
  let size = Math.round(bytes / 1024);
  if (size < 1024) return `${size} KB`;
  for (const unit of ['MB', 'GB', 'TB', 'PB']) {
    size = Math.round((size / 1024) * 10) / 10;
    if (size < 1024 || unit === 'PB') return `${size} ${unit}`;
  }
  return '';
}

/** The quota to store for the value in a request. */
export function parseQuota(text: string, version: Version, code: number): string {
  if (text === 'none' || text === 'default') return text;
  const bytes = readSize(text);
  if (bytes === undefined)
    throw new Refusal(code, `Invalid quota value${version.major > 25 ? ':' : ''} ${text}`);
  if (bytes < 0 && version.major > 25) throw new Crash();
  return writeSize(bytes);
}

/** `free`, `used`, `total`, `relative` and `quota` of a user, in bytes and percent. */
export function quotaData(user: User, version: Version): Data {
  const limit = user.quota === 'none' || user.quota === 'default' ? unlimited : (readSize(user.quota) ?? 0);
  if (version.quotaOfUnused === 'short' && user.lastLogin === 0)
    return { quota: limit === unlimited ? 'none' : limit, used: user.used };
  if (limit > 0) return usage(limit - user.used, user.used, limit, limit);
  if (version.quotaOfUnused === 'short') return usage(freeDisk, user.used, freeDisk + user.used, limit);
  return { free: unlimited, used: user.used, total: unlimited, relative: 0, quota: limit };
}

function usage(free: number, used: number, total: number, quota: number): Data {
  return { free, used, total, relative: Math.round((used / total) * 10_000) / 100, quota };
}
