import type { Position } from './prompts.ts';
import { back } from './searchPick.ts';

/** The last step has been taken. */
export const done = Symbol('done');

/** Asks one thing and names the step that follows; `undefined` is Escape. */
export type Step = (position: Position) => Promise<Step | typeof back | typeof done | undefined>;

/**
 * Runs steps from `first` on. Back, and a step that names one taken before, return there.
 * @returns whether it came to its end
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
