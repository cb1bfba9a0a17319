import type { Candidate } from './candidate.ts';

/**
 * How users are named in the messages of `admin_audit` (apps/admin_audit/lib of Nextcloud) and of the login, and in the
 * paths of requests. The first group is the ID; `escaped`: as in URLs. Anybody can write into a log, so nothing is
 * repeated without a bound.
 */
const mentions: readonly { pattern: RegExp; escaped?: true }[] = [
  { pattern: /\bLogin (?:attempt|successful|failed): ["']([^"']+)["']/dg },
  { pattern: /\bLogin failed: ([^"'].{0,99}?) \(Remote IP: /dg },
  { pattern: /\bUser(?:ID)? (?:created|deleted|enabled|disabled|assigned|unassigned): "([^"]+)"/dg },
  { pattern: /(?<!remote )\buser "([^"]+)"/dgi },
  { pattern: /\bEmail address changed for user (\S.{0,99})$/dg },
  // The display name comes first, then the ID in brackets.
  { pattern: /\btwo factor attempt by user .{1,200}? \(([^()]+)\) with provider /dgi },
  { pattern: /\bTwo factor provider .{1,99}? for user .{1,200} \(([^()]+)\)$/dg },
  { pattern: /"\/([^/"]+)\/files(?:_trashbin|_versions)?\//dg },
  {
    pattern:
      /\/remote\.php\/dav\/(?:files|calendars|uploads|trashbin|versions|(?:principals|addressbooks)\/users)\/([^/?\s"]+)/dg,
    escaped: true,
  },
  { pattern: /\/cloud\/users\/(?!details\b|disabled\b|recent\b)([^/?\s"]+)/dg, escaped: true },
];

/** The user whose ID is at an offset of a log message or log line. */
export function mentionAt(text: string, offset: number): Candidate | undefined {
  for (const { pattern, escaped } of mentions)
    for (const { indices } of text.matchAll(pattern)) {
      const [start, end] = indices?.[1] ?? [0, 0];
      if (start > offset || offset >= end) continue;
      const found = text.slice(start, end);
      return { text: escaped ? unescape(found) : found, start, end };
    }
  return undefined;
}

function unescape(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
