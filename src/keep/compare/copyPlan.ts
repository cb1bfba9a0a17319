import type { AccountDocument, AccountFieldName } from '../../model/account.ts';
import { isGroupId } from '../../model/plan/lists.ts';
import { merged } from '../../model/plan/merged.ts';
import { linked } from '../../model/plan/order.ts';
import { makePlan } from '../../model/plan/plan.ts';
import { userKey } from '../../model/plan/types.ts';
import type { Plan, Present, ServerStep, StepAction, WantedUser } from '../../model/plan/types.ts';
import { namesIn } from '../../ocs/narrow.ts';
import type { InstanceState } from '../instance/state.ts';
import { switchOf, type Difference } from './differences.ts';

/** Why nothing is planned for a difference. */
export type LeftOutReason = 'deletionNotAsked' | 'groupsAreKept' | 'invalidGroup';

export interface CopyOptions {
  /** The side whose values the other one, the target, is to get. */
  from: 'left' | 'right';
  /** What that side has, in the words of the target. */
  source: InstanceState;
  /** The target as it is. */
  present: Present;
  /** Whether users are deleted whom the source does not have; not unless told. */
  deletions?: boolean;
  /** Whether there is a password for a user who is to be created; nobody's unless told. */
  hasPassword?: ((id: string) => boolean) | undefined;
}

export interface CopyPlan {
  plan: Plan;
  leftOut: { difference: Difference; reason: LeftOutReason }[];
}

/**
 * What makes the chosen differences disappear on the target, and nothing else. Groups come before their members, then
 * users, apps, and settings.
 */
export function copyPlan(chosen: readonly Difference[], options: CopyOptions): CopyPlan {
  const { present } = options;
  const copies = chosen.map(difference => copyOf(difference, options));
  const creations = copies.flatMap(({ step }) => (step?.kind === 'createGroup' ? [step] : []));
  // For the plan of the users they are there already: they were chosen, whatever else is called alike.
  const groups = new Set([...present.groups, ...creations.map(({ group }) => group)]);
  const plan = makePlan(wantedUsers(copies, options), { ...present, groups });
  const others = (kinds: readonly ServerStep['kind'][]) =>
    copies.flatMap(({ step }) => (step && kinds.includes(step.kind) ? [step] : []));
  const actions: StepAction[] = [
    ...creations.filter(({ group }) => !present.groups.has(group)),
    ...others(['renameGroup']),
    ...plan.steps,
    ...others(['switchApp', 'configure']),
  ];
  return {
    plan: { ...plan, steps: linked(actions) },
    leftOut: copies.flatMap(({ difference, reason }) => (reason ? [{ difference, reason }] : [])),
  };
}

/** What becomes of a difference: a step for the server, something wanted of a user, or nothing for a reason. */
interface Copy {
  difference: Difference;
  step?: ServerStep;
  wanted?: WantedUser;
  reason?: LeftOutReason;
}

function copyOf(difference: Difference, options: CopyOptions): Copy {
  return { difference, ...rules[difference.kind](difference, options) };
}

type Rule = (difference: Difference, options: CopyOptions) => Omit<Copy, 'difference'>;

const rules: Record<Difference['kind'], Rule> = {
  group: copyGroup,
  app: (difference, options) => {
    const { wanted, old } = valuesOf(difference, options);
    const switches = { old: switchOf(old), new: switchOf(wanted) };
    return { step: { kind: 'switchApp', app: difference.subject, ...switches } };
  },
  setting: ({ subject: app, field: key, ...difference }, options) => {
    const { wanted, old } = valuesOf(difference, options);
    const values = {
      ...(typeof old === 'string' && { old }),
      ...(typeof wanted === 'string' && { new: wanted }),
    };
    return { step: { kind: 'configure', app, key, ...values } };
  },
  user: copyUser,
};

function valuesOf({ left, right }: Pick<Difference, 'left' | 'right'>, { from }: Pick<CopyOptions, 'from'>) {
  return from === 'left' ? { wanted: left, old: right } : { wanted: right, old: left };
}

function copyGroup(difference: Difference, options: CopyOptions): Omit<Copy, 'difference'> {
  const { subject: group, field } = difference;
  const { wanted, old } = valuesOf(difference, options);
  if (field !== '')
    return { step: { kind: 'renameGroup', group, old: String(old ?? group), new: String(wanted ?? group) } };
  if (wanted === undefined) return { reason: 'groupsAreKept' };
  if (!isGroupId(group)) return { reason: 'invalidGroup' };
  const { displayname = group } = options.source.groups.get(group) ?? {};
  return { step: { kind: 'createGroup', group, ...(displayname !== group && { displayname }) } };
}

function copyUser(difference: Difference, options: CopyOptions): Omit<Copy, 'difference'> {
  const { subject: id, field, item } = difference;
  const { wanted } = valuesOf(difference, options);
  if (field === '') {
    if (wanted !== undefined) return { wanted: newUser(id, options) };
    return options.deletions ? { wanted: { id, state: 'absent' } } : { reason: 'deletionNotAsked' };
  }
  if (item === undefined) return { wanted: { id, [field]: wanted } };
  return { wanted: { id, [field]: wanted ? { add: [item] } : { remove: [item] } } };
}

/** With the fields that the target knows: those in the record of whoever is signed in. */
function newUser(id: string, { source, present, hasPassword }: CopyOptions): WantedUser {
  const document: AccountDocument = source.users.get(userKey(id)) ?? { id };
  const known = present.accounts.get(userKey(present.me));
  const isKnown = (name: AccountFieldName) => !known || known[name] !== undefined;
  const values = namesIn(document).filter(name => name === 'id' || isKnown(name));
  const wanted = Object.fromEntries(values.map(name => [name, document[name]] as const));
  return { ...wanted, id: document.id, ...(hasPassword?.(id) && { hasPassword: true }) };
}

/** One entry a user, whatever is wanted of them. */
function wantedUsers(copies: readonly Copy[], { present }: CopyOptions): WantedUser[] {
  const users = new Map<string, WantedUser>();
  for (const { wanted } of copies) {
    if (!wanted) continue;
    const key = userKey(wanted.id);
    users.set(key, merged(users.get(key) ?? { id: present.accounts.get(key)?.id ?? wanted.id }, wanted));
  }
  return [...users.values()];
}
