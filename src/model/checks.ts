import type { AccountFieldName, FieldKind } from './account.ts';
import { accountFields } from './account.ts';
import type { DocumentValue } from './document.ts';
import { parseQuota } from './quota.ts';

/**
 * What a server would refuse, or misread without a word (see "User provisioning API"), found while typing. Each
 * check gives a sentence, or `undefined` when the value may be tried. An empty text clears a field.
 */
type Check = (text: string) => string | undefined;

export const mailProblem: Check = text =>
  /^[^\s@<>(),;:\\"[\]]+@[^\s@<>(),;:\\"[\]]+$/u.test(text) ? undefined : 'This is not an e-mail address.';

const quotaProblems = {
  empty: 'Say a size such as 5 GB, none or default.',
  negative: 'A quota cannot be negative. Unlimited is none.',
  unit: 'Units are B, KB, MB, GB, TB and PB; 1 GB is 1024 MB.',
  number: 'Write a size such as 5 GB or 1.5 GB, with a point, or none or default.',
  tooLarge: 'This is more than a quota can be. Unlimited is none.',
};

const quotaProblem: Check = text => {
  const parsed = parseQuota(text);
  return 'problem' in parsed ? quotaProblems[parsed.problem] : undefined;
};

const phoneProblem: Check = text =>
  /^\+?[\d\s()/.-]{3,}$/.test(text)
    ? undefined
    : 'A phone number has digits, and a country code such as +49.';

const urlProblem: Check = text =>
  /^https?:\/\/[^\s/]+/i.test(text) ? undefined : 'A website begins with https:// or http://.';

const codeProblem: Check = text =>
  /^[A-Za-z]{2,3}([_-][A-Za-z0-9]+)*(@\w+)?$/.test(text)
    ? undefined
    : 'This is not a code such as de, en_GB or pt_BR.';

const timezoneProblem: Check = text => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return undefined;
  } catch {
    return 'This is not a time zone such as Europe/Berlin.';
  }
};

const checks: Partial<Record<FieldKind, Check>> = {
  email: mailProblem,
  phone: phoneProblem,
  url: urlProblem,
  language: codeProblem,
  locale: codeProblem,
  timezone: timezoneProblem,
};

const kinds = new Map(accountFields.map(({ name, kind }) => [name, kind]));

/** What is wrong with a field's value; lists are checked item by item. */
export function fieldProblem(name: AccountFieldName, value: DocumentValue | undefined): string | undefined {
  const kind = kinds.get(name);
  if (kind === 'quota' && typeof value === 'string') return quotaProblem(value);
  if (kind === 'emails' && Array.isArray(value))
    return value.map(mailProblem).find(problem => problem !== undefined);
  if (kind === undefined || typeof value !== 'string' || value === '') return undefined;
  return checks[kind]?.(value);
}
