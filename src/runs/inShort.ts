import * as vscode from 'vscode';
import { countSteps } from '../model/plan/selection.ts';
import type { PlanStep, StepKind } from '../model/plan/types.ts';
import { kindWords } from '../model/plan/words.ts';
import { providerNames } from '../model/secondFactor.ts';
import { namesIn } from '../ocs/narrow.ts';
import type { Server } from '../servers/server.ts';
import { duration } from './duration.ts';
import { estimateOn } from './pace.ts';

/** Kinds of steps that consent names users for. */
const grave = ['delete', 'wipe', 'disable', 'resetSecondFactor'] as const satisfies StepKind[];

/** What else there is to know before such steps. */
const consequences: Partial<Record<StepKind, () => string>> = {
  resetSecondFactor: () =>
    vscode.l10n.t(
      'Whoever loses all providers of a second factor can sign in with the password alone until they set up one again. This cannot be undone.',
    ),
};

/** Users that consent names by kind of step. */
const mostNamed = 20;

/** What is going to happen, in lines: how often, and, where it cannot be taken back easily, to whom; and how long it takes. */
export function stepsInShort(server: Server, steps: readonly PlanStep[]): string[] {
  const counts = countSteps({ steps: [...steps] });
  return [
    ...namesIn(counts).map(kind => `${kindWords[kind].title()}: ${counts[kind] ?? 0}${naming(kind, steps)}`),
    ...namesIn(counts).flatMap(kind => consequences[kind]?.() ?? []),
    vscode.l10n.t('Expected time: {0}', duration(estimateOn(server, { steps: [...steps] }))),
  ];
}

function naming(kind: StepKind, steps: readonly PlanStep[]): string {
  return grave.some(other => other === kind) ? ` (${usersInShort(named(kind, steps), '; ')})` : '';
}

/** The users of these steps, with what they lose where it is not the same for all. */
const named = (kind: StepKind, steps: readonly PlanStep[]): string[] =>
  steps.flatMap(step => {
    if (step.kind !== kind || !('user' in step)) return [];
    return 'providers' in step ? `${step.user}: ${providerNames(step.providers)}` : step.user;
  });

/** The users of the steps of one kind. */
export const usersOf = (kind: StepKind, steps: readonly PlanStep[]): string[] =>
  steps.flatMap(step => (step.kind === kind && 'user' in step ? [step.user] : []));

/** The first of many IDs, and how many more there are. */
export function usersInShort(users: readonly string[], separator = ', '): string {
  const shown = users.slice(0, mostNamed).join(separator);
  return users.length > mostNamed
    ? vscode.l10n.t('{0} and {1} more', shown, users.length - mostNamed)
    : shown;
}
