import * as vscode from 'vscode';
import { subjectLabel, subjectName } from '../../subjects/subject.ts';
import type { Subject } from '../../subjects/subject.ts';
import { inWords, isCancelled } from '../../ui/messages.ts';
import type { MessageButton } from '../../ui/messages.ts';
import type { ActionContext } from './context.ts';
import type { Refusals, RunResult, Work } from './work.ts';

/** Reasons in the message; the report has all of them. */
const mostNamed = 3;

/** What the buttons of the message do. */
interface NextSteps {
  undo?: () => unknown;
  goOn?: () => unknown;
  again: () => unknown;
}

/** "Alice", or "18 users". */
export function count(subjects: readonly Subject[]): string {
  const [first] = subjects;
  if (first && subjects.length === 1) return subjectName(first);
  const n = subjects.length;
  const words: Record<Subject['kind'], string> = {
    user: vscode.l10n.t('{0} users', n),
    group: vscode.l10n.t('{0} groups', n),
    app: vscode.l10n.t('{0} apps', n),
    server: vscode.l10n.t('{0} servers', n),
    list: vscode.l10n.t('{0} lists', n),
    plan: vscode.l10n.t('{0} plans', n),
  };
  return words[first?.kind ?? 'user'];
}

/** For questions: a name with its ID, or how many there are. */
export function whom(subjects: readonly Subject[]): string {
  const [first] = subjects;
  return first && subjects.length === 1 ? subjectLabel(first) : count(subjects);
}

/** Sums up in one message what was done and what was not, and why, and offers the next steps. */
export function announce<S extends Subject, V>(
  { messages, reports }: ActionContext,
  work: Work<S, V>,
  result: RunResult<S>,
  refused: Refusals,
  next: NextSteps,
): void {
  const total = result.done.length + result.failed.size + result.left.length + refused.size;
  if (total === 0) return;
  const problems = [
    ...refused,
    ...[...result.failed].map(([subject, error]) => [subject, inWords(error)] as const),
  ];
  const undo = next.undo && { title: vscode.l10n.t('Undo'), run: next.undo };
  const goOn = next.goOn && { title: vscode.l10n.t('Continue'), run: next.goOn };
  const again = result.failed.size > 0 && { title: vscode.l10n.t('Retry'), run: next.again };
  const details = total > mostNamed &&
    problems.length + result.left.length > 0 && {
      title: vscode.l10n.t('Show Report'),
      run: () => reports.show(work.doing, report(result, problems)),
    };
  const choices = [goOn, again, undo, details].filter((choice): choice is MessageButton => Boolean(choice));
  const sentences = [
    result.done.length > 0 && sentence(work.done(count(result.done))),
    result.left.length > 0 && stopped(result),
    ...problems
      .slice(0, mostNamed)
      .map(([subject, reason]) => `${subjectName(subject)}: ${sentence(reason)}`),
    problems.length > mostNamed && vscode.l10n.t('{0} more.', problems.length - mostNamed),
  ];
  const message = sentences.filter(Boolean).join(' ');
  if (problems.length === 0 && result.left.length === 0) messages.info(message, ...choices);
  else messages.warn(message, ...choices);
}

function stopped<S extends Subject>({ stop, left }: RunResult<S>): string {
  const rest = vscode.l10n.t('Not done: {0}.', count(left));
  return stop === undefined || isCancelled(stop) ? rest : `${sentence(inWords(stop))} ${rest}`;
}

function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

function report<S extends Subject>(result: RunResult<S>, problems: (readonly [Subject, string])[]): string {
  const line = (mark: string, subject: Subject, reason = '') =>
    [mark, subject.server.label, 'id' in subject ? subject.id : '', reason].filter(Boolean).join('\t');
  return [
    ...result.done.map(subject => line(vscode.l10n.t('done'), subject)),
    ...problems.map(([subject, reason]) => line(vscode.l10n.t('failed'), subject, reason)),
    ...result.left.map(subject => line(vscode.l10n.t('not done'), subject)),
  ].join('\n');
}
