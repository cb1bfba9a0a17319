import { lower } from '../../ocs/comparisons.ts';
import { rowOf } from '../../ocs/editableFields.ts';
import { accountFields, isPlainField } from '../account.ts';
import type { AccountDocument, AccountFieldName, AccountValues, PlainFieldName } from '../account.ts';
import { parseQuota } from '../quota.ts';

/** As the field is sent: flags as "1" and "0", a quota in its canonical form. */
export function sentValue(field: PlainFieldName, value: string | boolean): string {
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (field !== 'quota') return value.trim();
  const parsed = parseQuota(value);
  return 'text' in parsed ? parsed.text : value;
}

/** Whether a user who has `stored` in the field has what was asked for as `sent`. */
export function isSame(
  field: PlainFieldName,
  stored: string | boolean | undefined,
  sent: string,
  id: string,
): boolean {
  const has = sentValue(field, stored ?? '');
  if (field === 'quota') return has === sent || asStored(has) === asStored(sent);
  // An empty display name resets it to the ID.
  if (field === 'displayname') return has === (sent || id);
  const normal = rowOf(field).normal ?? (text => text);
  return normal(has) === normal(sent);
}

/** What servers make of a quota: bytes of a size with one decimal, whole kilobytes below 1 MB; -1 for no limit. */
function asStored(quota: string): number {
  const parsed = parseQuota(quota);
  if ('problem' in parsed) return NaN;
  if (parsed.bytes === undefined) return -1;
  if (parsed.bytes < 1024) return parsed.bytes;
  let [size, unit] = [Math.round(parsed.bytes / 1024), 1024];
  while (size >= 1024 && unit < 1024 ** 5) [size, unit] = [Math.round((size / 1024) * 10) / 10, unit * 1024];
  return Math.round(size * unit);
}

/** The names of the fields in which two documents of one user differ. A field that either lacks is not compared. */
export function differences(one: AccountDocument, other: AccountDocument): AccountFieldName[] {
  return accountFields.flatMap(({ name }) => {
    const [a, b] = [one[name], other[name]];
    if (a === undefined || b === undefined) return [];
    return isSameValue(name, a, b, one.id) ? [] : [name];
  });
}

type Value = AccountValues[AccountFieldName];

function isSameValue(name: AccountFieldName, a: Value, b: Value, id: string): boolean {
  if (Array.isArray(a) || Array.isArray(b))
    return Array.isArray(a) && Array.isArray(b) && isSameList(name, a, b);
  return isPlainField(name) ? isSame(name, a, sentValue(name, b), id) : a === b;
}

/** IDs of groups are told apart by case, addresses are not. */
function isSameList(name: AccountFieldName, a: readonly string[], b: readonly string[]): boolean {
  const normal = name === 'additional_mail' ? lower : (text: string) => text;
  const items = new Set(a.map(normal));
  return items.size === new Set(b.map(normal)).size && b.every(item => items.has(normal(item)));
}
