import type { Handlers, Opening } from '../protocol.ts';

/** A finding, in words. */
export interface ReviewRow {
  key: string;
  /** The ID of its rule. */
  rule: string;
  text: string;
  status: 'open' | 'accepted' | 'expired';
  isNew: boolean;
  /** That it is new, or how long it is accepted; '' for nothing. */
  note: string;
  isFixable: boolean;
  /** As `user:ann`. */
  subjects: string[];
}

/** What all findings of a rule have in common, in words. */
export interface ReviewRuleWords {
  title: string;
  severity: 'high' | 'medium' | 'low';
  reason: string;
  method: string;
  advice: string;
}

/** How users stand together in the matrix, in this order. */
export type MatrixPart = 'admins' | 'managers' | 'users' | 'disabled';

export interface MatrixUser {
  id: string;
  name: string;
  part: MatrixPart;
  /** Indexes of groups. */
  groups: number[];
  /** Indexes of the groups that the user administers. */
  roles: number[];
}

export interface MatrixGroup {
  id: string;
  name: string;
  members: number;
}

/** What a review has found, once it has ended. */
export interface ReviewedServer {
  /** In ms since 1970. */
  at: number;
  summary: string;
  rules: Record<string, ReviewRuleWords>;
  findings: ReviewRow[];
  /** Who administers: titles of columns, and rows that begin with a user ID. */
  powers: { heads: string[]; rows: string[][] };
  users: MatrixUser[];
  groups: MatrixGroup[];
}

export interface ReviewPageState {
  title: string;
  server: string;
  /** How far the server is read; `null` when nothing is being read. */
  reading: string | null;
  /** Why the last reading failed. */
  problem: string | null;
  /** What is wrong with the file of accepted findings. */
  fileProblem: string | null;
  /** Whether the server was changed since, as far as this window knows. */
  isOutdated: boolean;
  /** What is being done with findings. */
  isBusy: boolean;
  found: ReviewedServer | null;
}

export type ToReview =
  ({ type: 'init' } & Opening<ReviewPageState>) | { type: 'update'; state: Partial<ReviewPageState> };

export type FromReview =
  | { type: 'ready' }
  | { type: 'again' }
  | { type: 'cancel' }
  | { type: 'saveReport' }
  | { type: 'showFile' }
  | { type: 'fix'; keys: string[] }
  | { type: 'accept'; keys: string[] }
  | { type: 'withdraw'; keys: string[] }
  /** As `user:ann`. */
  | { type: 'open'; subject: string };

export type ReviewHandlers = Handlers<FromReview>;
