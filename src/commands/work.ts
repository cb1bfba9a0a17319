import { NextcloudError } from '../ocs/index.ts';
import type { NextcloudClient } from '../ocs/index.ts';
import type { Change } from '../servers/changes.ts';
import type { Connection } from '../servers/connection.ts';
import { subjectKey } from '../subjects/subject.ts';
import type { Subject } from '../subjects/subject.ts';

/** Takes one call back. */
export type Inverse = (client: NextcloudClient, options: { signal: AbortSignal }) => Promise<unknown>;

/** What a call runs with. */
export interface Call {
  client: NextcloudClient;
  signal: AbortSignal;
  /** Tells, after each write that worked, how it is taken back. */
  undo: (inverse: Inverse) => void;
}

/** A question that names what will be lost. */
export interface Consent {
  message: string;
  detail: string[];
  yes: string;
  /** Typed before it is done to several. */
  word?: string;
}

/** Why some subjects cannot take part. */
export type Refusals = ReadonlyMap<Subject, string>;

/** A change that is written to each of the subjects. `V`: what the person was asked for. */
export interface Work<S extends Subject, V> {
  /** On the row meanwhile: "Deleting…". */
  doing: string;
  /** Of one by name, or of "18 users": "Deleted Alice". */
  done(what: string): string;
  /** Refuses what must not happen, whatever the server would allow. */
  guard?(subjects: readonly S[], value: V, connection: Connection): Promise<Refusals>;
  consent?(subjects: readonly S[], value: V): Consent | undefined;
  write(subject: S, value: V, call: Call): Promise<unknown>;
  changes(subject: S, value: V): Change[];
}

/** What became of each subject. */
export interface Result<S extends Subject> {
  done: S[];
  failed: Map<S, unknown>;
  /** Not begun, as the person or the server ended the run; or begun and cut off. */
  left: S[];
  /** What ended it, if something did. */
  stop?: unknown;
  inverses: { subject: S; inverses: Inverse[] }[];
}

/** What is to be gone, and is: by an earlier attempt whose answer was lost, or by somebody else. */
export function unlessGone(error: unknown): void {
  if (!(error instanceof NextcloudError) || error.kind !== 'notFound') throw error;
}

/** The same thing shown in several branches is one. */
export function distinct<S extends Subject>(subjects: readonly S[]): S[] {
  return [...new Map(subjects.map(subject => [subjectKey(subject), subject])).values()];
}
