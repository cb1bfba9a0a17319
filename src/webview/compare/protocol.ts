import type { Handlers, Opening } from '../protocol.ts';

export type ComparedKind = 'group' | 'app' | 'setting' | 'user';

/** A difference, in words. */
export interface ComparedRow {
  key: string;
  kind: ComparedKind;
  /** The ID of the user, the group or the app. */
  subject: string;
  /** The field, and for lists the item; '' where the whole subject is on one side only. */
  field: string;
  item: string;
  /** `null`: not there. */
  left: string | null;
  right: string | null;
}

export type ComparedSide = 'left' | 'right';

export interface SideWords {
  label: string;
  /** Whether differences can be copied to it. */
  isServer: boolean;
}

export interface ComparePageState {
  title: string;
  left: SideWords;
  right: SideWords;
  /** How users of both sides are found to be the same; `null` where that is clear. */
  matching: string | null;
  reading: string | null;
  problem: string | null;
  /** What was left out of the comparison, and why. */
  remarks: string[];
  isOutdated: boolean;
  isBusy: boolean;
  /** In ms since 1970; `null` before there is anything. */
  at: number | null;
  rows: ComparedRow[];
}

export type ToCompare =
  ({ type: 'init' } & Opening<ComparePageState>) | { type: 'update'; state: Partial<ComparePageState> };

export type FromCompare =
  | { type: 'ready' }
  | { type: 'again' }
  | { type: 'cancel' }
  | { type: 'swap' }
  | { type: 'match' }
  /** `deletions`: users whom the other side does not have are deleted. */
  | { type: 'copy'; to: ComparedSide; keys: string[]; deletions: boolean }
  | { type: 'open'; key: string };

export type CompareHandlers = Handlers<FromCompare>;
