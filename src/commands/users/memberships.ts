import * as vscode from 'vscode';
import type { GroupInfo, UserInfo } from '../../ocs/index.ts';
import { mayChangeMembers } from '../../servers/reach.ts';
import type { Server } from '../../servers/server.ts';
import type { UserSubject } from '../../subjects/subject.ts';
import type { Answer } from '../../ui/prompts.ts';
import { withLateProgress } from '../../ui/progress.ts';
import { findGroups } from '../engine/questions.ts';
import type { AskFor, Titled } from '../engine/questions.ts';
import type { ActionContext } from '../engine/context.ts';
import { notOutOfAdmin } from './guards.ts';
import type { WriteContext, Work } from '../engine/work.ts';

/** Groups to join and to leave. Which of them apply to a user is read when writing. */
export interface GroupDifference {
  add: string[];
  remove: string[];
}

/** Being a member of groups, or administering them. */
interface GroupRole {
  /** The groups in which a user has the role. */
  of(user: UserInfo): string[];
  join(context: WriteContext, userId: string, groupId: string): Promise<unknown>;
  leave(context: WriteContext, userId: string, groupId: string): Promise<unknown>;
}

const membership: GroupRole = {
  of: user => user.groups ?? [],
  join: ({ client, signal }, userId, groupId) => client.users.addToGroup(userId, groupId, { signal }),
  leave: ({ client, signal }, userId, groupId) => client.users.removeFromGroup(userId, groupId, { signal }),
};

const subadminRole: GroupRole = {
  of: user => user.subadmin ?? [],
  join: ({ client, signal }, userId, groupId) => client.users.promoteToSubadmin(userId, groupId, { signal }),
  leave: ({ client, signal }, userId, groupId) =>
    client.users.demoteFromSubadmin(userId, groupId, { signal }),
};

/** Writes only what differs, so that Undo does not remove a user from a group that they were in before. */
function difference(role: GroupRole, done: (what: string) => string): Work<UserSubject, GroupDifference> {
  return {
    doing: vscode.l10n.t('Changing groups…'),
    done,
    async write({ id }, { add, remove }, context) {
      const present = new Set(role.of(await context.client.users.get(id, { signal: context.signal })));
      for (const groupId of add.filter(group => !present.has(group))) {
        await role.join(context, id, groupId);
        context.undo((client, { signal }) => role.leave({ ...context, client, signal }, id, groupId));
      }
      for (const groupId of remove.filter(group => present.has(group))) {
        await role.leave(context, id, groupId);
        context.undo((client, { signal }) => role.join({ ...context, client, signal }, id, groupId));
      }
    },
    changes: ({ id }, value) => [
      { kind: 'user', userId: id },
      ...[...value.add, ...value.remove].map(groupId => ({ kind: 'group' as const, groupId })),
    ],
  };
}

export const changeGroups: Work<UserSubject, GroupDifference> = {
  ...difference(membership, what => vscode.l10n.t('Changed the groups of {0}', what)),
  guard: (subjects, { remove }, connection) => notOutOfAdmin(subjects, remove, connection),
};

export const changeSubadminRoles = difference(subadminRole, what =>
  vscode.l10n.t('Changed the group administrator roles of {0}', what),
);

/**
 * Asks for groups, with those selected that all users have. Deselected groups are left; groups that only some users have
 * change only if they are selected.
 */
async function askDifference(
  role: GroupRole,
  { ask }: ActionContext,
  subjects: readonly UserSubject[],
  position: Titled,
): Promise<Answer<GroupDifference>> {
  const [first] = subjects;
  if (!first) return undefined;
  const connection = await first.server.connect();
  const present = (await common(first.server, subjects, role)).filter(id =>
    mayChangeMembers(connection, { id }),
  );
  const answer = await ask.searchMany<GroupInfo>({
    ...position,
    placeholder: vscode.l10n.t('Select groups. Type to search'),
    selected: present.map(id => ({ id })),
    key: group => group.id,
    label: group => group.displayName || group.id,
    search: findGroups(first.server),
  });
  if (!Array.isArray(answer)) return answer;
  const ticked = new Set(answer.map(({ id }) => id));
  return {
    add: [...ticked].filter(id => !present.includes(id)),
    remove: present.filter(id => !ticked.has(id)),
  };
}

type AskGroups = AskFor<UserSubject, GroupDifference>;

export const askGroups: AskGroups = (...args) => askDifference(membership, ...args);
export const askSubadminRoles: AskGroups = (...args) => askDifference(subadminRole, ...args);

/** The groups that all users have. Reads them now, because rows may be outdated. */
async function common(server: Server, subjects: readonly UserSubject[], role: GroupRole): Promise<string[]> {
  const users = await withLateProgress(vscode.l10n.t('Reading groups…'), ({ signal }) =>
    server.call(client => Promise.all(subjects.map(({ id }) => client.users.get(id, { signal })))),
  );
  const [first = [], ...others] = users.map(user => role.of(user));
  return first.filter(id => others.every(groups => groups.includes(id)));
}
