import type { UserInfo } from '../../ocs/types.ts';

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

/** Whether a condition is true of a user; `undefined` where the server does not say enough. */
type Verdict = boolean | undefined;

/**
 * Whether the condition is known to be true of the user. What a server does not send makes no condition true, and neither
 * does its opposite: a user is not “never signed in” because the date is missing.
 */
export const matches = (user: UserInfo, condition: Condition): boolean => verdictOf(user, condition) === true;

function verdictOf(user: UserInfo, condition: Condition): Verdict {
  if ('all' in condition) return every(condition.all.map(one => verdictOf(user, one)));
  if ('any' in condition) return opposite(every(condition.any.map(one => opposite(verdictOf(user, one)))));
  if ('not' in condition) return opposite(verdictOf(user, condition.not));
  const test = tests[condition.is] as (user: UserInfo, value: unknown) => Verdict;
  return test(user, 'value' in condition ? condition.value : undefined);
}

function every(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes(false)) return false;
  return verdicts.includes(undefined) ? undefined : true;
}

const opposite = (verdict: Verdict): Verdict => (verdict === undefined ? undefined : !verdict);

const tests: { [K in ConditionKind]: (user: UserInfo, value: ConditionValues[K]) => Verdict } = {
  neverSignedIn: ({ lastLogin }) => (lastLogin === undefined ? undefined : lastLogin === null),
  // Whoever has never signed in is found by the condition of that name.
  signedInBefore: ({ lastLogin }, date) =>
    lastLogin === undefined ? undefined : lastLogin !== null && lastLogin < startOf(date),
  inGroup: ({ groups }, group) => groups?.includes(group),
  notInGroup: ({ groups }, group) => opposite(groups?.includes(group)),
  quotaUsedOver: ({ quota }, percent) => usedOver(quota, percent),
  disabled: ({ enabled }) => opposite(enabled),
  disabledInGroups: ({ enabled, groups }) => every([opposite(enabled), groups && groups.length > 0]),
  noEmail: ({ email }) => (email === undefined ? undefined : email === ''),
  backend: (user, backend) => (user.backend === undefined ? undefined : user.backend === backend),
  manager: (user, manager) =>
    user.manager === undefined ? undefined : user.manager.toLowerCase() === manager.toLowerCase(),
  language: (user, language) => (user.language === undefined ? undefined : user.language === language),
};

/** Nobody with unlimited storage is over a share of it. */
function usedOver(quota: UserInfo['quota'], percent: number): Verdict {
  if (quota?.quota === undefined || quota.used === undefined) return undefined;
  return quota.quota !== 'none' && quota.used * 100 > quota.quota * percent;
}

/** A day begins at midnight where the reader is. */
const startOf = (date: string): Date => new Date(`${date}T00:00:00`);
