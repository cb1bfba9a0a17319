import { adminGroup } from '../../ocs/adminGroup.ts';
import type { AccountDocument } from '../account.ts';
import { mailProblem } from '../checks.ts';
import type { Accepted, Problems } from './accepted.ts';
import type { Present, WantedList } from './types.ts';

/** What decides over memberships. */
export interface GroupRules {
  present: Present;
  problems: Problems;
  mayCreateGroup: (group: string) => boolean;
  /** An existing group whose ID differs by case only. */
  similarGroup: (group: string) => string | undefined;
}

type ListName = 'groups' | 'subadmin' | 'additional_mail';
const listNames: readonly ListName[] = ['groups', 'subadmin', 'additional_mail'];

/** The lists as they shall be; `undefined` where a user cannot be created with them. */
export function targetLists(
  accepted: Accepted,
  from: AccountDocument,
  rules: GroupRules,
): Partial<AccountDocument> | undefined {
  const lists = listNames.flatMap(name => {
    const list = targetList(name, accepted, from, rules);
    return list ? [[name, list] as const] : [];
  });
  const target: Partial<AccountDocument> = Object.fromEntries(lists);
  const { present, problems } = rules;
  if (present.role !== 'subadmin') return target;
  const mine = (target.groups ?? from.groups ?? []).filter(group => present.groups.has(group));
  if (mine.length > 0) return target;
  if (!accepted.base) {
    problems.add('groupNeeded', accepted.wanted, [], { field: 'groups', blocks: true });
    return undefined;
  }
  const last = from.groups?.at(-1);
  if (last === undefined) return target;
  problems.add('lastGroup', accepted.wanted, [last], { field: 'groups' });
  return { ...target, groups: [...(target.groups ?? []), last] };
}

function targetList(
  name: ListName,
  { wanted, base, key }: Accepted,
  from: AccountDocument,
  rules: GroupRules,
): string[] | undefined {
  const given = wanted[name];
  if (given === undefined) return undefined;
  const { present, problems } = rules;
  const before = from[name] ?? [];
  const normal = name === 'additional_mail' ? (item: string) => item.trim().toLowerCase() : identity;
  const { add, remove, clash } = changesOf(given, before, normal);
  if (add.length === 0 && remove.length === 0) return undefined;
  const about = { field: name };
  const isForbidden =
    name === 'subadmin' && !base && present.role !== 'admin' && present.role !== 'delegated';
  if (clash) problems.add('contradiction', wanted, [name], about);
  else if (isForbidden || present.locks.get(key)?.fields[name] !== undefined)
    problems.add('locked', wanted, [name], about);
  else if (base && base[name] === undefined) problems.add('unknownField', wanted, [name], about);
  else {
    const may = (item: string, adds: boolean) => mayChange(name, item, adds, wanted, rules);
    const removed = new Set(remove.filter(item => may(item, false)));
    return [...before.filter(item => !removed.has(item)), ...add.filter(item => may(item, true))];
  }
  return undefined;
}

/** What is to be added and removed; items to be removed are written as they are. */
function changesOf(
  wanted: WantedList,
  before: readonly string[],
  normal: (item: string) => string,
): { add: string[]; remove: string[]; clash: boolean } {
  const has = new Set(before.map(normal));
  const isReplacement = isList(wanted);
  const { add = [], remove = [] }: ListChanges = isList(wanted) ? { add: wanted } : wanted;
  const [adds, removes] = [new Set(add.map(normal)), new Set(remove.map(normal))];
  const goes = (item: string) => (isReplacement ? !adds.has(normal(item)) : removes.has(normal(item)));
  const unique = new Map(add.map(item => [normal(item), item.trim()]));
  return {
    add: [...unique].flatMap(([key, item]) => (has.has(key) ? [] : [item])),
    remove: before.filter(goes),
    clash: [...adds].some(item => removes.has(item)),
  };
}

type ListChanges = Exclude<WantedList, readonly string[]>;

const isList = (wanted: WantedList): wanted is readonly string[] => Array.isArray(wanted);

function mayChange(
  name: ListName,
  item: string,
  adds: boolean,
  wanted: Accepted['wanted'],
  rules: GroupRules,
): boolean {
  const { present, problems } = rules;
  const refuse = (code: Parameters<Problems['add']>[0], ...values: string[]) => {
    problems.add(code, wanted, values, { field: name });
    return false;
  };
  if (name === 'additional_mail') {
    const reason = adds ? mailProblem(item) : undefined;
    return reason === undefined || refuse('invalidValue', name, reason);
  }
  if (name === 'subadmin' && adds && item === adminGroup) return refuse('adminGroup');
  if (name === 'groups' && present.fixedGroups.get(item)?.[adds ? 'add' : 'remove'])
    return refuse('fixedGroup', item);
  if (!adds || present.groups.has(item)) return true;
  const similar = rules.similarGroup(item);
  if (similar !== undefined) return refuse('similarGroup', item, similar);
  if (!rules.mayCreateGroup(item) || present.role === 'subadmin') return refuse('unknownGroup', item);
  return isGroupId(item) || refuse('invalidGroup', item);
}

/** Longer ones are stored as a hash that the server does not tell. */
export const isGroupId = (id: string): boolean => id !== '' && id !== '0' && !/^[^]{65}/u.test(id);

const identity = (text: string): string => text.trim();
