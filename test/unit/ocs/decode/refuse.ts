import { decodeEnvelope } from '../../../../src/ocs/decode/index.ts';
import { refusal } from './support.ts';

/** A body: `start`, as many `unit`s as fit, and `end`; `length` in bytes. */
export interface Task {
  what: string;
  start: string;
  unit: string;
  end: string;
  length: number;
}

export interface Refusal {
  what: string;
  sentence: string;
  ms: number;
}

/** Run in a process of its own: decodes large bodies, and says how each was refused and how long that took. */
for (const { what, start, unit, end, length } of JSON.parse(process.argv[2]!) as Task[]) {
  const count = Math.floor((length - start.length - end.length) / unit.length);
  const body = new TextEncoder().encode(start + unit.repeat(count) + end);
  const begin = performance.now();
  const sentence = refusal(() => decodeEnvelope(body, undefined));
  process.send?.({ what, sentence, ms: performance.now() - begin } satisfies Refusal);
}
