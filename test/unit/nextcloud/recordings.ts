import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** One exchange with a real server, as the recordings have it. */
export interface Exchange {
  n: number;
  name: string;
  note?: string;
  as?: { user: string; secret: string };
  request: { method: string; path: string; headers: Record<string, string>; body?: string };
  response: { status: number; headers: { 'content-type'?: string }; body: string };
}

const folder = process.env.NEXTCLOUD_RECORDINGS ?? resolve('..', 'shared', 'recordings');

/** The exchanges of a version in the order they happened, or undefined where recordings are not at hand. */
export function readRecordings(major: 25 | 35): readonly Exchange[] | undefined {
  const file = join(folder, `nextcloud-${major}.jsonl`);
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map(line => JSON.parse(line) as Exchange);
}
