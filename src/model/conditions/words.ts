import * as l10n from '@vscode/l10n';
import { columnsIn } from '../table/filter/nodes.ts';
import { parseFilter } from '../table/filter/parse.ts';
import type { ConditionKind, SimpleCondition } from './conditions.ts';

/** What the value of a condition is, and so how it is asked for. */
export type ValueKind = 'date' | 'group' | 'percent' | 'backend' | 'user' | 'language' | 'filter';

interface Words {
  /** What is offered: “In Group…”. */
  title: () => string;
  /** What it says with its value: “in group “crew””. */
  text: (value: string) => string;
  value?: ValueKind;
}

/** How each condition is called, in the order in which they are offered. */
export const conditionWords: Readonly<Record<ConditionKind, Words>> = {
  neverSignedIn: {
    title: () => l10n.t('Never Signed In'),
    text: () => l10n.t('never signed in'),
  },
  signedInBefore: {
    title: () => l10n.t('Last Sign-In Before…'),
    text: date => l10n.t('last sign-in before {0}', date),
    value: 'date',
  },
  inGroup: {
    title: () => l10n.t('In Group…'),
    text: group => l10n.t('in the group “{0}”', group),
    value: 'group',
  },
  notInGroup: {
    title: () => l10n.t('Not in Group…'),
    text: group => l10n.t('not in the group “{0}”', group),
    value: 'group',
  },
  quotaUsedOver: {
    title: () => l10n.t('Quota Used Over…'),
    text: percent => l10n.t('more than {0}% of the quota used', percent),
    value: 'percent',
  },
  disabled: {
    title: () => l10n.t({ message: 'Disabled', comment: ['users'] }),
    text: () => l10n.t('disabled'),
  },
  disabledInGroups: {
    title: () => l10n.t('Disabled and Still in Groups'),
    text: () => l10n.t('disabled and still in groups'),
  },
  noEmail: {
    title: () => l10n.t('No Email Address'),
    text: () => l10n.t('no email address'),
  },
  backend: {
    title: () => l10n.t('Backend…'),
    text: backend => l10n.t('backend “{0}”', backend),
    value: 'backend',
  },
  manager: {
    title: () => l10n.t('Manager…'),
    text: manager => (manager ? l10n.t('manager “{0}”', manager) : l10n.t('no manager')),
    value: 'user',
  },
  language: {
    title: () => l10n.t('Language…'),
    text: language => l10n.t('language “{0}”', language),
    value: 'language',
  },
  filter: {
    title: () => l10n.t('Filter…'),
    text: filter => l10n.t('filter: {0}', filter),
    value: 'filter',
  },
};

/** A condition in words, for rows and titles. */
export const conditionText = (condition: SimpleCondition): string =>
  conditionWords[condition.is].text('value' in condition ? String(condition.value) : '');

/** What is wrong with the text typed for a value; `undefined` where it can be used. */
export function valueProblem(kind: ValueKind, text: string): string | undefined {
  if (kind === 'date' && !isDate(text)) return l10n.t('Enter a date such as 2026-01-31.');
  if (kind === 'percent' && !/^\d{1,4}(\.\d+)?$/.test(text)) return l10n.t('Enter a number such as 90.');
  return kind === 'filter' ? filterProblem(text) : undefined;
}

function filterProblem(text: string): string | undefined {
  if (text.trim() === '') return l10n.t('Enter a filter such as group:sales -group:alumni enabled.');
  const { node, problems } = parseFilter(text);
  if (columnsIn(node).includes('secondFactor'))
    return l10n.t('Second factors are known in the table of users only. Filter and select users there.');
  const [problem] = problems;
  const [suggestion] = problem?.suggestions ?? [];
  if (!problem || suggestion === undefined) return problem?.message;
  return l10n.t('{0} Did you mean “{1}”?', problem.message, suggestion);
}

/** A condition with the value that was typed or picked for it. */
export function conditionOf(is: ConditionKind, text: string): SimpleCondition {
  switch (is) {
    case 'neverSignedIn':
    case 'disabled':
    case 'disabledInGroups':
    case 'noEmail':
      return { is };
    case 'quotaUsedOver':
      return { is, value: Number(text) };
    default:
      return { is, value: text };
  }
}

/** Also refuses the 31st of February, which `Date` takes for a day in March. */
function isDate(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return time !== undefined && !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text);
}
