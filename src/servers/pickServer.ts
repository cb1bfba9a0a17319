import * as vscode from 'vscode';
import type { Answer, Position, Prompts } from '../ui/prompts.ts';
import type { Choice } from '../ui/searchPick.ts';
import type { Server } from './server.ts';
import type { Services } from './services.ts';

/** In the global state: the id of the server that was picked last. */
const lastServer = 'lastServer';

/** Asks for one of the servers; the one picked last comes first. */
export async function pickServer(
  { context, servers }: Pick<Services, 'context' | 'servers'>,
  prompts: Prompts,
  {
    except,
    among = servers.all(),
    ...question
  }: Position & {
    title: string;
    except?: Server;
    among?: readonly Server[];
  },
): Promise<Answer<Server>> {
  const last = context.globalState.get<string>(lastServer);
  const offered = among.filter(server => server !== except);
  const all = offered.sort((a, b) => Number(b.id === last) - Number(a.id === last));
  const answer = await prompts.pick({
    ...question,
    placeholder: vscode.l10n.t('Select a server'),
    choices: all.map(serverChoice),
  });
  if (typeof answer === 'object') await context.globalState.update(lastServer, answer.id);
  return answer;
}

/** A server as a row of a quick pick. */
function serverChoice(server: Server): Choice<Server> {
  const { icon, words } = server.appearance;
  return {
    label: server.label,
    description: words,
    detail: `${server.user} · ${server.url}`,
    iconPath: icon,
    value: server,
  };
}
