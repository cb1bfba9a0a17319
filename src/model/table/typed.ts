import * as l10n from '@vscode/l10n';
import { accountTable } from '../accountFields.ts';
import type { AccountFieldName } from '../account.ts';
import type { AccountControl } from '../accountFields.ts';
import { fieldProblem } from '../checks.ts';
import type { DocumentValue } from '../document.ts';
import { changeItem } from '../lists.ts';
import { parseList } from '../tables/lists.ts';
import { parseFlag, parseLanguage, parseTableQuota } from '../tables/values.ts';

/** What a text means as the value of a field, or why it cannot be. */
export type TypedValue = { value: DocumentValue } | { problem: string };

type TextReader = (text: string, field: AccountFieldName, current: DocumentValue | null) => TypedValue;

const asText: TextReader = text => ({ value: text.trim() });

const asFlag: TextReader = text => {
  const flag = parseFlag(text);
  return flag === undefined ? { problem: l10n.t('Enter yes or no.') } : { value: flag };
};

const asQuota: TextReader = text => {
  const quota = parseTableQuota(text);
  if ('text' in quota) return { value: quota.text };
  return quota.problem === 'ambiguous'
    ? { problem: l10n.t('This can be read in two ways. Enter the size without separating thousands.') }
    : { value: text.trim() };
};

/** The whole list, or what is to be added and removed: `+crew;-guests`. */
const asList: TextReader = (text, _field, current) => {
  const list = parseList(text);
  if (Array.isArray(list)) return { value: list };
  if ('problem' in list)
    return {
      problem:
        list.problem === 'mixedList'
          ? l10n.t('Either all items begin with + or -, or none does.')
          : l10n.t('“{0}” is both added and removed.', list.item),
    };
  if (!Array.isArray(current)) return { problem: l10n.t('The present list is not known. Enter all of it.') };
  const added = list.add.reduce((items, item) => changeItem(true, items, item), current);
  return { value: list.remove.reduce((items, item) => changeItem(false, items, item), added) };
};

const readers: Record<AccountControl, TextReader> = {
  text: asText,
  multiline: text => ({ value: text }),
  email: asText,
  emails: asList,
  phone: asText,
  url: asText,
  quota: asQuota,
  language: text => ({ value: parseLanguage(text) ?? text.trim() }),
  locale: asText,
  timezone: asText,
  user: asText,
  flag: asFlag,
  groups: asList,
};

/** Reads what was typed or pasted into a cell, and checks it. @param current the value that is shown now */
export function typedValue(
  field: AccountFieldName,
  text: string,
  current: DocumentValue | null = null,
): TypedValue {
  const typed = readers[accountTable[field].control](text, field, current);
  const problem = 'value' in typed ? fieldProblem(field, typed.value) : undefined;
  return problem === undefined ? typed : { problem };
}
