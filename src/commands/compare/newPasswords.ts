import type { InstanceState } from '../../keep/instance/state.ts';
import { generatePassword, type PasswordPolicy } from '../../model/passwordPolicy.ts';
import { userKey, type Plan } from '../../model/plan/types.ts';

/** Nobody can invite a user without an address, so that such a one needs a password. */
export const needsPassword =
  ({ users }: InstanceState) =>
  (id: string): boolean =>
    !users.get(userKey(id))?.email;

/** New passwords, by `userKey`, for whoever a plan creates with one. */
export const passwordsFor = ({ steps }: Plan, policy: PasswordPolicy): ReadonlyMap<string, string> =>
  new Map(
    steps.flatMap(step =>
      step.kind === 'create' && step.hasPassword
        ? [[userKey(step.user), generatePassword(policy)] as const]
        : [],
    ),
  );
