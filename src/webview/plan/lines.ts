import { namesIn } from '../../ocs/narrow.ts';
import type { UserSteps } from '../../model/plan/selection.ts';
import type { PlanStep } from '../../model/plan/types.ts';
import { isUserStep } from '../../model/plan/types.ts';
import { serverText } from '../../model/plan/words.ts';
import { providerName } from '../../model/secondFactor.ts';
import type { ShownState } from '../protocol.ts';

/** A line of the list. All are equally high, so that only the visible ones need to exist. */
export type Line =
  | { kind: 'user'; user: string; steps: PlanStep[] }
  | { kind: 'step'; step: PlanStep }
  /** One more field or value of the step above. */
  | { kind: 'part'; step: PlanStep; part: number };

export interface Filter {
  /** Kinds of steps; empty: all. */
  kinds: ReadonlySet<string>;
  /** States of steps; empty: all. */
  states: ReadonlySet<ShownState>;
  text: string;
}

/** A text matches a user with all steps, or else single steps. */
export function filtered(
  groups: readonly UserSteps[],
  { kinds, states, text }: Filter,
  stateOf: (step: PlanStep) => ShownState,
): UserSteps[] {
  const wanted = text.trim().toLowerCase();
  const isShown = (step: PlanStep) =>
    (kinds.size === 0 || kinds.has(step.kind)) && (states.size === 0 || states.has(stateOf(step)));
  return groups.flatMap(({ user, steps }) => {
    const isWanted = (step: PlanStep) =>
      wanted === '' || user.toLowerCase().includes(wanted) || textsOf(step).includes(wanted);
    const shown = steps.filter(step => isShown(step) && isWanted(step));
    return shown.length > 0 ? [{ user, steps: shown }] : [];
  });
}

export function linesOf(groups: readonly UserSteps[]): Line[] {
  return groups.flatMap(({ user, steps }): Line[] => [
    { kind: 'user', user, steps },
    ...steps.flatMap((step): Line[] => [
      { kind: 'step', step },
      ...Array.from({ length: Math.max(0, partsOf(step) - 1) }, (_, index) => ({
        kind: 'part' as const,
        step,
        part: index + 1,
      })),
    ]),
  ]);
}

/** The values that a creation shows: fields and lists in the order of the request. */
export const createdParts = ({
  values,
}: Extract<PlanStep, { kind: 'create' }>): [string, string | string[]][] =>
  namesIn(values).flatMap(name => {
    const value = values[name];
    return value === undefined ? [] : [[name, value]];
  });

/** How many lines a step takes. */
function partsOf(step: PlanStep): number {
  if (step.kind === 'change') return step.changes.length;
  return step.kind === 'create' ? 1 + createdParts(step).length : 1;
}

/** What a search looks at, in lower case. */
function textsOf(step: PlanStep): string {
  const texts = (): (string | string[])[] => {
    if (!isUserStep(step)) return [serverText(step)];
    if ('group' in step) return [step.group];
    if ('mail' in step) return [step.mail];
    if ('providers' in step) return step.providers.flatMap(id => [id, providerName(id)]);
    if (step.kind === 'change') return step.changes.flatMap(change => [change.old ?? '', change.new]);
    return step.kind === 'create' ? createdParts(step).map(([, value]) => value) : [];
  };
  return texts().flat().join('\n').toLowerCase();
}

/** What is to be left out when a tick is taken from steps, or given back: with it come the steps that it needs. */
export function toggled(
  steps: readonly PlanStep[],
  left: ReadonlySet<number>,
  ids: readonly number[],
  isTicked: boolean,
): number[] {
  const changed = new Set(left);
  if (!isTicked) for (const id of ids) changed.add(id);
  else {
    const needs = new Map(steps.map(step => [step.id, step.needs]));
    const include = (id: number) => {
      changed.delete(id);
      for (const need of needs.get(id) ?? []) include(need);
    };
    for (const id of ids) include(id);
  }
  return [...changed].sort((a, b) => a - b);
}
