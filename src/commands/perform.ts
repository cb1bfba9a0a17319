import * as vscode from 'vscode';
import { withCountdown } from '../servers/countdown.ts';
import { subjectLabel } from '../subjects/subject.ts';
import type { Subject } from '../subjects/subject.ts';
import { done } from '../ui/steps.ts';
import { withLateProgress } from '../ui/progress.ts';
import type { Outcome } from './action.ts';
import type { Commander } from './commander.ts';
import { announce, count } from './summary.ts';
import { run } from './runner.ts';
import type { Undoable } from './undo.ts';
import { distinct } from './work.ts';
import type { Consent, Inverse, Refusals, Result, Work } from './work.ts';

/**
 * Does the work to all subjects that may take part: one consent, one progress with Cancel, one summary.
 * `left` are rows that were named but cannot take part, with the reason.
 */
export async function perform<S extends Subject, V>(
  commander: Commander,
  work: Work<S, V>,
  subjects: readonly S[],
  value: V,
): Promise<Outcome> {
  const all = distinct(subjects);
  const refused = await refusals(commander, work, all, value);
  if (!refused) return undefined;
  const allowed = all.filter(subject => !refused.has(subject));
  if (allowed.length > 0 && !(await consented(commander, work.consent?.(allowed, value), allowed)))
    return undefined;
  await carryOut(commander, work, allowed, value, refused);
  return done;
}

/** Runs without asking, sums up, and offers to go on where it ended. */
async function carryOut<S extends Subject, V>(
  commander: Commander,
  work: Work<S, V>,
  subjects: readonly S[],
  value: V,
  refused: Refusals,
): Promise<void> {
  const result = await withLateProgress(`${work.doing} ${count(subjects)}`, progress =>
    withCountdown(new Set(subjects.map(({ server }) => server)), progress.report, () =>
      run(work, subjects, value, commander.tree.busy, progress),
    ),
  );
  const undoable = remember(commander, work, result, value);
  announce(commander, work, result, refused, {
    ...(undoable && { undo: () => commander.undo.undo(undoable) }),
    ...(result.left.length > 0 && { goOn: () => carryOut(commander, work, result.left, value, new Map()) }),
    again: () => carryOut(commander, work, [...result.failed.keys()], value, new Map()),
  });
}

/** Puts the writes that can be taken back on the stack. */
function remember<S extends Subject, V>(
  commander: Commander,
  work: Work<S, V>,
  result: Result<S>,
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
  const undoable = { label, undo: () => carryOut(commander, undoing, subjects, undefined, new Map()) };
  commander.undo.push(undoable);
  return undoable;
}

/** `undefined`: what the rules want to know could not be found out, so nothing is done. */
async function refusals<S extends Subject, V>(
  { messages }: Commander,
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

/** Asks, if there is something to ask; several destructive ones want a word typed. */
async function consented(
  { ask }: Commander,
  consent: Consent | undefined,
  subjects: readonly Subject[],
): Promise<boolean> {
  if (!consent) return true;
  const names = subjects.length > 1 ? subjects.map(subject => subjectLabel(subject)).join(', ') : [];
  if (!(await ask.confirm(consent.message, [...consent.detail, ...[names].flat()], consent.yes)))
    return false;
  if (consent.word === undefined || subjects.length < 2) return true;
  const prompt = vscode.l10n.t('Type "{0}" to confirm', consent.word);
  for (let error: string | undefined; ; error = vscode.l10n.t('This is not "{0}"', consent.word)) {
    const typed = await ask.input({ title: consent.message, prompt, error });
    if (typeof typed !== 'string') return false;
    if (typed.trim() === consent.word) return true;
  }
}
