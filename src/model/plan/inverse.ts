import { adminGroup } from '../../ocs/adminGroup.ts';
import { Problems } from './accepted.ts';
import { afterStep } from './apply.ts';
import { differences, isSame } from './equal.ts';
import { Guard } from './guard.ts';
import { linked } from './order.ts';
import {
  isUserStep,
  planVersion,
  userKey,
  type FieldChange,
  type Plan,
  type Present,
  type ServerStep,
  type StepAction,
  type UserStep,
} from './types.ts';

const opposites = {
  join: 'leave',
  leave: 'join',
  promote: 'demote',
  demote: 'promote',
  enable: 'disable',
  disable: 'enable',
  addMail: 'removeMail',
  removeMail: 'addMail',
} as const;

/**
 * What takes a step back that was carried out; `undefined` where nothing can (a deletion, a wipe, an email, a group).
 * The step must hold what was really changed, with the old values. A created user is taken back by deletion, as the
 * user was created.
 */
export function inverse(step: UserStep): UserStep | undefined;
export function inverse(step: StepAction): StepAction | undefined;
export function inverse(step: StepAction): StepAction | undefined {
  switch (step.kind) {
    case 'create': {
      const before = afterStep(undefined, step);
      return before && { kind: 'delete', user: step.user, before, unused: true };
    }
    case 'change': {
      const changes = step.changes.flatMap(({ field, old, new: now }): FieldChange[] =>
        old === undefined ? [] : [{ field, old: now, new: old }],
      );
      return changes.length > 0 ? { kind: 'change', user: step.user, changes } : undefined;
    }
    case 'renameGroup':
      return { ...step, old: step.new, new: step.old };
    case 'switchApp':
      return { ...step, old: step.new, new: step.old };
    case 'configure':
      return turned(step);
    case 'createGroup':
    case 'delete':
    case 'wipe':
    case 'welcome':
    case 'resetSecondFactor':
    case 'notify':
      return undefined;
    case 'join':
    case 'leave':
    case 'promote':
    case 'demote':
      return { ...step, kind: opposites[step.kind] };
    case 'addMail':
    case 'removeMail':
      return { ...step, kind: opposites[step.kind] };
    case 'enable':
    case 'disable':
      return { ...step, kind: opposites[step.kind] };
  }
}

function turned({ kind, app, key, old, new: now }: Extract<StepAction, { kind: 'configure' }>): ServerStep {
  return { kind, app, key, ...(now !== undefined && { old: now }), ...(old !== undefined && { new: old }) };
}

/** A new plan that takes back what was done, last things first. Whatever has changed since is left as it is. */
export function undoPlan(done: readonly StepAction[], present: Present): Plan {
  const problems = new Problems();
  const guard = new Guard(present);
  const created = createdUsers(done);
  const accounts = new Map(present.accounts);
  const steps = done.toReversed().flatMap((step): StepAction[] => {
    if (step.kind === 'createGroup') {
      problems.add('groupStays', { id: '' }, [step.group]);
      return [];
    }
    if (!isUserStep(step)) return [inverse(step)].filter(back => back !== undefined);
    const key = userKey(step.user);
    const whole = created.get(key);
    if (whole && step.kind !== 'create') return [];
    const back = inverse(step);
    if (!back) {
      problems.add('cannotBeUndone', { id: step.user }, [step.kind]);
      return [];
    }
    const now = accounts.get(key);
    const wanted = back.kind === 'delete' && whole ? { ...back, before: whole } : back;
    const possible = now && stillPossible(wanted, now, present, problems);
    if (!possible) return [];
    const passed = guard.pass(now, possible);
    if (typeof passed === 'string') {
      problems.add(passed, { id: step.user });
      return [];
    }
    if (passed.account) accounts.set(key, passed.account);
    else accounts.delete(key);
    return [possible];
  });
  return { version: planVersion, steps: linked(steps), problems: problems.all };
}

/** By `userKey`: the users that were created, as the run left them. */
function createdUsers(done: readonly StepAction[]) {
  const created = new Map<string, NonNullable<ReturnType<typeof afterStep>>>();
  for (const step of done) {
    if (!isUserStep(step)) continue;
    const key = userKey(step.user);
    if (step.kind !== 'create' && !created.has(key)) continue;
    const after = afterStep(created.get(key), step);
    if (after) created.set(key, after);
    else created.delete(key);
  }
  return created;
}

/** As much of the step as nobody has changed since. */
function stillPossible(
  step: UserStep,
  now: NonNullable<ReturnType<typeof afterStep>>,
  present: Present,
  problems: Problems,
): UserStep | undefined {
  const about = { id: step.user };
  if (step.kind === 'delete') {
    const changed = differences(step.before, now);
    if (present.signedIn.has(userKey(step.user))) problems.add('signedInSince', about);
    else if (changed.length > 0) problems.add('changedSince', about, [changed.join(', ')]);
    else return { ...step, before: now };
    return undefined;
  }
  if (step.kind === 'change') {
    const isAsLeft = ({ field, old = '' }: FieldChange) => isSame(field, now[field], old, step.user);
    const changed = step.changes.filter(change => !isAsLeft(change));
    if (changed.length > 0)
      problems.add('changedSince', about, [changed.map(({ field }) => field).join(', ')]);
    const changes = step.changes.filter(isAsLeft);
    return changes.length > 0 ? { ...step, changes } : undefined;
  }
  if (step.kind === 'join' && !present.groups.has(step.group) && step.group !== adminGroup) {
    problems.add('unknownGroup', about, [step.group]);
    return undefined;
  }
  return step;
}
