import * as vscode from 'vscode';
import type { Server } from '../../servers/server.ts';
import { membersUri, usersUri } from '../../servers/uris.ts';
import { commandTitles } from '../../ui/commands.ts';
import type { Position } from '../../ui/prompts.ts';
import { done } from '../../ui/steps.ts';
import type { Outcome } from '../engine/action.ts';
import type { ActionContext } from '../engine/context.ts';
import { givenSubjects } from '../engine/targets.ts';

/** Opens all users of the servers that the rows stand for, or that are asked for; from the row of a group, its members. */
export async function openUsersTable(
  context: ActionContext,
  args: readonly unknown[],
  position: Position,
): Promise<Outcome> {
  const [group] = (await givenSubjects(context, 'group', undefined, args)) ?? [];
  if (group?.kind === 'group') {
    await context.open(membersUri(group.server.id, group.id));
    return done;
  }
  const given = await givenSubjects(context, 'server', undefined, args);
  const servers = given ? given.map(({ server }) => server) : await askServers(context, position);
  if (!Array.isArray(servers)) return servers;
  const [first, ...others] = servers.map(({ id }) => id);
  if (first !== undefined) await context.open(usersUri([first, ...others]));
  return done;
}

async function askServers({ ask, servers }: ActionContext, position: Position) {
  const all = servers.all();
  if (all.length === 0) throw new Error(vscode.l10n.t('Add a server first.'));
  if (all.length === 1) return [...all];
  return ask.searchMany<Server>({
    ...position,
    title: commandTitles.openUsersTable,
    placeholder: vscode.l10n.t('Select the servers. Those of several stand in one table'),
    selected: [],
    key: ({ id }) => id,
    search: query => Promise.resolve(choices(all, query)),
  });
}

function choices(servers: readonly Server[], query: string) {
  const wanted = query.toLowerCase();
  return servers
    .map(server => ({ label: server.label, description: server.url, value: server }))
    .filter(({ label, description }) => `${label} ${description}`.toLowerCase().includes(wanted));
}
