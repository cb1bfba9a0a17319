import * as vscode from 'vscode';
import { NextcloudError, policyOf } from '../../ocs/index.ts';
import { withCountdown } from '../../servers/countdown.ts';
import type { Busy } from '../../subjects/busy.ts';
import { subjectLabel } from '../../subjects/subject.ts';
import type { Subject } from '../../subjects/subject.ts';
import { isCancelled } from '../../ui/messages.ts';
import { withLateProgress } from '../../ui/progress.ts';
import type { Progress } from '../../ui/progress.ts';
import { done } from '../../ui/steps.ts';
import type { Outcome } from './action.ts';
import type { ActionContext } from './context.ts';
import { askWord } from './questions.ts';
import { announce, count } from './summary.ts';
import type { Undoable } from './undo.ts';
import { distinct } from './work.ts';
import type { Consent, Inverse, Refusals, RunResult, Work } from './work.ts';

/** Subjects written to in parallel; the client sends as many parallel requests to one server. */
const workers = 4;

/** Runs the work on all subjects that may take part, with one consent, one progress with Cancel and one summary. */
export async function perform<S extends Subject, V>(
  context: ActionContext,
  work: Work<S, V>,
  subjects: readonly S[],
  value: V,
): Promise<Outcome> {
  const all = distinct(subjects);
  const refused = await refusals(context, work, all, value);
  if (!refused) return undefined;
  const allowed = all.filter(subject => !refused.has(subject));
  if (allowed.length > 0 && !(await consented(context, work.consent?.(allowed, value), allowed)))
    return undefined;
  await carryOut(context, work, allowed, value, refused);
  return done;
}

/** Runs without asking, sums up, and offers to continue where the run ended. */
async function carryOut<S extends Subject, V>(
  context: ActionContext,
  work: Work<S, V>,
  subjects: readonly S[],
  value: V,
  refused: Refusals,
): Promise<void> {
  const result = await withLateProgress(`${work.doing} ${count(subjects)}`, progress =>
    withCountdown(new Set(subjects.map(({ server }) => server)), progress.report, () =>
      runAll(work, subjects, value, context.tree.busy, progress),
    ),
  );
  const undoable = remember(context, work, result, value);
  announce(context, work, result, refused, {
    ...(undoable && { undo: () => context.undo.undo(undoable) }),
    ...(result.left.length > 0 && { goOn: () => carryOut(context, work, result.left, value, new Map()) }),
    again: () => carryOut(context, work, [...result.failed.keys()], value, new Map()),
  });
}

/** Puts the writes that can be reverted on the undo stack. */
function remember<S extends Subject, V>(
  context: ActionContext,
  work: Work<S, V>,
  result: RunResult<S>,
  value: V,
): Undoable | undefined {
  if (result.inverses.length === 0) return undefined;
  const inverses = new Map<Subject, Inverse[]>(result.inverses.map(entry => [entry.subject, entry.inverses]));
  const subjects = result.inverses.map(({ subject }) => subject);
  const label = work.done(count(subjects));
  const undoing: Work<S, undefined> = {
    doing: vscode.l10n.t('Undoing…'),
    done: what => vscode.l10n.t('Undone for {0}: {1}', what, label),
    async write(subject, _value, { client, signal }) {
      for (const inverse of inverses.get(subject) ?? []) await inverse(client, { signal });
    },
    changes: subject => work.changes(subject, value),
  };
  const undoable = { label, undo: () => carryOut(context, undoing, subjects, undefined, new Map()) };
  context.undo.push(undoable);
  return undoable;
}

/** `undefined` where a guard could not find out what it needs to know: then nothing is done. */
async function refusals<S extends Subject, V>(
  { messages }: ActionContext,
  work: Work<S, V>,
  subjects: readonly S[],
  value: V,
): Promise<Refusals | undefined> {
  const refused = new Map<Subject, string>();
  try {
    for (const server of new Set(subjects.map(subject => subject.server))) {
      const its = subjects.filter(subject => subject.server === server);
      const found = (await work.guard?.(its, value, await server.connect())) ?? [];
      for (const [subject, reason] of found) refused.set(subject, reason);
    }
    return refused;
  } catch (error) {
    messages.error(error);
    return undefined;
  }
}

/** Asks for consent if the work needs it; before several subjects are affected, a word must be typed. */
async function consented(
  { ask }: ActionContext,
  consent: Consent | undefined,
  subjects: readonly Subject[],
): Promise<boolean> {
  if (!consent) return true;
  const names = subjects.length > 1 ? subjects.map(subject => subjectLabel(subject)).join(', ') : [];
  if (!(await ask.confirm(consent.message, [...consent.detail, ...[names].flat()], consent.yes)))
    return false;
  return consent.word === undefined || subjects.length < 2 || askWord(ask, consent.message, consent.word);
}

/** Whether the writes to the other subjects would fail the same way. A slow write says nothing about them. */
function endsRun(error: unknown): boolean {
  return error instanceof NextcloudError && policyOf(error)?.meets !== 'one' && !error.isOpen;
}

/** Writes to each subject, a few in parallel; never throws. */
async function runAll<S extends Subject, V>(
  work: Pick<Work<S, V>, 'doing' | 'inTurn' | 'write' | 'changes'>,
  subjects: readonly S[],
  value: V,
  busy: Busy,
  progress: Progress,
): Promise<RunResult<S>> {
  const { signal } = progress;
  const result: RunResult<S> = { done: [], failed: new Map(), left: [...subjects], inverses: [] };
  const one = async (subject: S) => {
    const inverses: Inverse[] = [];
    try {
      await subject.server.call(client =>
        work.write(subject, value, { client, signal, undo: inverse => inverses.unshift(inverse) }),
      );
      result.done.push(subject);
    } catch (error) {
      settle(result, subject, error);
    }
    if (inverses.length > 0) result.inverses.push({ subject, inverses });
    progress.report('', { done: subjects.length - result.left.length, total: subjects.length });
  };
  const worker = async () => {
    while (!signal.aborted && result.stop === undefined) {
      const subject = result.left.shift();
      if (!subject) return;
      const other = work.inTurn && busy.doing(subject);
      if (other)
        result.failed.set(subject, new Error(vscode.l10n.t('Something else is in progress: {0}', other)));
      else await busy.during(subject, work.doing, () => one(subject));
    }
  };
  await Promise.all(Array.from({ length: work.inTurn ? 1 : workers }, worker));
  notify(work, subjects, value, result);
  return result;
}

function settle<S extends Subject>(result: RunResult<S>, subject: S, error: unknown): void {
  if (isCancelled(error) || endsRun(error)) {
    result.left.unshift(subject);
    result.stop ??= error;
  } else {
    result.failed.set(subject, error);
  }
}

/** Notifies the views of every touched subject, failed ones included: the write may have been applied in part. */
function notify<S extends Subject, V>(
  work: Pick<Work<S, V>, 'changes'>,
  subjects: readonly S[],
  value: V,
  result: RunResult<S>,
): void {
  const untouched = new Set(result.stop === undefined ? result.left : []);
  for (const subject of subjects)
    if (!untouched.has(subject)) subject.server.changes.fire(...work.changes(subject, value));
}
