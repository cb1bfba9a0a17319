import type { Position } from './prompts.ts';
import { back } from './searchPick.ts';

/** The last step is done. */
export const done = Symbol('done');

/** Asks one question and returns the next step; `undefined` means Escape. */
export type Step = (position: Position) => Promise<Step | typeof back | typeof done | undefined>;

/**
 * Runs steps, starting with `first`. Back, or a step that returns an earlier one, goes back to that one.
 * @returns whether the last step was reached
 */
export async function runSteps(first: Step): Promise<boolean> {
  const taken: Step[] = [first];
  for (let step: Step | undefined = first; step; step = taken.at(-1)) {
    const next = await step({ step: taken.length, canGoBack: taken.length > 1 });
    if (next === done) return true;
    if (next === undefined) return false;
    if (next === back) taken.pop();
    else taken.splice(taken.includes(next) ? taken.indexOf(next) : taken.length, Infinity, next);
  }
  return false;
}
