import * as vscode from 'vscode';
import { afterGroupCall, groupFieldOf, groupFieldTypes, planGroupCalls } from '../../model/group.ts';
import type { GroupCall, GroupDocument } from '../../model/group.ts';
import type { GroupInfo } from '../../ocs/index.ts';
import type { DocumentKind } from '../kind.ts';
import { failedWhole } from '../save.ts';

/** `groups/<id>.json`. */
export const groupKind: DocumentKind<GroupDocument, GroupCall, GroupInfo> = {
  types: groupFieldTypes,
  // Different accounts: as many writes as the client lets through.
  atOnce: 4,
  async read({ client, role }, id) {
    const [info, members, subadmins] = await Promise.all([
      client.groups.get(id),
      client.groups.members(id),
      // A group administrator may not know who else administers the group: that is left out, and left alone.
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
      beside: info,
    };
  },
  plan: planGroupCalls,
  refuse: (call, id, { user }) =>
    call.kind === 'removeFromGroup' && id === 'admin' && call.userId === user
      ? vscode.l10n.t('You cannot remove yourself from the group “admin”: you would lose your rights here.')
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
};
