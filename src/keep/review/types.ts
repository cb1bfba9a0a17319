import type { ServerStep, WantedUser } from '../../model/plan/types.ts';
import type { CollectedInstance } from '../instance/state.ts';

/** How much a finding matters. `high`: somebody could do harm now. */
export type ReviewSeverity = 'high' | 'medium' | 'low';

export interface ReviewSubject {
  kind: 'user' | 'group' | 'app' | 'server';
  /** `''` for the server. */
  id: string;
}

/** What sentences are made of, by name. Texts from servers are among them: they are data. */
export type ReviewFacts = Readonly<Record<string, string>>;

/** What would put it right, for a plan. */
interface ReviewFix {
  users?: readonly WantedUser[];
  steps?: readonly ServerStep[];
}

/** What a rule has found about its subjects. */
export interface RuleHit {
  subjects: readonly ReviewSubject[];
  facts: ReviewFacts;
  /** Absent where a person has to decide what shall be. */
  fix?: ReviewFix;
}

/** What an instance is reviewed for. */
export interface ReviewRule<R> {
  severity: ReviewSeverity;
  /** All that is found, as a heading. */
  title: () => string;
  /** One finding, as a sentence. */
  says: (facts: ReviewFacts) => string;
  /** Why it matters. */
  reason: () => string;
  /** How it is found. */
  method: (rules: ReviewLimits) => string;
  /** What to do, also where a plan can do it. */
  advice: () => string;
  find: (instance: R) => Iterable<RuleHit>;
}

/** What decides where rules begin to find something. */
export interface ReviewLimits {
  /** Whoever has not signed in for so many days is long away. */
  awayDays: number;
  /** IDs of the groups that make a user a guest. */
  guestGroups: readonly string[];
  /** IDs of the groups, beside these, that guests may be in. */
  openGroups: readonly string[];
  /** What somebody without a quota is expected to store yet, in bytes. */
  reserve: number;
}

export interface ReviewInput extends CollectedInstance {
  now: Date;
  limits?: Partial<ReviewLimits>;
  /** Of the server's storage, in bytes; otherwise told by users without a quota. */
  freeSpace?: number | undefined;
  /** That of the findings, as a BCP 47 tag; otherwise English. */
  language?: string;
}
