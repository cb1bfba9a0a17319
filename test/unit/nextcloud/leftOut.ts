import type { Exchange } from './recordings.ts';

/** Exchanges that are replayed but not counted, by name, and why. */
const leftOut: readonly (readonly [names: RegExp, reason: string])[] = [
  [/^ocs-config(-as-json)?$/, 'not a call of the client: a leftover of the OCS specification'],
  [/^user-apps-/, 'not a call of the client: apps of an account'],
  [/^by-phone-/, 'not a call of the client: users by their phone number'],
  [/^status-zed-/, 'not a call of the client: what users say about themselves'],
  [/^untrusted-domain$/, 'the Host header it was sent with is not in the recording'],
  [/^cookie-apppw-webconfirm$/, 'not a call of the client: the confirmation of the web interface'],
  [/^edit2-displayname-16$/, 'SQLite happened to be locked'],
];

export function reasonToLeaveOut({ name }: Exchange): string | undefined {
  return leftOut.find(([names]) => names.test(name))?.[1];
}
