import { plainFieldNames } from './account.ts';
import type { AccountDocument, PlainFieldName } from './account.ts';
import { changeItem, itemsToChange } from './lists.ts';
import { parseQuota } from './quota.ts';

/** The calls that change one item of a list, named as the client's methods; what each does to which field. */
const listCalls = {
  addAdditionalMail: { field: 'additional_mail', adds: true },
  removeAdditionalMail: { field: 'additional_mail', adds: false },
  addToGroup: { field: 'groups', adds: true },
  removeFromGroup: { field: 'groups', adds: false },
  promoteToSubadmin: { field: 'subadmin', adds: true },
  demoteFromSubadmin: { field: 'subadmin', adds: false },
} as const;
type ListCall = keyof typeof listCalls;

/** One call of the client that a save makes. An `item` is an address or a group id. */
export type AccountCall =
  | { kind: 'edit'; changes: Partial<Record<PlainFieldName, string>> }
  | { kind: ListCall; item: string }
  | { kind: 'enable' | 'disable' };

/** The group whose members a call changes, or who administers it. */
export const groupOf = (call: AccountCall): string | undefined =>
  'item' in call && listCalls[call.kind].field !== 'additional_mail' ? call.item : undefined;

/**
 * The smallest set of calls that brings what the person changed (`base` → `ours`) to the server, which now
 * holds `theirs`: a field that was not touched is never written, and neither is one that already is as wanted.
 *
 * The order lets every failure leave an account one can understand: an address exists before a notification
 * goes to it, a group is joined before its subadmin role is given, the last group is left only after others were
 * joined, and switching an account on or off comes last, when it is as it should be.
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

/** The document as it is after the call was carried out: how what was saved becomes the new base. */
export function afterAccountCall(document: AccountDocument, call: AccountCall): AccountDocument {
  switch (call.kind) {
    case 'edit':
      return { ...document, ...readable(call.changes) };
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
  if (call.kind === 'edit') return Object.keys(call.changes) as PlainFieldName[];
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

/** As it is sent: flags as "1" and "0", a quota in its canonical form (or as typed, for the error it will get). */
function wireValue(document: AccountDocument, name: PlainFieldName): string | undefined {
  const value = document[name];
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (value === undefined || name !== 'quota') return value;
  const parsed = parseQuota(value);
  return 'text' in parsed ? parsed.text : value;
}

function readable({
  profile_enabled: flag,
  ...texts
}: Partial<Record<PlainFieldName, string>>): Partial<AccountDocument> {
  return {
    ...(texts as Partial<AccountDocument>),
    ...(flag === undefined ? {} : { profile_enabled: flag === '1' }),
  };
}
