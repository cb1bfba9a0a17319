import { recordIn } from '../ocs/narrow.ts';
import { errorKinds, type ErrorKind } from '../ocs/index.ts';
import type { Plan, PlanStep, StepAction } from '../model/plan/types.ts';

/** What is known of a step. `unknown`: begun, and nobody knows how it ended. `already`: it was so without us. */
export type StepState = 'pending' | 'unknown' | 'done' | 'already' | 'failed' | 'conflict' | 'skipped';

/** The first line of a journal. */
export interface RunHead {
  type: 'run';
  version: typeof journalVersion;
  /** ID of the run, and of the server in the settings. */
  id: string;
  server: string;
  title: string;
  /** Address of the server and name of the user that the plan was made with: it is applied with no others. */
  url: string;
  user: string;
  /** How many steps the plan has. */
  steps: number;
  /** Milliseconds since 1970, as in all entries. */
  at: number;
  /** ID of the run that this one takes back. */
  undoes?: string;
  /** What the plan was made from, where that was a file: the same for files that want the same. */
  source?: string;
}

/** What became of a step. `did` is what was really changed, where that is not the whole step. */
export type StepOutcome =
  | { type: 'done'; did?: StepAction }
  | { type: 'already' }
  /** `isOpen`: it may have been done all the same. */
  | { type: 'failed'; kind: ErrorKind | 'unknown'; message: string; isOpen?: boolean; did?: StepAction }
  /** Somebody else has changed these fields since the plan was made. */
  | { type: 'conflict'; fields: string[] }
  /** A step that it needs was not done. */
  | { type: 'skipped' };

export type StepEntry = { step: number; at: number } & (StepOutcome | { type: 'begin' });

/** How one sitting ended: nothing left, by the person, or by a failure that all others would meet. */
export interface EndEntry {
  type: 'end';
  at: number;
  reason: 'complete' | 'cancelled' | 'stopped';
  message?: string;
}

/** One line of a journal. None holds a password. */
export type Entry = RunHead | StepEntry | EndEntry;

export const journalVersion = 1;

/** Reads a journal. A line that was torn when the machine died, or cannot be read, counts as never written. */
export function parseJournal(text: string): Entry[] {
  return text.split('\n').flatMap(line => {
    try {
      const entry: unknown = JSON.parse(line);
      return isEntry(entry) ? [entry] : [];
    } catch {
      return [];
    }
  });
}

/** By the IDs of steps: the last entry of each that has one. */
export function lastEntries(entries: readonly Entry[]): Map<number, StepEntry> {
  return new Map(entries.flatMap(entry => ('step' in entry ? [[entry.step, entry] as const] : [])));
}

export function stateOf(entry: StepEntry | undefined): StepState {
  if (entry === undefined) return 'pending';
  return entry.type === 'begin' ? 'unknown' : entry.type;
}

/** What was really changed, oldest first; what a run is taken back by. */
export function changesMade({ steps }: Plan, entries: readonly Entry[]): StepAction[] {
  const byId = new Map(steps.map(step => [step.id, step]));
  return entries.flatMap((entry): StepAction[] => {
    if (entry.type === 'failed') return entry.did ? [entry.did] : [];
    const step = entry.type === 'done' ? byId.get(entry.step) : undefined;
    return entry.type === 'done' && step ? [entry.did ?? step] : [];
  });
}

/** The IDs of the users whose creation is still open and wants a password. */
export function passwordsNeeded(steps: readonly PlanStep[], entries: readonly Entry[]): string[] {
  const last = lastEntries(entries);
  const isOpen = (id: number) => !['done', 'already'].includes(stateOf(last.get(id)));
  return steps.flatMap(step =>
    step.kind === 'create' && step.hasPassword && isOpen(step.id) ? [step.user] : [],
  );
}

const texts = (...values: unknown[]): boolean => values.every(value => typeof value === 'string');

function isEntry(value: unknown): value is Entry {
  const entry = recordIn(value);
  if (!Number.isSafeInteger(entry.at)) return false;
  if (entry.type === 'run')
    return (
      entry.version === journalVersion &&
      texts(entry.id, entry.server, entry.title, entry.url, entry.user) &&
      Number.isSafeInteger(entry.steps)
    );
  if (entry.type === 'end') return texts(entry.reason);
  if (!Number.isSafeInteger(entry.step)) return false;
  switch (entry.type) {
    case 'begin':
    case 'done':
    case 'already':
    case 'skipped':
      return true;
    case 'failed':
      return texts(entry.message) && [...errorKinds, 'unknown'].some(kind => kind === entry.kind);
    case 'conflict':
      return Array.isArray(entry.fields) && entry.fields.every(field => texts(field));
    default:
      return false;
  }
}
