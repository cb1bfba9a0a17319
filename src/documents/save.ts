import PQueue from 'p-queue';
import { NextcloudError } from '../ocs/index.ts';
import type { ErrorKind } from '../ocs/index.ts';
import type { Connection } from '../servers/connection.ts';
import { inWords } from '../ui/messages.ts';
import type { DocumentKind } from './kind.ts';

/** What came of a save. */
export interface Outcome<Document, Call> {
  /** The base with everything in it that was carried out. */
  base: Document;
  done: Call[];
  /** Why not, by field. */
  failed: Map<string, string>;
}

/** After one of these the other calls would fail the same way, or must not be made. */
const endsAll: ReadonlySet<ErrorKind> = new Set([
  'auth',
  'passwordConfirmation',
  'maintenance',
  'network',
  'timeout',
  'tls',
  'aborted',
]);

/** Runs the calls in their order; one that is refused does not keep the others from being carried out. */
export async function runCalls<Document extends { id: string }, Call>(
  kind: DocumentKind<Document, Call>,
  connection: Connection,
  base: Document,
  calls: readonly Call[],
  signal: AbortSignal,
  report: (done: number) => void = () => undefined,
): Promise<Outcome<Document, Call>> {
  const outcome: Outcome<Document, Call> = { base, done: [], failed: new Map() };
  let ended: unknown;
  const queue = new PQueue({ concurrency: kind.atOnce });
  const finish = (call: Call): void => {
    outcome.done.push(call);
    outcome.base = kind.after(outcome.base, call);
    report(outcome.done.length);
  };
  const fail = (fields: Iterable<readonly [string, string]>): void => {
    for (const [field, reason] of fields) {
      const before = outcome.failed.get(field);
      if (!before?.includes(reason)) outcome.failed.set(field, before ? `${before} ${reason}` : reason);
    }
  };
  await queue.addAll(
    calls.map(call => async () => {
      const reason = ended === undefined ? kind.refuse(call, base.id, connection) : inWords(ended);
      if (reason !== undefined) return fail(kind.fieldsOf(call).map(field => [field, reason]));
      try {
        await kind.run(connection.client, base.id, call, signal);
        finish(call);
      } catch (error) {
        const { done, failed } = kind.partly(call, error);
        if (done !== undefined) finish(done);
        fail(failed);
        if (error instanceof NextcloudError && endsAll.has(error.kind)) ended = error;
      }
    }),
  );
  return outcome;
}

/** For calls that write one field: all of it failed. `what` names the item of a list. */
export function failedWhole<Call>(
  fields: readonly string[],
  error: unknown,
  what?: string,
): {
  done: Call | undefined;
  failed: Map<string, string>;
} {
  const reason = what === undefined ? inWords(error) : `${what}: ${inWords(error)}`;
  return { done: undefined, failed: new Map(fields.map(field => [field, reason])) };
}
