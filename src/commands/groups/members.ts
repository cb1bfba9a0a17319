import * as vscode from 'vscode';
import type { UserInfo } from '../../ocs/index.ts';
import type { Server } from '../../servers/server.ts';
import { usersById } from '../../servers/userReads.ts';
import type { GroupSubject, UserSubject } from '../../subjects/subject.ts';
import { commandTitles } from '../../ui/commands.ts';
import type { Position } from '../../ui/prompts.ts';
import type { Choice } from '../../ui/searchPick.ts';
import { userChoice } from '../../ui/userChoice.ts';
import type { Outcome } from '../engine/action.ts';
import { perform } from '../engine/bulkRun.ts';
import type { ActionContext } from '../engine/context.ts';
import { findUsers } from '../engine/questions.ts';
import type { Work } from '../engine/work.ts';
import { changeGroups, changeSubadminRoles } from '../users/memberships.ts';
import type { GroupDifference } from '../users/memberships.ts';

type UserSearch = (query: string, signal: AbortSignal) => Promise<Choice<UserInfo>[]>;

/** Asks for users and changes their role in one group. */
interface MembershipChange {
  title: string;
  placeholder: string;
  work: Work<UserSubject, GroupDifference>;
  adds: boolean;
  /** Whom to choose from. */
  search: (group: GroupSubject) => UserSearch;
}

/** Results per search. */
const limit = 50;

/** Every group but `admin`, which cannot have group administrators. */
export const rowsWithSubadmins = 'group;(as:|$)';

const anybody = ({ server }: GroupSubject): UserSearch => findUsers(server);

export const addMembers: MembershipChange = {
  title: commandTitles.addMembers,
  placeholder: vscode.l10n.t('Select the users to add. Type to search'),
  work: changeGroups,
  adds: true,
  search: anybody,
};

export const removeMembers: MembershipChange = {
  title: commandTitles.removeMembers,
  placeholder: vscode.l10n.t('Select the users to remove. Type to search'),
  work: changeGroups,
  adds: false,
  search:
    ({ server, id }) =>
    async (search, signal) =>
      (await server.call(client => client.groups.memberDetails(id, { search, limit, signal }))).map(user =>
        userChoice(user),
      ),
};

export const addSubadmins: MembershipChange = {
  title: commandTitles.addSubadmins,
  placeholder: vscode.l10n.t('Select the users who become group administrators. Type to search'),
  work: changeSubadminRoles,
  adds: true,
  search: anybody,
};

export const removeSubadmins: MembershipChange = {
  title: commandTitles.removeSubadmins,
  placeholder: vscode.l10n.t('Select the group administrators to remove'),
  work: changeSubadminRoles,
  adds: false,
  search:
    ({ server, id }) =>
    async (search, signal) =>
      (
        await server.call(async client =>
          usersById(client, await client.groups.subadmins(id, { signal }), { search, limit, signal }),
        )
      ).map(user => userChoice(user)),
};

export const changing =
  ({ title, placeholder, work, adds, search }: MembershipChange) =>
  async (context: ActionContext, [group]: GroupSubject[], position: Position): Promise<Outcome> => {
    if (!group) return undefined;
    const chosen = await context.ask.searchMany<UserInfo>({
      ...position,
      title,
      placeholder,
      selected: [],
      key: user => user.userId,
      search: search(group),
    });
    if (!Array.isArray(chosen)) return chosen;
    const users = chosen.map(info => userSubject(group.server, info));
    return perform(context, work, users, { add: adds ? [group.id] : [], remove: adds ? [] : [group.id] });
  };

function userSubject(server: Server, info: UserInfo): UserSubject {
  return { kind: 'user', server, id: info.userId, info };
}
