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
  return simpleVerdict(user, condition);
}

function every(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes(false)) return false;
  return verdicts.includes(undefined) ? undefined : true;
}

const opposite = (verdict: Verdict): Verdict => (verdict === undefined ? undefined : !verdict);

function simpleVerdict(user: UserInfo, condition: SimpleCondition): Verdict {
  const { lastLogin, groups, enabled, quota, email } = user;
  switch (condition.is) {
    case 'neverSignedIn':
      return known(lastLogin, date => date === null);
    // Whoever has never signed in is found by the condition of that name.
    case 'signedInBefore':
      return known(lastLogin, date => date !== null && date < startOf(condition.value));
    case 'inGroup':
      return groups?.includes(condition.value);
    case 'notInGroup':
      return opposite(groups?.includes(condition.value));
    case 'quotaUsedOver':
      return usedOver(quota, condition.value);
    case 'disabled':
      return opposite(enabled);
    case 'disabledInGroups':
      return every([opposite(enabled), groups && groups.length > 0]);
    case 'noEmail':
      return known(email, address => address === '');
    case 'backend':
      return known(user.backend, backend => backend === condition.value);
    case 'manager':
      return known(user.manager, id => id.toLowerCase() === condition.value.toLowerCase());
    case 'language':
      return known(user.language, code => code === condition.value);
  }
}

/** What a test says of a value that the server sent. */
const known = <T>(value: T | undefined, test: (value: T) => boolean): Verdict =>
  value === undefined ? undefined : test(value);

/** Nobody with unlimited storage is over a share of it. */
function usedOver(quota: UserInfo['quota'], percent: number): Verdict {
  if (quota?.quota === undefined || quota.used === undefined) return undefined;
  return quota.quota !== 'none' && quota.used * 100 > quota.quota * percent;
}

/** A day begins at midnight where the reader is. */
const startOf = (date: string): Date => new Date(`${date}T00:00:00`);
