import { lower } from '../../ocs/comparisons.ts';
import { namesIn } from '../../ocs/narrow.ts';
import type { AccountDocument } from '../account.ts';
import { afterAccountCall } from '../changes.ts';
import type { AccountCall } from '../changes.ts';
import { isUserStep, userKey, type PlanState, type StepAction, type UserStep } from './types.ts';

/** The state after the step. The given state is left as it is. */
export function applyStep<S extends PlanState>(state: S, step: StepAction): S {
  return applySteps(state, [step]);
}

/** The state after the steps, one after the other; much cheaper than each by itself. */
export function applySteps<S extends PlanState>(state: S, steps: Iterable<StepAction>): S {
  const [accounts, groups] = [new Map(state.accounts), new Set(state.groups)];
  for (const step of steps) {
    if (step.kind === 'createGroup') groups.add(step.group);
    else if (!isUserStep(step)) continue;
    else if (step.kind === 'delete') accounts.delete(userKey(step.user));
    else {
      const account = afterStep(accounts.get(userKey(step.user)), step);
      if (account) accounts.set(userKey(step.user), account);
    }
  }
  return { ...state, accounts, groups };
}

/** The user after a step; `undefined` where there is none. */
export function afterStep(account: AccountDocument | undefined, step: UserStep): AccountDocument | undefined {
  if (step.kind === 'create') return account ?? created(step);
  if (step.kind === 'delete') return undefined;
  return account && callsOf(step).reduce(afterAccountCall, account);
}

/**
 * Whether there is nothing left to do: the user is as after the step. What a document does not tell (a wipe, a welcome
 * email) never is; changes of fields are compared one by one elsewhere.
 */
export function isApplied(account: AccountDocument | undefined, step: UserStep): boolean {
  const has = (list: readonly string[] | undefined, item: string, wanted: boolean) =>
    list?.includes(item) === wanted;
  switch (step.kind) {
    case 'delete':
      return account === undefined;
    case 'join':
    case 'leave':
      return has(account?.groups, step.group, step.kind === 'join');
    case 'promote':
    case 'demote':
      return has(account?.subadmin, step.group, step.kind === 'promote');
    case 'addMail':
    case 'removeMail':
      return has(account?.additional_mail?.map(lower), lower(step.mail), step.kind === 'addMail');
    case 'enable':
    case 'disable':
      return account?.enabled === (step.kind === 'enable');
    default:
      return false;
  }
}

const calls = {
  join: 'addToGroup',
  leave: 'removeFromGroup',
  promote: 'promoteToSubadmin',
  demote: 'demoteFromSubadmin',
  addMail: 'addAdditionalMail',
  removeMail: 'removeAdditionalMail',
} as const;

/** The same in the words of a save, which knows what becomes of a document. */
function callsOf(step: UserStep): AccountCall[] {
  switch (step.kind) {
    case 'change': {
      const changes = step.changes.map(
        change =>
          [
            change.field,
            change.field === 'displayname' && change.new === '' ? step.user : change.new,
          ] as const,
      );
      return [{ kind: 'edit', changes: Object.fromEntries(changes) }];
    }
    case 'join':
    case 'leave':
    case 'promote':
    case 'demote':
      return [{ kind: calls[step.kind], item: step.group }];
    case 'addMail':
    case 'removeMail':
      return [{ kind: calls[step.kind], item: step.mail }];
    case 'enable':
    case 'disable':
      return [{ kind: step.kind }];
    default:
      return [];
  }
}

/** The step of a plan that a call of a save is; `old` values from the user's document `before` it. */
export function stepOf(user: string, call: AccountCall, before: AccountDocument, olds: boolean): UserStep {
  switch (call.kind) {
    case 'edit': {
      const changes = namesIn(call.changes).flatMap(field => {
        const value = call.changes[field];
        return value === undefined ? [] : [{ field, ...(olds && { old: wire(before[field]) }), new: value }];
      });
      return { kind: 'change', user, changes };
    }
    case 'enable':
    case 'disable':
      return { kind: call.kind, user };
    default: {
      const kind = kindOfCall[call.kind];
      return kind === 'addMail' || kind === 'removeMail'
        ? { kind, user, mail: call.item }
        : { kind, user, group: call.item };
    }
  }
}

const kindOfCall = {
  addToGroup: 'join',
  removeFromGroup: 'leave',
  promoteToSubadmin: 'promote',
  demoteFromSubadmin: 'demote',
  addAdditionalMail: 'addMail',
  removeAdditionalMail: 'removeMail',
} as const;

const wire = (value: string | boolean | undefined): string =>
  typeof value === 'boolean' ? (value ? '1' : '0') : (value ?? '');

/** The document of a user who was created by this step. */
export function created({ user, values }: Extract<StepAction, { kind: 'create' }>): AccountDocument {
  return {
    id: user,
    displayname: values.displayname ?? user,
    email: values.email ?? '',
    quota: values.quota === undefined || values.quota === 'default' ? 'none' : values.quota,
    groups: values.groups ?? [],
    subadmin: values.subadmin ?? [],
    enabled: true,
    manager: values.manager ?? '',
    ...(values.language !== undefined && { language: values.language }),
  };
}
