import * as vscode from 'vscode';
import type { GroupInfo, UserInfo } from '../../ocs/index.ts';
import { mayChangeMembers } from '../../servers/reach.ts';
import type { Server } from '../../servers/server.ts';
import type { UserSubject } from '../../subjects/subject.ts';
import type { Answer, Position } from '../../ui/prompts.ts';
import { withLateProgress } from '../../ui/progress.ts';
import { findGroups } from '../choose.ts';
import type { Commander } from '../commander.ts';
import { notOutOfAdmin } from '../guards.ts';
import type { Call, Work } from '../work.ts';

/** Groups to join and to leave. Who is in which already is read when it is written. */
export interface Difference {
  add: string[];
  remove: string[];
}

type Titled = Position & { title: string };

interface Role {
  /** What `UserInfo` says of it. */
  of(user: UserInfo): string[];
  join(call: Call, userId: string, groupId: string): Promise<unknown>;
  leave(call: Call, userId: string, groupId: string): Promise<unknown>;
}

const membership: Role = {
  of: user => user.groups ?? [],
  join: ({ client, signal }, userId, groupId) => client.users.addToGroup(userId, groupId, { signal }),
  leave: ({ client, signal }, userId, groupId) => client.users.removeFromGroup(userId, groupId, { signal }),
};

const subadminRole: Role = {
  of: user => user.subadmin ?? [],
  join: ({ client, signal }, userId, groupId) => client.users.promoteToSubadmin(userId, groupId, { signal }),
  leave: ({ client, signal }, userId, groupId) =>
    client.users.demoteFromSubadmin(userId, groupId, { signal }),
};

/** Writes the smallest difference: who is there already is not added, and so is not taken back either. */
function difference(role: Role, done: (what: string) => string): Work<UserSubject, Difference> {
  return {
    doing: vscode.l10n.t('Changing groups…'),
    done,
    async write({ id }, { add, remove }, call) {
      const present = new Set(role.of(await call.client.users.get(id, { signal: call.signal })));
      for (const groupId of add.filter(group => !present.has(group))) {
        await role.join(call, id, groupId);
        call.undo((client, { signal }) => role.leave({ ...call, client, signal }, id, groupId));
      }
      for (const groupId of remove.filter(group => present.has(group))) {
        await role.leave(call, id, groupId);
        call.undo((client, { signal }) => role.join({ ...call, client, signal }, id, groupId));
      }
    },
    changes: ({ id }, value) => [
      { kind: 'user', userId: id },
      ...[...value.add, ...value.remove].map(groupId => ({ kind: 'group' as const, groupId })),
    ],
  };
}

export const changeGroups: Work<UserSubject, Difference> = {
  ...difference(membership, what => vscode.l10n.t('Changed the groups of {0}', what)),
  guard: (subjects, { remove }, connection) => notOutOfAdmin(subjects, remove, connection),
};

export const changeSubadminRoles = difference(subadminRole, what =>
  vscode.l10n.t('Changed the subadmin roles of {0}', what),
);

/**
 * One pick of groups in which those that all of the users have are ticked. What was ticked and is no longer is left;
 * what some have stays as it is unless it is ticked.
 */
async function askDifference(
  role: Role,
  { ask }: Commander,
  subjects: readonly UserSubject[],
  position: Titled,
): Promise<Answer<Difference>> {
  const [first] = subjects;
  if (!first) return undefined;
  const connection = await first.server.connect();
  const present = (await common(first.server, subjects, role)).filter(id =>
    mayChangeMembers(connection, { id }),
  );
  const answer = await ask.searchMany<GroupInfo>({
    ...position,
    placeholder: vscode.l10n.t('Tick the groups; type to search'),
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

type Ask = (
  commander: Commander,
  subjects: readonly UserSubject[],
  position: Titled,
) => Promise<Answer<Difference>>;

export const askGroups: Ask = (...args) => askDifference(membership, ...args);
export const askSubadminRoles: Ask = (...args) => askDifference(subadminRole, ...args);

/** The groups that all have, read now: rows may be old. */
async function common(server: Server, subjects: readonly UserSubject[], role: Role): Promise<string[]> {
  const users = await withLateProgress(vscode.l10n.t('Reading groups…'), ({ signal }) =>
    server.call(client => Promise.all(subjects.map(({ id }) => client.users.get(id, { signal })))),
  );
  const [first = [], ...others] = users.map(user => role.of(user));
  return first.filter(id => others.every(groups => groups.includes(id)));
}
