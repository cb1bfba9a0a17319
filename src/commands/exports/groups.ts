import * as vscode from 'vscode';
import { groupColumns } from '../../model/tables/write.ts';
import type { ExportedGroup } from '../../model/tables/write.ts';
import { adminGroup } from '../../ocs/index.ts';
import type { GroupInfo, NextcloudClient } from '../../ocs/index.ts';
import type { Server } from '../../servers/server.ts';
import { TreeNode } from '../../tree/nodes/node.ts';
import { isListOf } from '../../tree/nodes/list.ts';
import { commandTitles } from '../../ui/commands.ts';
import type { Position } from '../../ui/prompts.ts';
import type { Step } from '../../ui/steps.ts';
import type { Outcome } from '../engine/action.ts';
import type { ActionContext } from '../engine/context.ts';
import { givenSubjects } from '../engine/targets.ts';
import { forServer } from '../many/askUsers.ts';
import { askExport } from './askExport.ts';
import { inPortions } from '../../model/inPortions.ts';

/** Exports the groups of a server, with the filter of their list, or those selected, with members. */
export async function exportGroups(
  context: ActionContext,
  args: readonly unknown[],
  position: Position,
): Promise<Outcome> {
  const subjects = (await givenSubjects(context, 'group', undefined, args)) ?? [];
  const groups = subjects.filter(subject => subject.kind === 'group');
  const [first] = groups;
  if (first) {
    const ids = new Set(groups.filter(({ server }) => server === first.server).map(({ id }) => id));
    return exportOf(context, first.server, '', ({ id }) => ids.has(id))(position);
  }
  const [row] = args;
  if (row instanceof TreeNode && isListOf(row, 'groups'))
    return exportOf(context, row.server, row.filter)(position);
  const [given] = (await givenSubjects(context, 'server', undefined, args)) ?? [];
  if (given?.kind === 'server') return exportOf(context, given.server)(position);
  return forServer(context, commandTitles.exportGroups, server => exportOf(context, server))(position);
}

function exportOf(
  context: ActionContext,
  server: Server,
  search = '',
  isWanted: (group: GroupInfo) => boolean = () => true,
): Step {
  return askExport(context, {
    kind: 'groups',
    title: commandTitles.exportGroups,
    server,
    columns: groupColumns,
    usual: ['id', 'displayname', 'user_count', 'members', 'subadmins'],
    counted: count => (count === 1 ? vscode.l10n.t('1 group') : vscode.l10n.t('{0} groups', count)),
    async *read(client, signal, columns) {
      const groups = await client.groups.listDetails({ search, signal });
      yield* inPortions(groups.filter(isWanted), group => withPeople(client, server, group, columns, signal));
    },
  });
}

/** Group administrators may not see who else administers a group; “admin” has none. */
async function withPeople(
  { groups }: NextcloudClient,
  { role }: Server,
  group: GroupInfo,
  columns: readonly string[],
  signal: AbortSignal,
): Promise<ExportedGroup> {
  const { id } = group;
  const hasSubadmins = id !== adminGroup && role !== 'subadmin';
  const [members, subadmins] = await Promise.all([
    columns.includes('members') ? groups.members(id, { signal }) : undefined,
    columns.includes('subadmins') && hasSubadmins ? groups.subadmins(id, { signal }) : undefined,
  ]);
  return { ...group, ...(members && { members }), ...(subadmins && { subadmins }) };
}
