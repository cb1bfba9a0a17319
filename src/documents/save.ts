import PQueue from 'p-queue';
import * as vscode from 'vscode';
import { policyOf } from '../ocs/index.ts';
import type { NextcloudClient } from '../ocs/index.ts';
import type { Change } from '../servers/changes.ts';
import { withCountdown } from '../servers/countdown.ts';
import type { Server } from '../servers/server.ts';
import { inWords, isCancelled } from '../ui/messages.ts';
import type { Progress } from '../ui/progress.ts';
import type { SaveOutcome, SaveRequest } from './kind.ts';

/** What came of a call that failed. */
interface FailedCall<Call> {
  /** The part of it that was carried out after all. */
  done: Call | undefined;
  /** Why not, by field. */
  failed: Map<string, string>;
}

/** How the difference between two documents is written by calls of the client. `Call` is data. */
export interface CallPlan<Document, Call> {
  /** Calls that may run in parallel, calls to one user never do; or where they wait for those of others. */
  readonly atOnce: number | ((server: Server) => PQueue);
  plan(base: Document, ours: Document, theirs: Document): Call[];
  /** Why a call must not even be tried, whatever the server would say. */
  refuse(call: Call, id: string, server: Server): string | undefined;
  run(client: NextcloudClient, id: string, call: Call, signal: AbortSignal): Promise<void>;
  partly(call: Call, error: unknown): FailedCall<Call>;
  after(document: Document, call: Call): Document;
  fieldsOf(call: Call): string[];
  changes(id: string, done: readonly Call[]): Change[];
}

/** How many reasons are given for one field. */
const reasonsShown = 5;

/** A save that makes the smallest set of calls; edits of unknown origin are compared with what the server holds. */
export function saveByCalls<Document, Call>(calls: CallPlan<Document, Call>) {
  return async (request: SaveRequest<Document, Document>): Promise<SaveOutcome<Document>> => {
    const { place, ours, theirs, base = theirs, reload, progress } = request;
    const planned = calls.plan(base, ours, theirs);
    const { done, failed } = await runCalls(calls, place.server, place.id, planned, progress);
    const after = (document: Document) => done.reduce((saved, call) => calls.after(saved, call), document);
    const saved = after(base);
    // Servers normalize values, and a call that was answered with an error may have been carried out.
    const loaded = await reload();
    const open = new Set(loaded && calls.plan(saved, ours, loaded).flatMap(call => calls.fieldsOf(call)));
    return {
      base: saved,
      // Not loaded, the server holds what it held and what was written: finding just that later is no conflict.
      current: loaded ?? after(theirs),
      isLoaded: loaded !== undefined,
      saved: [...new Set(done.flatMap(call => calls.fieldsOf(call)))],
      // A field that is as wanted by now was stored after all.
      failed: new Map([...failed].filter(([field]) => !loaded || open.has(field))),
      changes: planned.length > 0 ? calls.changes(place.id, done) : [],
    };
  };
}

/** Runs the calls in order; one that is refused does not keep the others from being carried out. */
async function runCalls<Document, Call>(
  calls: CallPlan<Document, Call>,
  server: Server,
  id: string,
  planned: readonly Call[],
  { signal, report }: Progress,
): Promise<{ done: Call[]; failed: Map<string, string> }> {
  const done: Call[] = [];
  const reasons = new Map<string, Set<string>>();
  const total = planned.length;
  let ended: string | undefined;
  const finish = (call: Call): void => {
    done.push(call);
    report(`${done.length} / ${total}`, { done: done.length, total });
  };
  const fail = (field: string, reason: string): void => {
    reasons.set(field, (reasons.get(field) ?? new Set()).add(reason));
  };
  const tryCall = async (call: Call): Promise<void> => {
    const refusal = ended ?? calls.refuse(call, id, server);
    if (refusal !== undefined) {
      for (const field of calls.fieldsOf(call)) fail(field, refusal);
      return;
    }
    try {
      await server.call(client => calls.run(client, id, call, signal));
      finish(call);
    } catch (error) {
      const partly = calls.partly(call, error);
      if (partly.done !== undefined) finish(partly.done);
      for (const [field, reason] of partly.failed) fail(field, reason);
      if (isLast(error)) ended = reasonOf(error);
    }
  };
  const { atOnce } = calls;
  const queue = typeof atOnce === 'number' ? new PQueue({ concurrency: atOnce }) : atOnce(server);
  if (queue.pending > 0) report(vscode.l10n.t('waiting for other changes to end'));
  const take = async (call: Call): Promise<void> => {
    let begun: Promise<void> | undefined;
    const begin = () => (begun ??= tryCall(call));
    // Canceled while it waits, it fails as such, and at once.
    await queue.add(begin, { signal }).catch(begin);
  };
  await withCountdown([server], report, () => Promise.all(planned.map(take)));
  return { done, failed: new Map([...reasons].map(([field, all]) => [field, inShort([...all])])) };
}

/** The other calls would fail in the same way, or must not be made. A limit of one call leaves the others. */
function isLast(error: unknown): boolean {
  return isCancelled(error) || policyOf(error)?.meets === 'all';
}

/** Why something was not saved, in words. */
export function reasonOf(error: unknown): string {
  return isCancelled(error) ? vscode.l10n.t('You canceled the save.') : inWords(error);
}

/** One reason per line, limited in number: a pasted list may hold hundreds of unknown IDs. */
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
): { done: undefined; failed: Map<string, string> } {
  const reason = what === undefined ? reasonOf(error) : `${what}: ${reasonOf(error)}`;
  return { done: undefined, failed: new Map(fields.map(field => [field, reason])) };
}
