import * as vscode from 'vscode';
import type { GroupInfo } from '../ocs/index.ts';
import { serverChoice } from '../servers/pickServer.ts';
import { mayChangeMembers } from '../servers/reach.ts';
import type { Server } from '../servers/server.ts';
import { memberCount } from '../subjects/subject.ts';
import type { Answer, Position } from '../ui/prompts.ts';
import type { Choice } from '../ui/searchPick.ts';
import { userChoice } from '../ui/userChoice.ts';
import type { Commander } from './commander.ts';

/** Rows of one search. */
const limit = 50;

const lastServer = 'lastServer';

/** The servers, the last one used first; it is remembered. */
export async function chooseServer(
  commander: Commander,
  position: Position,
  title: string,
): Promise<Answer<Server>> {
  const { context, servers, ask } = commander;
  const last = context.globalState.get<string>(lastServer);
  const all = [...servers.all()].sort((a, b) => Number(b.id === last) - Number(a.id === last));
  const answer = await ask.pick({
    ...position,
    title,
    placeholder: vscode.l10n.t('Which server?'),
    choices: all.map(serverChoice),
  });
  if (typeof answer === 'object') await context.globalState.update(lastServer, answer.id);
  return answer;
}

function groupChoice(group: GroupInfo): Choice<GroupInfo> {
  const { id, displayName, userCount, canAdd } = group;
  const members = userCount === undefined ? '' : memberCount(userCount);
  const note = canAdd === false ? vscode.l10n.t('takes no members here') : '';
  return {
    label: displayName || id,
    description: [displayName && displayName !== id ? id : '', members, note].filter(Boolean).join(' · '),
    iconPath: new vscode.ThemeIcon('organization'),
    value: group,
  };
}

/** Searches for users as the server does: by id, name and e-mail. */
export const findUsers = (server: Server) => async (search: string, signal: AbortSignal) =>
  (await server.call(client => client.users.listDetails({ search, limit, signal }))).map(userChoice);

export const findGroups = (server: Server) => async (search: string, signal: AbortSignal) =>
  server.call(async (client, connection) =>
    (await client.groups.listDetails({ search, limit, signal }))
      .filter(group => mayChangeMembers(connection, group))
      .map(groupChoice),
  );

/** The server has no search for apps; its lists are short. */
export const findApps = (server: Server) => async (search: string, signal: AbortSignal) => {
  const list = (filter: 'enabled' | 'disabled') =>
    server.call(client => client.apps.list(filter, { signal })).then(ids => ids.map(id => ({ id, filter })));
  const apps = (await Promise.all([list('enabled'), list('disabled')])).flat();
  const found = apps.filter(({ id }) => id.includes(search.toLowerCase()));
  return found
    .sort((a, b) => a.id.localeCompare(b.id))
    .map(({ id, filter }) => ({
      label: id,
      description: filter === 'enabled' ? vscode.l10n.t('Enabled') : vscode.l10n.t('Disabled'),
      iconPath: new vscode.ThemeIcon(filter === 'enabled' ? 'pass-filled' : 'circle-large-outline'),
      value: { id, enabled: filter === 'enabled' },
    }));
};
