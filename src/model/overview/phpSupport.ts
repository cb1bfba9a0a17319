/** The last day with security fixes, by minor version of PHP (php.net, "Supported Versions" and "Unsupported Branches"). */
const lastDays: readonly (readonly [version: string, day: string])[] = [
  ['7.3', '2021-12-06'],
  ['7.4', '2022-11-28'],
  ['8.0', '2023-11-26'],
  ['8.1', '2025-12-31'],
  ['8.2', '2026-12-31'],
  ['8.3', '2027-12-31'],
  ['8.4', '2028-12-31'],
  ['8.5', '2029-12-31'],
];

/** When a version of PHP gets no more security fixes, in ms since 1970; `undefined` if that is not known here. */
export function phpSupportEnds(version: string): number | undefined {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(version) ?? [];
  if (major === undefined || minor === undefined) return undefined;
  const [oldest] = lastDays;
  const isOlder = oldest !== undefined && compare(`${major}.${minor}`, oldest[0]) < 0;
  const day = isOlder ? oldest[1] : lastDays.find(([known]) => known === `${major}.${minor}`)?.[1];
  return day === undefined ? undefined : Date.parse(`${day}T23:59:59Z`);
}

function compare(one: string, other: string): number {
  const [major = 0, minor = 0] = one.split('.').map(Number);
  const [otherMajor = 0, otherMinor = 0] = other.split('.').map(Number);
  return major - otherMajor || minor - otherMinor;
}
