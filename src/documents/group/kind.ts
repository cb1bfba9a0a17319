import {
  afterGroupCall,
  groupFieldOf,
  groupFieldTypes,
  groupTable,
  planGroupCalls,
} from '../../model/group.ts';
import type { GroupCall, GroupDocument } from '../../model/group.ts';
import { adminGroup } from '../../ocs/index.ts';
import type { Connection } from '../../servers/connection.ts';
import { defineKind, fieldFormat, fromServer } from '../defineKind.ts';
import type { Content } from '../defineKind.ts';
import { losesAdministration } from '../locks.ts';
import { failedWhole, saveByCalls } from '../save.ts';
import { suggestionsFor } from '../suggestions.ts';
import { groupForm } from './form.ts';
import type { KnownGroup } from './form.ts';

/** `groups/<id>.json`. */
export const groupKind = defineKind({
  format: fieldFormat<GroupDocument>(groupFieldTypes, document => document),
  load: fromServer(loadGroup),
  save: saveByCalls<GroupDocument, GroupCall>({
    // Different users: as many writes as the client lets through.
    atOnce: 4,
    plan: planGroupCalls,
    refuse: (call, id, { user }) =>
      call.kind === 'removeFromGroup' && id === adminGroup && call.userId === user
        ? losesAdministration()
        : undefined,
    run: (client, id, call, signal) =>
      call.kind === 'rename'
        ? client.groups.rename(id, call.displayName, { signal })
        : client.users[call.kind](call.userId, id, { signal }),
    partly: (call, error) =>
      failedWhole([groupFieldOf(call)], error, 'userId' in call ? call.userId : undefined),
    after: afterGroupCall,
    fieldsOf: call => [groupFieldOf(call)],
    changes: (id, done) => [
      { kind: 'group', groupId: id },
      ...done.flatMap(call => ('userId' in call ? [{ kind: 'user', userId: call.userId } as const] : [])),
    ],
  }),
  isLocked: ({ viewer }: KnownGroup) => viewer.role === 'user',
  isConcernedBy: (change, id) =>
    change.kind === 'groups' || (change.kind === 'group' && change.groupId === id),
  suggestions: suggestionsFor(groupTable),
  form: groupForm,
});

async function loadGroup(connection: Connection, id: string): Promise<Content<GroupDocument, KnownGroup>> {
  const { client, role } = connection;
  const [info, members, subadmins] = await Promise.all([
    client.groups.get(id),
    client.groups.members(id),
    // Group administrators may not ask who else administers the group: the field is left out, and left alone.
    role === 'subadmin' ? undefined : client.groups.subadmins(id),
  ]);
  const { displayName } = info;
  return {
    document: {
      id,
      ...(displayName !== undefined && { displayname: displayName }),
      ...(subadmins && { subadmins }),
      members,
    },
    facts: { info, viewer: connection },
  };
}
