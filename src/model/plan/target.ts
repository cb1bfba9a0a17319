import { plainFieldNames } from '../account.ts';
import type { AccountDocument, PlainFieldName } from '../account.ts';
import { fieldProblem } from '../checks.ts';
import type { Accepted, Problems } from './accepted.ts';
import { created } from './apply.ts';
import { isSame, sentValue } from './equal.ts';
import { targetLists, type GroupRules } from './lists.ts';
import { userKey, type Present } from './types.ts';

/** What a target depends on beside its user. */
export interface Surroundings extends GroupRules {
  present: Present;
  problems: Problems;
  /** By `userKey`: the ID of everybody who is there when the plan has been applied, or `deleted`. */
  fate: (key: string) => { id: string } | 'deleted' | undefined;
}

export interface WantedState extends Accepted {
  /** The user before the plan; for a user to be created, as created with nothing but the ID. */
  from: AccountDocument;
  /** The user as wanted. */
  to: AccountDocument;
}

/** What the user shall be like. Values that cannot be had are left out; `undefined` where the user cannot be created so. */
export function targetOf(accepted: Accepted, around: Surroundings): WantedState | undefined {
  const { wanted, base, id } = accepted;
  const from = base ?? created({ kind: 'create', user: id, values: {}, hasPassword: false });
  const before = around.problems.all.length;
  const values = plainFieldNames.flatMap(field => {
    const value = targetValue(field, accepted, from, around);
    return value === undefined ? [] : [[field, value] as const];
  });
  const { resetSecondFactor: factor } = wanted;
  if (factor && 'unknown' in factor)
    around.problems.add('secondFactorUnknown', wanted, [factor.unknown], { field: 'secondFactor' });
  const isSpoiled = around.problems.all.slice(before).some(({ blocks }) => blocks);
  if (isSpoiled) return undefined;
  const lists = targetLists(accepted, from, around);
  if (!lists) return undefined;
  const enabled = wanted.state === undefined ? wanted.enabled : wanted.state === 'present';
  const to = {
    ...from,
    ...(Object.fromEntries(values) as Partial<AccountDocument>),
    ...lists,
    ...(enabled !== undefined && { enabled: targetSwitch(enabled, accepted, from, around) }),
  };
  return { ...accepted, from, to };
}

/** The value to be written, where there is one. */
function targetValue(
  field: PlainFieldName,
  { wanted, base, key, id }: Accepted,
  from: AccountDocument,
  around: Surroundings,
): string | boolean | undefined {
  const value = field === 'manager' ? managerOf(wanted.manager, key, wanted, around) : wanted[field];
  if (value === undefined || isSame(field, from[field], sentValue(field, value), id)) return undefined;
  const { problems, present } = around;
  const lock = present.locks.get(key)?.fields[field];
  if (lock !== undefined) problems.add('locked', wanted, [field], { field });
  else if (base && base[field] === undefined) problems.add('unknownField', wanted, [field], { field });
  else {
    const reason = typeof value === 'string' ? fieldProblem(field, value.trim()) : undefined;
    if (reason === undefined) return typeof value === 'string' ? sentValue(field, value) : value;
    // Servers create a user before they look at the values.
    problems.add('invalidValue', wanted, [field, reason], { field, blocks: !base });
  }
  return undefined;
}

/** The manager's ID as the server writes it. */
function managerOf(
  manager: string | undefined,
  key: string,
  wanted: Accepted['wanted'],
  { fate, problems }: Surroundings,
): string | undefined {
  const name = manager?.trim();
  if (name === undefined || name === '') return name;
  const about = { field: 'manager' };
  const found = fate(userKey(name));
  if (userKey(name) === key) problems.add('ownManager', wanted, [], about);
  else if (found === undefined) problems.add('unknownManager', wanted, [name], about);
  else if (found === 'deleted') problems.add('managerDeleted', wanted, [name], about);
  else return found.id;
  return undefined;
}

function targetSwitch(
  enabled: boolean,
  { wanted, key }: Accepted,
  from: AccountDocument,
  { present, problems }: Surroundings,
): boolean {
  const lock = present.locks.get(key)?.fields.enabled;
  if (from.enabled === enabled || lock === undefined || lock === 'oneself') return enabled;
  problems.add('locked', wanted, ['enabled'], { field: 'enabled' });
  return from.enabled ?? enabled;
}
