import * as l10n from '@vscode/l10n';
import type { AccountFieldName } from './account.ts';
import { accountTable } from './accountFields.ts';
import type { AccountControl } from './accountFields.ts';
import type { DocumentValue } from './document.ts';
import { parseQuota } from './quota.ts';
import type { QuotaProblem } from './quota.ts';

/**
 * Finds what a server would refuse or silently misread (see "User provisioning API") while it is typed. Gives a
 * sentence, or `undefined` where the value may be tried. An empty text clears a field.
 */
type TextCheck = (text: string) => string | undefined;

export const mailProblem: TextCheck = text =>
  /^[^\s@<>(),;:\\"[\]]+@[^\s@<>(),;:\\"[\]]+$/u.test(text)
    ? undefined
    : l10n.t('Enter an email address such as name@example.com.');

const quotaProblems: Record<QuotaProblem, () => string> = {
  empty: () => l10n.t('Enter a size such as 5 GB, none or default.'),
  negative: () => l10n.t('A quota cannot be negative. For unlimited storage, enter none.'),
  unit: () => l10n.t('Use the units B, KB, MB, GB, TB or PB. 1 GB is 1024 MB.'),
  number: () => l10n.t('Enter a size such as 5 GB or 1.5 GB (with a decimal point), none or default.'),
  tooLarge: () => l10n.t('This size is too large. For unlimited storage, enter none.'),
};

const quotaProblem: TextCheck = text => {
  const parsed = parseQuota(text);
  return 'problem' in parsed ? quotaProblems[parsed.problem]() : undefined;
};

const phoneProblem: TextCheck = text =>
  /^\+?[\d\s()/.-]{3,}$/.test(text)
    ? undefined
    : l10n.t('Enter digits, with a country code such as +49 in front.');

const urlProblem: TextCheck = text =>
  /^https?:\/\/[^\s/]+/i.test(text)
    ? undefined
    : l10n.t('Enter a full address that starts with https:// or http://.');

const codeProblem: TextCheck = text =>
  /^[A-Za-z]{2,3}([_-][A-Za-z0-9]+)*(@\w+)?$/.test(text)
    ? undefined
    : l10n.t('Enter a code such as de, en_GB or pt_BR.');

const timezoneProblem: TextCheck = text => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return undefined;
  } catch {
    return l10n.t('Enter the name of a time zone such as Europe/Berlin.');
  }
};

const unlessEmpty =
  (check: TextCheck): TextCheck =>
  text =>
    text === '' ? undefined : check(text);

/** What is checked of a text, or of each item of a list; `undefined`: anything goes. */
const checks: Record<AccountControl, TextCheck | undefined> = {
  text: undefined,
  multiline: undefined,
  email: unlessEmpty(mailProblem),
  emails: mailProblem,
  phone: unlessEmpty(phoneProblem),
  url: unlessEmpty(urlProblem),
  quota: quotaProblem,
  language: unlessEmpty(codeProblem),
  locale: unlessEmpty(codeProblem),
  timezone: unlessEmpty(timezoneProblem),
  user: undefined,
  flag: undefined,
  groups: undefined,
};

/** What is wrong with the value of a field, in a sentence: with that of a list, about its first wrong item. */
export function fieldProblem(name: AccountFieldName, value: DocumentValue | undefined): string | undefined {
  const check = Object.hasOwn(accountTable, name) ? checks[accountTable[name].control] : undefined;
  if (!check || value === undefined || typeof value === 'boolean') return undefined;
  return [value]
    .flat()
    .map(check)
    .find(problem => problem !== undefined);
}
