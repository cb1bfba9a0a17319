import type { ReviewedInstance } from '../instance.ts';
import type { ReviewRule } from '../types.ts';
import { accessRules } from './access.ts';
import { orderRules } from './order.ts';
import { peopleRules } from './people.ts';

const rules = { ...accessRules, ...peopleRules, ...orderRules };

export type RuleId = keyof typeof rules;

/** Everything that an instance is reviewed for. */
export const reviewRules: Readonly<Record<RuleId, ReviewRule<ReviewedInstance>>> = rules;
