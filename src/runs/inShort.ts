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
const grave = ['delete', 'wipe', 'disable'] as const satisfies StepKind[];

/** Users that consent names by kind of step. */
const mostNamed = 20;

/** What is going to happen, in lines: how often, and, where it cannot be taken back easily, to whom; and how long it takes. */
export function stepsInShort(server: Server, steps: readonly PlanStep[]): string[] {
  const counts = countSteps({ steps: [...steps] });
  return [
    ...namesIn(counts).flatMap(kind => [
      `${kindWords[kind].title()}: ${counts[kind] ?? 0}${naming(kind, steps)}`,
      ...(details[kind]?.(steps) ?? []),
    ]),
    vscode.l10n.t('Expected time: {0}', duration(estimateOn(server, { steps: [...steps] }))),
  ];
}

function naming(kind: StepKind, steps: readonly PlanStep[]): string {
  return grave.some(other => other === kind) ? ` (${usersInShort(usersOf(kind, steps))})` : '';
}

/** What else is to be known before such steps, in lines. */
const details: Partial<Record<StepKind, (steps: readonly PlanStep[]) => string[]>> = {
  resetSecondFactor: steps => [
    ...lostProviders(steps),
    vscode.l10n.t(
      'Until they set up a second factor again, these users can sign in with the password alone. This cannot be undone.',
    ),
  ],
};

function lostProviders(steps: readonly PlanStep[]): string[] {
  const lines = steps.flatMap(step =>
    'providers' in step ? `${step.user}: ${providerNames(step.providers)}` : [],
  );
  const rest = lines.length - mostNamed;
  return [...lines.slice(0, mostNamed), ...(rest > 0 ? [vscode.l10n.t('And {0} more.', rest)] : [])];
}

/** The users of the steps of one kind. */
export const usersOf = (kind: StepKind, steps: readonly PlanStep[]): string[] =>
  steps.flatMap(step => (step.kind === kind && 'user' in step ? [step.user] : []));

/** The first of many IDs, and how many more there are. */
export function usersInShort(users: readonly string[]): string {
  const shown = users.slice(0, mostNamed).join(', ');
  return users.length > mostNamed
    ? vscode.l10n.t('{0} and {1} more', shown, users.length - mostNamed)
    : shown;
}
