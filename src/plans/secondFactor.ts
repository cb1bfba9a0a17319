import { providersIn } from '../model/secondFactor.ts';
import type { StepAction } from '../model/plan/types.ts';
import type { NextcloudClient } from '../ocs/index.ts';
import type { StepOutcome } from './entries.ts';

type ResetStep = Extract<StepAction, { kind: 'resetSecondFactor' }>;

/** Disables as many of the planned providers as are still on. Throws NextcloudError. */
export async function resetSecondFactor(
  step: ResetStep,
  { client, signal, isBegun }: { client: NextcloudClient; signal: AbortSignal; isBegun: boolean },
): Promise<StepOutcome> {
  const { user, providers } = step;
  const on = providersIn(await client.twoFactor.state(user, { signal }));
  const open = providers.filter(id => on.includes(id));
  if (open.length === 0) return { type: isBegun ? 'done' : 'already' };
  await client.twoFactor.disable(user, open, { signal });
  return isBegun || open.length === providers.length
    ? { type: 'done' }
    : { type: 'done', did: { ...step, providers: open } };
}
