import * as vscode from 'vscode';
import type { GroupInfo } from '../../ocs/index.ts';
import type { Viewer } from '../../servers/reach.ts';
import { mayChangeMembers } from '../../servers/reach.ts';
import { runCommand } from '../../ui/commands.ts';
import type { GroupAction, GroupFacts, GroupState } from '../../webview/protocol.ts';
import type { Place, Seen } from '../store.ts';
import { readAgain, showText } from './actions.ts';
import type { FormKind, OpenForm } from './formKind.ts';

/** Names are decoration: not more of them than one page of the server's answers. */
const namesShown = 500;

/** The form of `groups/<id>.json`. */
export function groupForm(refresh: (uri: vscode.Uri) => Promise<void>): FormKind<GroupState, GroupAction> {
  return {
    viewType: 'nextcloudAdmin.group',
    view: 'group',
    heading: ({ id }, seen) => (seen?.beside as GroupInfo | undefined)?.displayName || id,
    beside: (place, seen, gone) => ({ facts: seen ? factsOf(place, seen) : null, gone }),
    extras: showNames,
    actions: {
      showText: ({ document }) => showText(document.uri),
      refresh: readAgain(refresh),
      close: ({ panel }) => void panel.dispose(),
      delete: ({ document }) => runCommand('deleteGroups', document.uri),
    },
  };
}

function factsOf({ server }: Place, { beside, connection }: Seen): GroupFacts {
  const { displayName, userCount, disabledCount } = beside as GroupInfo;
  return {
    server: server.label,
    displayName: displayName ?? '',
    ...(userCount !== undefined && { userCount }),
    ...(disabledCount !== undefined && { disabledCount }),
    lockedMembers: lockOfMembers(connection, beside as GroupInfo),
    lockedName:
      connection.role === 'subadmin' ? vscode.l10n.t('Only an administrator can change this.') : null,
    mayDelete: connection.role !== 'subadmin',
  };
}

/** Why nobody can be added to a group or removed from it. */
export const membersAreOutside = (): string =>
  vscode.l10n.t('The members of this group are not kept by Nextcloud, but by a directory outside.');

function lockOfMembers(viewer: Viewer, group: GroupInfo): string | null {
  if (!mayChangeMembers(viewer, group)) return vscode.l10n.t('Only an administrator can change this.');
  return group.canAdd === false && group.canRemove === false ? membersAreOutside() : null;
}

async function showNames({ place, update }: OpenForm<GroupState>, signal: AbortSignal): Promise<void> {
  const members = await place.server.call(client =>
    client.groups.memberDetails(place.id, { limit: namesShown, signal }),
  );
  const names = members.map(({ userId, displayName }) => [userId, displayName ?? userId] as const);
  update({ names: Object.fromEntries(names) });
}
