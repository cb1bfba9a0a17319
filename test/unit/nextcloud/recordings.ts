import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** The versions of which there are recordings. */
export const recorded = [35, 34, 29, 25] as const;
export type Recorded = (typeof recorded)[number];

/** The versions of which there are recordings of what concerns the instance as a whole. */
export const recordedWhole = [34, 32, 29] as const;
export type RecordedWhole = (typeof recordedWhole)[number];

/** One exchange with a real server, as the recordings have it. */
export interface Exchange {
  n: number;
  name: string;
  note?: string;
  as?: { user: string; secret: string };
  request: { method: string; path: string; headers: Record<string, string>; body?: string };
  response: { status: number; headers: { 'content-type'?: string }; body: string };
}

/** The exchanges of a version in the order they happened, an exchange a line. The servers were made for it. */
export function readRecordings(major: Recorded): readonly Exchange[] {
  return read(`nextcloud-${major}`);
}

/** The same, about apps of the store, second factors, the configuration of apps, the server, and notifications. */
export function readRecordingsOfWhole(major: RecordedWhole): readonly Exchange[] {
  return read(`nextcloud-${major}-more`);
}

function read(name: string): readonly Exchange[] {
  const packed = readFileSync(new URL(`recorded/${name}.jsonl.gz`, import.meta.url));
  const lines = gunzipSync(packed).toString('utf8').trim().split('\n');
  return lines.map(line => JSON.parse(line) as Exchange);
}
