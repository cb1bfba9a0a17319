import type { Examination, Observation } from '../examination.ts';
import type { FindingId } from '../findings/index.ts';
import type { Facts, Say } from '../words.ts';

/** One step of a diagnosis. */
export interface Check {
  title: Say;
  /** What is tried. */
  tries: Say;
  /** What is said when nothing was found. */
  passed: Say;
  /** Sends what it needs. `undefined`: there is nothing to examine here. */
  examine(exam: Examination): Observation[] | undefined | Promise<Observation[] | undefined>;
}

export const well: Observation[] = [];

export const found = (id: FindingId, facts: Facts = {}): Observation[] => [{ id, facts }];

/** A list without what is absent. */
export const all = (...findings: (Observation | false | undefined)[]): Observation[] =>
  findings.filter(finding => typeof finding === 'object');

/** A moment in words that are the same everywhere: “2026-05-04 12:30 UTC”. */
export const moment = (ms: number): string =>
  new Date(ms)
    .toISOString()
    .replace('T', ' ')
    .replace(/:\d\d\..*/, ' UTC');
