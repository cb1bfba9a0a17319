import { NextcloudError } from '../../ocs/index.ts';
import type { NextcloudClient } from '../../ocs/index.ts';
import type { Change } from '../../servers/changes.ts';
import type { Connection } from '../../servers/connection.ts';
import { subjectKey } from '../../subjects/subject.ts';
import type { Subject } from '../../subjects/subject.ts';

/** Reverts one write. */
export type Inverse = (client: NextcloudClient, options: { signal: AbortSignal }) => Promise<unknown>;

/** What a write runs with. */
export interface WriteContext {
  client: NextcloudClient;
  signal: AbortSignal;
  /** To be called after each successful write, with what reverts it. */
  undo: (inverse: Inverse) => void;
}

/** A question that names what will be lost. */
export interface Consent {
  message: string;
  detail: string[];
  yes: string;
  /** To be typed before several subjects are affected. */
  word?: string;
}

/** Subjects that are left out, each with the reason. */
export type Refusals = ReadonlyMap<Subject, string>;

/** A change that is written to each subject. `V`: the value that was asked for. */
export interface Work<S extends Subject, V> {
  /** Shown on the row meanwhile: "Deleting…". */
  doing: string;
  /** One subject after the other, and none that something else is being done to. */
  inTurn?: true;
  /** Says what was done to a subject by name, or to "18 users": "Deleted Alice". */
  done(what: string): string;
  /** Refuses what must not happen even where the server would allow it. */
  guard?(subjects: readonly S[], value: V, connection: Connection): Promise<Refusals>;
  consent?(subjects: readonly S[], value: V): Consent | undefined;
  write(subject: S, value: V, context: WriteContext): Promise<unknown>;
  changes(subject: S, value: V): Change[];
}

/** What became of each subject. */
export interface RunResult<S extends Subject> {
  done: S[];
  failed: Map<S, unknown>;
  /** Not begun or cut off, because the user or the server ended the run. */
  left: S[];
  /** The error that ended the run, if one did. */
  stop?: unknown;
  inverses: { subject: S; inverses: Inverse[] }[];
}

/** For deletions: what no longer exists was deleted by an attempt whose answer was lost, or by somebody else. */
export function unlessGone(error: unknown): void {
  if (!(error instanceof NextcloudError) || error.kind !== 'notFound') throw error;
}

/** One subject for each object, even if several selected rows show it. */
export function distinct<S extends Subject>(subjects: readonly S[]): S[] {
  return [...new Map(subjects.map(subject => [subjectKey(subject), subject])).values()];
}
