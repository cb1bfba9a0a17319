import type { FieldTypes } from './document.ts';
import { changeItem, itemsToChange } from './lists.ts';

/** A group's document. Members and subadmins are user ids. */
export interface GroupDocument {
  id: string;
  displayname?: string;
  members?: string[];
  subadmins?: string[];
}

export const groupFieldTypes: FieldTypes = new Map([
  ['displayname', 'string'],
  ['subadmins', 'strings'],
  ['members', 'strings'],
]);

const lists = {
  addToGroup: { field: 'members', adds: true },
  removeFromGroup: { field: 'members', adds: false },
  promoteToSubadmin: { field: 'subadmins', adds: true },
  demoteFromSubadmin: { field: 'subadmins', adds: false },
} as const;

/** One call of the client; `userId` is the user it concerns. */
export type GroupCall =
  { kind: 'rename'; displayName: string } | { kind: keyof typeof lists; userId: string };

/** As `planAccountCalls`: the smallest set of calls. Who becomes a member does so before becoming a subadmin. */
export function planGroupCalls(base: GroupDocument, ours: GroupDocument, theirs: GroupDocument): GroupCall[] {
  const list = (kind: keyof typeof lists): GroupCall[] => {
    const { field, adds } = lists[kind];
    return itemsToChange(adds, base[field], ours[field], theirs[field]).map(userId => ({ kind, userId }));
  };
  const name = ours.displayname;
  const renamed = name !== undefined && name !== base.displayname && name !== theirs.displayname;
  return [
    ...(renamed ? [{ kind: 'rename', displayName: name } as const] : []),
    ...list('addToGroup'),
    ...list('promoteToSubadmin'),
    ...list('demoteFromSubadmin'),
    ...list('removeFromGroup'),
  ];
}

export function afterGroupCall(document: GroupDocument, call: GroupCall): GroupDocument {
  if (call.kind === 'rename') return { ...document, displayname: call.displayName };
  const { field, adds } = lists[call.kind];
  return { ...document, [field]: changeItem(adds, document[field], call.userId) };
}

export function groupFieldOf(call: GroupCall): string {
  return call.kind === 'rename' ? 'displayname' : lists[call.kind].field;
}
