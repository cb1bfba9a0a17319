import { userKey } from '../../model/plan/types.ts';
import { namesIn } from '../../ocs/narrow.ts';
import { ReviewedInstance } from './instance.ts';
import { reviewRules, type RuleId } from './rules/index.ts';
import type { RuleHit, ReviewInput, ReviewSeverity, ReviewSubject } from './types.ts';

/** A row of a review. */
export interface ReviewFinding extends RuleHit {
  rule: RuleId;
  severity: ReviewSeverity;
  /** Tells the finding from all others, also in a later review. */
  key: string;
}

/** Everything that the rules find, by severity, rule, and subject. */
export function reviewInstance(input: ReviewInput): ReviewFinding[] {
  const instance = new ReviewedInstance(input);
  const findings = namesIn(reviewRules).flatMap(rule => {
    const { severity, find } = reviewRules[rule];
    return [...find(instance)].map(found => ({
      ...found,
      rule,
      severity,
      key: findingKey(rule, found.subjects),
    }));
  });
  return findings.sort((a, b) => ranks[a.severity] - ranks[b.severity]);
}

const ranks: Record<ReviewSeverity, number> = { high: 0, medium: 1, low: 2 };

/** A subject in files: `user:ann`, `group:crew`, `app:polls`, or `server:`. */
export const subjectText = ({ kind, id }: ReviewSubject): string => `${kind}:${id}`;

/** User IDs are the same in any case, and subjects in any order. */
const findingKey = (rule: RuleId, subjects: readonly ReviewSubject[]): string =>
  keyOf(rule, subjects.map(subjectText));

/** The same of subjects as they are written in files. */
export function keyOf(rule: RuleId, subjects: readonly string[]): string {
  const all = subjects.map(subject => (subject.startsWith('user:') ? userKey(subject) : subject));
  return JSON.stringify([rule, ...all.sort()]);
}

/** A finding in a sentence of the reader's language. */
export const findingText = ({ rule, facts }: Pick<ReviewFinding, 'rule' | 'facts'>): string =>
  reviewRules[rule].says(facts);
