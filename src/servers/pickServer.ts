import * as vscode from 'vscode';
import type { Answer, Prompts } from '../ui/prompts.ts';
import type { Choice } from '../ui/searchPick.ts';
import { Server } from './server.ts';
import type { Servers } from './servers.ts';

/** The server a command is about: of the row it was called on, by its id, the only one, or the one the person picks. */
export async function pickServer(
  servers: Servers,
  prompts: Prompts,
  title: string,
  argument?: unknown,
): Promise<Answer<Server>> {
  const all = servers.all();
  const given = serverOf(servers, argument);
  if (given || all.length < 2) return given ?? all[0];
  return prompts.pick({
    title,
    placeholder: vscode.l10n.t('Which server?'),
    choices: all.map(serverChoice),
  });
}

/** A server as a row of a quick pick. */
export function serverChoice(server: Server): Choice<Server> {
  const { icon, words } = server.appearance;
  return {
    label: server.label,
    description: words,
    detail: `${server.user} · ${server.url}`,
    iconPath: icon,
    value: server,
  };
}

function serverOf(servers: Servers, argument: unknown): Server | undefined {
  if (argument instanceof Server) return argument;
  if (typeof argument === 'string') return servers.get(argument);
  const { server } = (argument ?? {}) as { server?: unknown };
  return server instanceof Server ? server : undefined;
}
