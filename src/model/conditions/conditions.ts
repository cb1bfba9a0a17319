import type { UserInfo } from '../../ocs/types.ts';
import { userTest } from '../table/filter/evaluate.ts';
import { parseFilter } from '../table/filter/parse.ts';
import type { FilterNode, FilterValue, Operator } from '../table/filter/types.ts';
import type { ColumnId } from '../table/types.ts';

/** What a condition compares with; `date` is `YYYY-MM-DD`, `percent` a number, the others are IDs and codes. */
interface ConditionValues {
  neverSignedIn: undefined;
  signedInBefore: string;
  inGroup: string;
  notInGroup: string;
  quotaUsedOver: number;
  disabled: undefined;
  disabledInGroups: undefined;
  noEmail: undefined;
  backend: string;
  manager: string;
  language: string;
  /** A line of the filter language without problems. */
  filter: string;
}

export type ConditionKind = keyof ConditionValues;

/** One thing that is true of a user, or not. */
export type SimpleCondition = {
  [K in ConditionKind]: ConditionValues[K] extends undefined
    ? { is: K }
    : { is: K; value: ConditionValues[K] };
}[ConditionKind];

/** Plain data, which survives JSON. No conditions under `all` are true of everybody, none under `any` of nobody. */
export type Condition =
  SimpleCondition | { all: readonly Condition[] } | { any: readonly Condition[] } | { not: Condition };

/**
 * Whether the condition is known to be true of a user. What a server does not send makes no condition true, and neither does
 * its opposite: a user is not “never signed in” because the date is missing.
 */
export function matcher(condition: Condition, now = new Date()): (user: UserInfo) => boolean {
  const test = userTest(nodeOf(condition), now);
  return user => test(user) === true;
}

/** The condition in the language of filters. */
function nodeOf(condition: Condition): FilterNode {
  if ('all' in condition) return { kind: 'and', nodes: condition.all.map(nodeOf), ...nowhere };
  if ('any' in condition) return { kind: 'or', nodes: condition.any.map(nodeOf), ...nowhere };
  if ('not' in condition) return not(nodeOf(condition.not));
  return simpleNode(condition);
}

const nowhere = { start: 0, end: 0 };
const not = (node: FilterNode): FilterNode => ({ kind: 'not', node, ...nowhere });

const is = (column: ColumnId, operator: Operator, value: FilterValue): FilterNode => ({
  kind: 'is',
  column,
  operator,
  values: [value],
  ...nowhere,
});

const empty = { is: 'empty' } as const;
const disabled = is('enabled', ':', { is: 'flag', flag: false });
const text = (value: string): FilterValue =>
  value === '' ? empty : { is: 'text', text: value, pattern: false };

function simpleNode(condition: SimpleCondition): FilterNode {
  switch (condition.is) {
    case 'neverSignedIn':
      return is('lastLogin', ':', empty);
    // Whoever has never signed in is found by the condition of that name.
    case 'signedInBefore':
      return is('lastLogin', '<', { is: 'date', text: condition.value });
    case 'inGroup':
      return is('groups', '=', text(condition.value));
    case 'notInGroup':
      return is('groups', '!=', text(condition.value));
    case 'quotaUsedOver':
      return is('usage', '>', { is: 'number', number: condition.value });
    case 'disabled':
      return disabled;
    case 'disabledInGroups':
      return { kind: 'and', nodes: [disabled, not(is('groups', ':', empty))], ...nowhere };
    case 'noEmail':
      return is('email', ':', empty);
    case 'backend':
      return is('backend', '=', text(condition.value));
    case 'manager':
      return is('manager', ':', text(condition.value));
    case 'language':
      return is('language', '=', text(condition.value));
    case 'filter':
      return parseFilter(condition.value).node;
  }
}
