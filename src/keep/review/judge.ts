import { recordIn } from '../../ocs/narrow.ts';
import { acceptanceKey, type Acceptance } from './acceptances.ts';
import type { ReviewFinding } from './review.ts';

/** `expired`: it was accepted until a day that is over. */
type FindingStatus = 'open' | 'accepted' | 'expired';

export interface JudgedFinding extends ReviewFinding {
  status: FindingStatus;
  acceptance?: Acceptance;
  /** Whether the last review did not find it; absent where there was none. */
  isNew?: boolean;
}

/** What a review has found, for the next one. */
export interface ReviewRecord {
  /** The day, as `YYYY-MM-DD`. */
  day: string;
  keys: ReadonlySet<string>;
}

const recordVersion = 1;

/** The day of a time, as acceptances write it. */
export const dayOf = (time: Date): string => time.toISOString().slice(0, 10);

/**
 * What became of each finding, and the acceptances of what is not found any more.
 * @param today as `YYYY-MM-DD`
 */
export function judge(
  findings: readonly ReviewFinding[],
  acceptances: readonly Acceptance[],
  today: string,
  last?: ReviewRecord,
): { findings: JudgedFinding[]; obsolete: Acceptance[] } {
  const byKey = new Map(acceptances.map(one => [acceptanceKey(one), one]));
  const found = new Set(findings.map(({ key }) => key));
  const judged = findings.map((finding): JudgedFinding => {
    const acceptance = byKey.get(finding.key);
    const isNew = last && !last.keys.has(finding.key);
    return {
      ...finding,
      status: acceptance ? (acceptance.until >= today ? 'accepted' : 'expired') : 'open',
      ...(acceptance && { acceptance }),
      ...(isNew !== undefined && { isNew }),
    };
  });
  return { findings: judged, obsolete: acceptances.filter(one => !found.has(acceptanceKey(one))) };
}

/** Whatever is open or expired wants attention. */
export const isUrgent = ({ status }: JudgedFinding): boolean => status !== 'accepted';

export function writeRecord(findings: readonly ReviewFinding[], day: string): string {
  const keys = findings.map(({ key }) => key).sort();
  return `${JSON.stringify({ version: recordVersion, day, keys }, undefined, 2)}\n`;
}

/** `undefined` for anything else, also for a record of another version. */
export function readRecord(text: string): ReviewRecord | undefined {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { version, day, keys } = recordIn(data);
  if (version !== recordVersion || typeof day !== 'string' || !Array.isArray(keys)) return undefined;
  return { day, keys: new Set(keys.map(String)) };
}
