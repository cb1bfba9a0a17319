import type { GroupDocument } from '../../model/group.ts';
import type { GroupInfo } from '../../ocs/index.ts';
import { mayChangeMembers } from '../../servers/reach.ts';
import type { Viewer } from '../../servers/reach.ts';
import type { GroupAction, GroupFacts, GroupState } from '../../webview/protocol.ts';
import type { FormCommands, FormDefinition } from '../defineKind.ts';
import type { DocumentPlace, OpenForm } from '../kind.ts';
import { adminOnly, membersAreOutside } from '../locks.ts';

/** What is known of a group beside the document. */
export interface KnownGroup {
  info: GroupInfo;
  viewer: Viewer;
}

/** No more than one page of the server's answers: the form looks up others when it shows them. */
const namesShown = 500;

/** The form of `groups/<id>.json`. */
export const groupForm: FormDefinition<GroupDocument, KnownGroup, GroupState> = {
  view: 'group',
  commands: { delete: 'deleteGroups' } satisfies FormCommands<GroupAction>,
  heading: ({ id }, known) => known?.info.displayName || id,
  facts: (place, content, gone) => ({ facts: content ? factsOf(place, content.facts) : null, gone }),
  extras: (form, _content, signal) => showNames(form, signal),
};

function factsOf({ server }: DocumentPlace, { info, viewer }: KnownGroup): GroupFacts {
  const { displayName, userCount, disabledCount } = info;
  const isAdministrator = viewer.role !== 'subadmin';
  return {
    server: server.label,
    displayName: displayName ?? '',
    ...(userCount !== undefined && { userCount }),
    ...(disabledCount !== undefined && { disabledCount }),
    lockedMembers: lockOfMembers(viewer, info),
    lockedName: isAdministrator ? null : adminOnly(),
    mayDelete: isAdministrator,
  };
}

function lockOfMembers(viewer: Viewer, group: GroupInfo): string | null {
  if (!mayChangeMembers(viewer, group)) return adminOnly();
  return group.canAdd === false && group.canRemove === false ? membersAreOutside() : null;
}

async function showNames({ place, update }: OpenForm<GroupState>, signal: AbortSignal): Promise<void> {
  const members = await place.server
    .call(client => client.groups.memberDetails(place.id, { limit: namesShown, signal }))
    .catch((error: unknown) => {
      // The form looks up those that it shows.
      update({ names: {} });
      throw error;
    });
  const names = members.map(({ userId, displayName }) => [userId, displayName ?? userId] as const);
  update({ names: Object.fromEntries(names) });
}
