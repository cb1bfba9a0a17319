import { adminGroup } from '../../ocs/adminGroup.ts';
import { planAccountCalls } from '../changes.ts';
import { accept, Problems, type Accepted } from './accepted.ts';
import { applySteps, created, stepOf } from './apply.ts';
import { Guard } from './guard.ts';
import { linked, orderByManager } from './order.ts';
import { targetOf, type Surroundings, type WantedState } from './target.ts';
import {
  planVersion,
  userKey,
  type CreatedValues,
  type Plan,
  type PlanOptions,
  type Present,
  type StepAction,
  type UserStep,
  type WantedUser,
} from './types.ts';

/** What is to be done so that the users become as wanted. Users that are not listed are not touched. */
export function makePlan(wanted: readonly WantedUser[], present: Present, options: PlanOptions = {}): Plan {
  const problems = new Problems();
  const accepted = accept(wanted, present, options, problems);
  const targets = targetsOf(accepted, present, options, problems);
  const isNew = new Set(targets.filter(({ base }) => !base).map(({ key }) => key));
  const { ordered, late } = orderByManager(targets, ({ to, from }) => {
    const manager = to.manager === from.manager ? undefined : to.manager;
    return manager && isNew.has(userKey(manager)) ? userKey(manager) : undefined;
  });
  const guard = new Guard(present);
  const steps = [
    ...ordered.flatMap(target => guarded(target, stepsOf(target, late.has(target.key)), guard, problems)),
    ...ordered.filter(({ key }) => late.has(key)).flatMap(managerStep),
  ];
  const deletions = accepted
    .filter(({ wanted: { state } }) => state === 'absent')
    .flatMap(target => guarded(target, deletionOf(target), guard, problems));
  warnOfManagers(deletions, accepted, present, steps, problems);
  const all = [...steps, ...deletions];
  const unchanged = countUnchanged(wanted, all, problems);
  return {
    version: planVersion,
    steps: linked([...newGroups(all, present), ...all]),
    problems: problems.all,
    ...(unchanged > 0 && { unchanged }),
  };
}

/** Those for whom nothing is to be done and nothing is wrong. */
function countUnchanged(
  wanted: readonly WantedUser[],
  steps: readonly UserStep[],
  { all }: Problems,
): number {
  const concerned = new Set([...steps, ...all].map(({ user }) => userKey(user)));
  return new Set(wanted.map(({ id }) => userKey(id)).filter(key => !concerned.has(key))).size;
}

/** @param spoiled by `userKey`: who cannot be created as wanted, and so is nobody's manager either */
function targetsOf(
  accepted: readonly Accepted[],
  present: Present,
  options: PlanOptions,
  problems: Problems,
  spoiled: ReadonlySet<string> = new Set(),
): WantedState[] {
  const byKey = new Map(accepted.map(user => [user.key, user]));
  const { createGroups = false } = options;
  const byCase = new Map([...present.groups].map(group => [group.toLowerCase(), group]));
  const found = new Problems();
  const around: Surroundings = {
    present,
    problems: found,
    mayCreateGroup: group =>
      typeof createGroups === 'boolean' ? createGroups : createGroups.includes(group),
    similarGroup: group => byCase.get(group.toLowerCase()),
    fate: key => {
      const user = spoiled.has(key) ? undefined : byKey.get(key);
      return user?.wanted.state === 'absent' ? 'deleted' : (user ?? present.accounts.get(key));
    },
  };
  const wanted = accepted.filter(user => user.wanted.state !== 'absent');
  const targets = wanted.flatMap(user => targetOf(user, around) ?? []);
  const left = new Set(targets.map(({ key }) => key));
  const missing = new Set(wanted.map(({ key }) => key).filter(key => !left.has(key)));
  if (missing.size > spoiled.size) return targetsOf(accepted, present, options, problems, missing);
  problems.all.push(...found.all);
  return targets;
}

/** In the order of a save, but whoever is wiped is disabled first of all. */
function stepsOf({ wanted, base, id, from, to: whole }: WantedState, isLate: boolean): UserStep[] {
  const to = isLate ? { ...whole, manager: from.manager ?? '' } : whole;
  const creation = base ? undefined : creationOf(id, to, wanted.hasPassword ?? false);
  const start = creation ? { ...from, ...created(creation) } : from;
  const calls = planAccountCalls(start, to).map((call): UserStep => stepOf(id, call, start, !creation));
  const isSwitch = ({ kind }: UserStep) => kind === 'enable' || kind === 'disable';
  const extra = (kind: 'wipe' | 'welcome') => (wanted[kind] ? [{ kind, user: id } as const] : []);
  const ordered = wanted.wipe
    ? [...calls.filter(isSwitch), ...extra('wipe'), ...calls.filter(step => !isSwitch(step))]
    : calls;
  const reset = base ? resetOf(id, wanted) : [];
  return [...(creation ? [creation] : []), ...ordered, ...reset, ...extra('welcome')];
}

function resetOf(user: string, { resetSecondFactor: factor }: WantedUser): UserStep[] {
  const providers = factor && 'providers' in factor ? factor.providers : [];
  return providers.length > 0 ? [{ kind: 'resetSecondFactor', user, providers }] : [];
}

const createdFields = ['displayname', 'email', 'quota', 'language', 'manager'] as const;

/** One request with all that it can carry. */
function creationOf(
  user: string,
  to: WantedState['to'],
  hasPassword: boolean,
): Extract<StepAction, { kind: 'create' }> {
  const fresh = created({ kind: 'create', user, values: {}, hasPassword });
  const values: CreatedValues = Object.fromEntries(
    createdFields.flatMap(field => (to[field] && to[field] !== fresh[field] ? [[field, to[field]]] : [])),
  );
  if (to.groups?.length) values.groups = to.groups;
  if (to.subadmin?.length) values.subadmin = to.subadmin;
  return { kind: 'create', user, values, hasPassword };
}

function managerStep({ id, to, from, base }: WantedState): UserStep[] {
  const manager = to.manager ?? '';
  const old = base && { old: from.manager ?? '' };
  return [{ kind: 'change', user: id, changes: [{ field: 'manager', ...old, new: manager }] }];
}

function deletionOf({ wanted, id, base }: Accepted): UserStep[] {
  if (!base) return [];
  return [
    ...(wanted.wipe ? [{ kind: 'wipe', user: id } as const] : []),
    { kind: 'delete', user: id, before: base },
  ];
}

/** Without the steps that must not be. */
function guarded(
  { wanted, from, base }: Accepted & Partial<WantedState>,
  steps: UserStep[],
  guard: Guard,
  problems: Problems,
): UserStep[] {
  let account = base && (from ?? base);
  return steps.filter(step => {
    const passed = guard.pass(account, step);
    if (typeof passed === 'string') {
      const field = step.kind === 'leave' && step.group === adminGroup ? 'groups' : 'state';
      problems.add(passed, wanted, [], { field });
      return false;
    }
    account = passed.account;
    return true;
  });
}

/** Whoever loses a manager by a deletion and gets no other one. */
function warnOfManagers(
  deletions: readonly UserStep[],
  accepted: readonly Accepted[],
  present: Present,
  steps: readonly UserStep[],
  problems: Problems,
): void {
  const gone = new Map(
    deletions.filter(({ kind }) => kind === 'delete').map(({ user }) => [userKey(user), [] as string[]]),
  );
  if (gone.size === 0) return;
  for (const [key, { id, manager }] of applySteps(present, steps).accounts)
    if (manager && !gone.has(key)) gone.get(userKey(manager))?.push(id);
  for (const { key, wanted } of accepted) {
    const managed = gone.get(key) ?? [];
    if (managed.length > 0) problems.add('stillManages', wanted, [managed.join(', ')], { field: 'state' });
  }
}

/** Groups that steps need and that do not exist. */
function newGroups(steps: readonly UserStep[], { groups }: Present): StepAction[] {
  const needed = steps.flatMap(step => {
    if (step.kind === 'create') return [...(step.values.groups ?? []), ...(step.values.subadmin ?? [])];
    return step.kind === 'join' || step.kind === 'promote' ? [step.group] : [];
  });
  return [...new Set(needed)]
    .filter(group => !groups.has(group))
    .map(group => ({ kind: 'createGroup', group }));
}
