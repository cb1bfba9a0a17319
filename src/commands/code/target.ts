import * as vscode from 'vscode';
import type { CodeServer } from '../../keep/code/merge.ts';
import { serverUrl } from '../../keep/code/url.ts';
import { pickServer } from '../../servers/pickServer.ts';
import type { Server } from '../../servers/server.ts';
import { back, type Choice } from '../../ui/searchPick.ts';
import type { ActionContext } from '../engine/context.ts';

/** One of the servers of a file, and the configured one that is meant by it. */
export interface CodeTarget {
  server: Server;
  /** Absent where the file names none. */
  name?: string;
}

/** Asks where there is a choice; `undefined` after Escape. Throws where no configured server has the address. */
export async function chooseTarget(
  context: ActionContext,
  title: string,
  servers: readonly CodeServer[],
  given: string | undefined,
): Promise<CodeTarget | undefined> {
  const chosen = servers.find(({ name }) => name === given) ?? (await chosenServer(context, title, servers));
  if (chosen === 'left') return undefined;
  const server = await configured(context, title, chosen?.url);
  return server && { server, ...(chosen && { name: chosen.name }) };
}

/** `undefined` where the file names no server. */
async function chosenServer(
  { ask }: ActionContext,
  title: string,
  [only, ...others]: readonly CodeServer[],
): Promise<CodeServer | 'left' | undefined> {
  if (!only || others.length === 0) return only;
  const choices = [only, ...others].map((value): Choice<CodeServer> => ({
    label: value.name,
    description: value.url ?? '',
    value,
  }));
  const answer = await ask.pick({
    title,
    placeholder: vscode.l10n.t('Select a server of the file'),
    choices,
  });
  return answer === undefined || answer === back ? 'left' : answer;
}

async function configured(
  context: ActionContext,
  title: string,
  url: string | undefined,
): Promise<Server | undefined> {
  const known = context.servers.all().filter(server => url === undefined || serverUrl(server.url) === url);
  const [only, ...others] = known;
  if (!only)
    throw new Error(
      url === undefined
        ? vscode.l10n.t('Add a server first.')
        : vscode.l10n.t('No server with the address {0} was added. Add it first.', url),
    );
  if (others.length === 0) return only;
  const answer = await pickServer(context, context.ask, { title, among: known });
  return answer === back ? undefined : answer;
}
