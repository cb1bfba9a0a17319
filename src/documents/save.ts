import PQueue from 'p-queue';
import * as vscode from 'vscode';
import { policyOf } from '../ocs/index.ts';
import type { Server } from '../servers/server.ts';
import { inWords, isCancelled } from '../ui/messages.ts';
import type { DocumentKind } from './kind.ts';

/** What came of a save. */
export interface Outcome<Document, Call> {
  /** The base with everything in it that was carried out. */
  base: Document;
  done: Call[];
  /** Why not, by field. */
  failed: Map<string, string>;
}

/** How many reasons are given for one field. */
const reasonsShown = 5;

/**
 * Runs the calls in their order; one that is refused does not keep the others from being carried out.
 * @param report how many calls were carried out so far
 */
export async function runCalls<Document extends { id: string }, Call>(
  kind: DocumentKind<Document, Call>,
  server: Server,
  base: Document,
  calls: readonly Call[],
  { signal, report }: { signal: AbortSignal; report: (done: number) => void },
): Promise<Outcome<Document, Call>> {
  const outcome: Outcome<Document, Call> = { base, done: [], failed: new Map() };
  const reasons = new Map<string, Set<string>>();
  let ended: string | undefined;
  const finish = (call: Call): void => {
    outcome.done.push(call);
    outcome.base = kind.after(outcome.base, call);
    report(outcome.done.length);
  };
  const fail = (fields: readonly string[], reason: string): void => {
    for (const field of fields) reasons.set(field, (reasons.get(field) ?? new Set()).add(reason));
  };
  const tryCall = async (call: Call): Promise<void> => {
    const refusal = ended ?? kind.refuse(call, base.id, server);
    if (refusal !== undefined) {
      fail(kind.fieldsOf(call), refusal);
      return;
    }
    try {
      await server.call(client => kind.run(client, base.id, call, signal));
      finish(call);
    } catch (error) {
      const { done, failed } = kind.partly(call, error);
      if (done !== undefined) finish(done);
      for (const [field, reason] of failed) fail([field], reason);
      if (isLast(error)) ended = reasonOf(error);
    }
  };
  const queue = new PQueue({ concurrency: kind.atOnce });
  await queue.addAll(calls.map(call => () => tryCall(call)));
  outcome.failed = new Map([...reasons].map(([field, all]) => [field, inShort([...all])]));
  return outcome;
}

/** The other calls would fail in the same way, or must not be made. A limit of one call leaves the others. */
function isLast(error: unknown): boolean {
  return isCancelled(error) || policyOf(error)?.meets === 'all';
}

/** Why something was not saved, in words. */
export function reasonOf(error: unknown): string {
  return isCancelled(error) ? vscode.l10n.t('You cancelled it.') : inWords(error);
}

/** A line each, as many as one reads: of a list of ids that was pasted, hundreds may be unknown. */
function inShort(reasons: readonly string[]): string {
  const shown = reasons.slice(0, reasonsShown);
  const rest = reasons.length - shown.length;
  return [...shown, ...(rest > 0 ? [vscode.l10n.t('And {0} more.', rest)] : [])].join('\n');
}

/** For calls that write one field: all of it failed. `what` names the item of a list. */
export function failedWhole(
  fields: readonly string[],
  error: unknown,
  what?: string,
): {
  done: undefined;
  failed: Map<string, string>;
} {
  const reason = what === undefined ? reasonOf(error) : `${what}: ${reasonOf(error)}`;
  return { done: undefined, failed: new Map(fields.map(field => [field, reason])) };
}
