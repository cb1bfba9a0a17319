import { namesIn } from '../ocs/narrow.ts';
import { plainFieldNames } from './account.ts';
import type { AccountDocument, AccountValues, PlainFieldName } from './account.ts';
import { accountTable } from './accountFields.ts';
import { changeItem, itemsToChange } from './lists.ts';
import { parseQuota } from './quota.ts';

/** The calls that change one item of a list, under the names of the client's methods, and what each does to which field. */
const listCalls = {
  addAdditionalMail: { field: 'additional_mail', adds: true },
  removeAdditionalMail: { field: 'additional_mail', adds: false },
  addToGroup: { field: 'groups', adds: true },
  removeFromGroup: { field: 'groups', adds: false },
  promoteToSubadmin: { field: 'subadmin', adds: true },
  demoteFromSubadmin: { field: 'subadmin', adds: false },
} as const;
type ListCall = keyof typeof listCalls;

/** One call of the client that a save makes. An `item` is an email address or a group ID. */
export type AccountCall =
  | { kind: 'edit'; changes: Partial<Record<PlainFieldName, string>> }
  | { kind: ListCall; item: string }
  | { kind: 'enable' | 'disable' };

/** The group whose members or administrators a call changes. */
export const groupOf = (call: AccountCall): string | undefined =>
  'item' in call && listCalls[call.kind].field !== 'additional_mail' ? call.item : undefined;

/**
 * The smallest set of calls that applies what was changed (`base` → `ours`) to the server, which now has `theirs`.
 * Fields that were not changed, or that already have the wanted value, are never written.
 *
 * Wherever the calls fail, their order leaves the user in a sensible state: an address exists before notifications go
 * to it, a user joins a group before administering it and joins new groups before leaving the last one, and is enabled
 * or disabled only after everything else.
 */
export function planAccountCalls(
  base: AccountDocument,
  ours: AccountDocument,
  theirs: AccountDocument = base,
): AccountCall[] {
  const list = (kind: ListCall): AccountCall[] => {
    const { field, adds } = listCalls[kind];
    return itemsToChange(adds, base[field], ours[field], theirs[field]).map(item => ({ kind, item }));
  };
  return [
    ...list('addAdditionalMail'),
    ...planEdit(base, ours, theirs),
    ...list('removeAdditionalMail'),
    ...list('addToGroup'),
    ...list('promoteToSubadmin'),
    ...list('demoteFromSubadmin'),
    ...list('removeFromGroup'),
    ...planSwitch(base, ours, theirs),
  ];
}

/** The document after the call: what was saved becomes the new base. */
export function afterAccountCall(document: AccountDocument, call: AccountCall): AccountDocument {
  switch (call.kind) {
    case 'edit':
      return { ...document, ...readBack(call.changes) };
    case 'enable':
    case 'disable':
      return { ...document, enabled: call.kind === 'enable' };
    default: {
      const { field, adds } = listCalls[call.kind];
      return { ...document, [field]: changeItem(adds, document[field], call.item) };
    }
  }
}

/** The fields of a document that a call writes. */
export function fieldsOf(call: AccountCall): (keyof AccountDocument)[] {
  if (call.kind === 'edit') return namesIn(call.changes);
  return call.kind === 'enable' || call.kind === 'disable' ? ['enabled'] : [listCalls[call.kind].field];
}

function planEdit(base: AccountDocument, ours: AccountDocument, theirs: AccountDocument): AccountCall[] {
  const changes = plainFieldNames.flatMap(name => {
    const value = wireValue(ours, name);
    const touched =
      value !== undefined && value !== wireValue(base, name) && value !== wireValue(theirs, name);
    return touched ? [[name, value] as const] : [];
  });
  return changes.length > 0 ? [{ kind: 'edit', changes: Object.fromEntries(changes) }] : [];
}

function planSwitch(base: AccountDocument, ours: AccountDocument, theirs: AccountDocument): AccountCall[] {
  const wanted = ours.enabled;
  if (wanted === undefined || wanted === base.enabled || wanted === theirs.enabled) return [];
  return [{ kind: wanted ? 'enable' : 'disable' }];
}

/** The value as it is sent: flags as "1" and "0", quotas in their canonical form. An invalid quota stays as typed. */
function wireValue(document: AccountDocument, name: PlainFieldName): string | undefined {
  const value = document[name];
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (value === undefined || accountTable[name].control !== 'quota') return value;
  const parsed = parseQuota(value);
  return 'text' in parsed ? parsed.text : value;
}

/** What a document holds for values that were sent. */
function readBack(sent: Partial<Record<PlainFieldName, string>>): Partial<AccountValues> {
  const values = namesIn(sent).map(name => {
    const value = sent[name];
    return [name, accountTable[name].control === 'flag' ? value === '1' : value] as const;
  });
  return Object.fromEntries(values);
}
