import * as vscode from 'vscode';
import { pickServer } from '../servers/pickServer.ts';
import type { Server } from '../servers/server.ts';
import type { Services } from '../servers/services.ts';
import { prompts } from '../ui/prompts.ts';
import { back, searchPick } from '../ui/searchPick.ts';
import { commandTitles, runCommand } from '../ui/commands.ts';
import { referenceTo } from './links.ts';
import { search, type SearchFailure, type Match } from './match.ts';
import { rowsOf } from './rows.ts';

interface FindOptions {
  /** By default, all. */
  servers?: readonly Server[];
  /** The text to start with. */
  query?: string;
}

/** Searches one server, or all in parallel, and opens the user who is picked. */
export async function findUser(services: Services, options: FindOptions = {}): Promise<void> {
  const all = services.servers.all();
  const { servers = all, query = '' } = options;
  const narrowed = servers.length < all.length;
  const oneServer = {
    iconPath: new vscode.ThemeIcon('server'),
    tooltip: vscode.l10n.t('Search One Server…'),
    run: (typed: string) => ({ typed }),
  };
  const answer = await searchPick<Match | SearchFailure | { typed: string }>({
    title: narrowed
      ? vscode.l10n.t('Find User on {0}', servers.map(({ label }) => label).join(', '))
      : vscode.l10n.t('Find User'),
    placeholder: vscode.l10n.t('Type an ID, name or email address'),
    value: query,
    canGoBack: narrowed,
    buttons: servers.length > 1 ? [oneServer] : [],
    search: async (typed, signal) => rowsOf(await search(servers, typed, signal)),
  });
  if (answer === undefined) return;
  if (answer === back) return findUser(services);
  if ('typed' in answer) return narrow(services, answer.typed);
  if ('error' in answer) services.messages.error(answer.error, answer.server.label);
  else await runCommand('openUser', referenceTo(answer));
}

async function narrow(services: Services, query: string): Promise<void> {
  const server = await pickServer(services, prompts, { title: commandTitles.findUser });
  if (typeof server === 'object') await findUser(services, { servers: [server], query });
}
