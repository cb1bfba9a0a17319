import * as vscode from 'vscode';
import { isDay, type Acceptance } from '../../keep/review/acceptances.ts';
import { dayOf } from '../../keep/review/judge.ts';
import { back } from '../../ui/searchPick.ts';
import type { ActionContext } from '../engine/context.ts';

type Decision = Pick<Acceptance, 'reason' | 'until'>;

/** Asks why findings are accepted, and until when; `undefined` after Escape. */
export async function askAcceptance(
  { ask }: Pick<ActionContext, 'ask'>,
  title: string,
  now: Date,
): Promise<Decision | undefined> {
  let reason: string | undefined;
  for (;;) {
    const answer = await ask.input({
      title,
      prompt: vscode.l10n.t('Why is this accepted? Everybody who opens this folder can read it.'),
      value: reason ?? '',
      step: 1,
      totalSteps: 2,
    });
    if (typeof answer !== 'string') return undefined;
    reason = answer.trim();
    if (reason === '') continue;
    const until = await askDay(ask, title, now);
    if (until !== back) return until === undefined ? undefined : { reason, until };
  }
}

async function askDay(ask: ActionContext['ask'], title: string, now: Date) {
  let value = dayOf(inOneYear(now));
  let error: string | undefined;
  for (;;) {
    const answer = await ask.input({
      title,
      prompt: vscode.l10n.t('The last day on which it is accepted, such as {0}', dayOf(inOneYear(now))),
      value,
      error,
      step: 2,
      totalSteps: 2,
      canGoBack: true,
    });
    if (typeof answer !== 'string') return answer;
    value = answer.trim();
    if (isDay(value) && value >= dayOf(now)) return value;
    error = vscode.l10n.t('Enter a day from today on, such as {0}.', dayOf(inOneYear(now)));
  }
}

function inOneYear(now: Date): Date {
  const later = new Date(now);
  later.setUTCFullYear(now.getUTCFullYear() + 1);
  return later;
}
