import * as l10n from '@vscode/l10n';
import { stepText } from '../model/plan/words.ts';
import type { PlanStep } from '../model/plan/types.ts';
import { markdownCell } from '../model/tables/safeCells.ts';
import { lastEntries, type StepEntry, type StepState } from './entries.ts';
import { countStates, endOf, stepStates } from './outcome.ts';
import type { StoredRun } from './runs.ts';

/** In the order in which a report has them: what wants attention first. */
const titles: [state: StepState, title: () => string][] = [
  ['failed', () => l10n.t('Failed')],
  ['conflict', () => l10n.t('Changed by somebody else, left as is')],
  ['skipped', () => l10n.t('Skipped, as a step before was not done')],
  ['unknown', () => l10n.t('Begun, end unknown')],
  ['pending', () => l10n.t('Not begun')],
  ['done', () => l10n.t('Done')],
  ['already', () => l10n.t('Already as wanted')],
];

/** What became of a plan, as Markdown. Texts from servers mean nothing in it. */
export function planReport(run: StoredRun): string {
  const { head, plan, entries } = run;
  const states = stepStates(run);
  const last = lastEntries(entries);
  const { total, done, failed, unknown, pending } = countStates(states.values(), states.size);
  const sections = titles.flatMap(([state, title]) => {
    const steps = plan.steps.filter(({ id }) => states.get(id) === state);
    if (steps.length === 0) return [];
    return [`## ${title()} (${steps.length})`, steps.map(step => line(step, last.get(step.id))).join('\n')];
  });
  const end = endOf(entries);
  return `${[
    `# ${markdownCell(head.title)}`,
    `${markdownCell(head.user)} · ${markdownCell(head.url)} · ${new Date(end?.at ?? head.at).toISOString()}`,
    l10n.t(
      '{0} of {1} steps done, {2} not done, {3} unknown, {4} not begun.',
      done,
      total,
      failed,
      unknown,
      pending,
    ),
    ...(end?.message ? [markdownCell(end.message)] : []),
    ...sections,
  ].join('\n\n')}\n`;
}

function line(step: PlanStep, entry: StepEntry | undefined): string {
  const who = 'user' in step ? `${markdownCell(step.user)}: ` : '';
  const why = reasonOf(entry);
  return `- ${who}${markdownCell(stepText(step))}${why ? ` — ${markdownCell(why)}` : ''}`;
}

/** Why a step was not done, where there is more to say than its state. */
export function reasonOf(entry: StepEntry | undefined): string | undefined {
  if (entry?.type === 'failed') return entry.message;
  return entry?.type === 'conflict' ? entry.fields.join(', ') : undefined;
}
