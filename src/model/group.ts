import * as l10n from '@vscode/l10n';
import { fieldTypesOf } from './fields.ts';
import type { DocumentValues, DocumentWords, FieldTable } from './fields.ts';
import { changeItem, itemsToChange } from './lists.ts';

/** Everything the extension knows of each field of a group. */
export const groupTable = {
  displayname: {
    control: 'text',
    label: () => l10n.t('Display name'),
    description: () => l10n.t('The name that users see.'),
    whenEmpty: () => l10n.t('Enter a display name. A group cannot be without one.'),
  },
  subadmins: {
    control: 'users',
    label: () => l10n.t('Group administrators'),
    description: () => l10n.t('The user IDs of those who administer the members of this group.'),
  },
  members: {
    control: 'users',
    label: () => l10n.t('Members'),
    description: () => l10n.t('The user IDs of the members of this group.'),
  },
} as const satisfies FieldTable;

export type GroupFieldName = keyof typeof groupTable;

/** The document of a group: the ID and what can be changed. Saving leaves absent fields unchanged. */
export interface GroupDocument extends Partial<DocumentValues<typeof groupTable>> {
  id: string;
}

export const groupFieldTypes = fieldTypesOf(groupTable);

const lists = {
  addToGroup: { field: 'members', adds: true },
  removeFromGroup: { field: 'members', adds: false },
  promoteToSubadmin: { field: 'subadmins', adds: true },
  demoteFromSubadmin: { field: 'subadmins', adds: false },
} as const;

/** One call of the client; `userId` is the user whom it concerns. */
export type GroupCall =
  { kind: 'rename'; displayName: string } | { kind: keyof typeof lists; userId: string };

/** The smallest set of calls, as in `planAccountCalls`. Users join the group before they become its administrators. */
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

export function groupFieldOf(call: GroupCall): GroupFieldName {
  return call.kind === 'rename' ? 'displayname' : lists[call.kind].field;
}

export function groupWords(): DocumentWords {
  return {
    label: l10n.t('Nextcloud group'),
    description: l10n.t(
      'What can be changed about a Nextcloud group. Only changed fields are saved; fields that are not in the document stay unchanged on the server.',
    ),
    id: { label: l10n.t('Group ID'), description: l10n.t('What identifies the group. It never changes.') },
  };
}
