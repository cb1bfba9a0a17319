import * as vscode from 'vscode';
import type { UserInfo } from '../../ocs/index.ts';
import type { Server } from '../../servers/server.ts';
import { usersById } from '../../servers/userReads.ts';
import type { GroupSubject, UserSubject } from '../../subjects/subject.ts';
import type { Position } from '../../ui/prompts.ts';
import type { Choice } from '../../ui/searchPick.ts';
import { userChoice } from '../../ui/userChoice.ts';
import type { Outcome } from '../action.ts';
import { findUsers } from '../choose.ts';
import type { Commander } from '../commander.ts';
import { perform } from '../perform.ts';
import { changeGroups, changeSubadminRoles } from '../users/memberships.ts';
import type { Difference } from '../users/memberships.ts';
import type { Work } from '../work.ts';

type Search = (query: string, signal: AbortSignal) => Promise<Choice<UserInfo>[]>;

/** Each asks for users and changes what they are in one group. */
interface MembershipChange {
  title: string;
  ofSubadmins: boolean;
  placeholder: string;
  work: Work<UserSubject, Difference>;
  adds: boolean;
  /** Who can be chosen. */
  search: (group: GroupSubject) => Search;
}

const anybody = ({ server }: GroupSubject): Search => findUsers(server);

export const membershipChanges: Record<string, MembershipChange> = {
  addMembers: {
    title: vscode.l10n.t('Add Members to Group…'),
    ofSubadmins: false,
    placeholder: vscode.l10n.t('Who joins? Type to search'),
    work: changeGroups,
    adds: true,
    search: anybody,
  },
  removeMembers: {
    title: vscode.l10n.t('Remove Members from Group…'),
    ofSubadmins: false,
    placeholder: vscode.l10n.t('Who leaves? Type to search'),
    work: changeGroups,
    adds: false,
    search:
      ({ server, id }) =>
      async (search, signal) =>
        (await server.call(client => client.groups.memberDetails(id, { search, limit: 50, signal }))).map(
          user => userChoice(user),
        ),
  },
  addSubadmins: {
    title: vscode.l10n.t('Add Subadmins to Group…'),
    ofSubadmins: true,
    placeholder: vscode.l10n.t('Who becomes a subadmin? Type to search'),
    work: changeSubadminRoles,
    adds: true,
    search: anybody,
  },
  removeSubadmins: {
    title: vscode.l10n.t('Remove Subadmins from Group…'),
    ofSubadmins: true,
    placeholder: vscode.l10n.t('Who is to be a subadmin no longer?'),
    work: changeSubadminRoles,
    adds: false,
    search:
      ({ server, id }) =>
      async (search, signal) =>
        (
          await server.call(async client =>
            usersById(client, await client.groups.subadmins(id, { signal }), { search, limit: 50, signal }),
          )
        ).map(user => userChoice(user)),
  },
};

export async function changeMembership(
  commander: Commander,
  { title, placeholder, work, adds, search }: MembershipChange,
  [group]: GroupSubject[],
  position: Position,
): Promise<Outcome> {
  if (!group) return undefined;
  const chosen = await commander.ask.searchMany<UserInfo>({
    ...position,
    title,
    placeholder,
    selected: [],
    key: user => user.userId,
    search: search(group),
  });
  if (!Array.isArray(chosen)) return chosen;
  const users = chosen.map(info => userSubject(group.server, info));
  return perform(commander, work, users, { add: adds ? [group.id] : [], remove: adds ? [] : [group.id] });
}

function userSubject(server: Server, info: UserInfo): UserSubject {
  return { kind: 'user', server, id: info.userId, info };
}
