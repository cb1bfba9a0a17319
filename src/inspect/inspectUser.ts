import * as vscode from 'vscode';
import { recordIn } from '../ocs/narrow.ts';
import type { Server } from '../servers/server.ts';
import type { Services } from '../servers/services.ts';
import { parseUri } from '../servers/uris.ts';
import { commandTitles } from '../ui/commands.ts';
import { withLateProgress } from '../ui/progress.ts';
import { searchPick } from '../ui/searchPick.ts';
import { evaluate, isDebugMenuContext, userOfVariable } from './debug.ts';
import { findUser } from './findUser.ts';
import type { ObjectReference } from '../subjects/reference.ts';
import { resolve, type Match } from './match.ts';
import { pointedAt } from './pointedAt.ts';
import { matchRow } from './rows.ts';
import { userKeys } from './settings.ts';
import type { InspectViews } from './view.ts';

/** Shows a user whom the caller names, or whom the text at the cursor means. */
export class InspectUser {
  readonly #services: Services;
  readonly #views: InspectViews;

  constructor(services: Services, views: InspectViews) {
    this.#services = services;
    this.#views = views;
  }

  /** Takes what menus, links and rows pass; without it, the selection or the word at the cursor counts. */
  async run(argument?: unknown): Promise<void> {
    const { activeTextEditor } = vscode.window;
    const isEditors = argument instanceof vscode.Uri && isSame(argument, activeTextEditor?.document.uri);
    const named = isEditors ? undefined : this.#named(argument);
    if (named) return this.#views.show(named.server, named.id);
    const text = activeTextEditor && (await textAt(activeTextEditor));
    const own = this.#named(argument);
    if (text) await this.inspect(text);
    else if (own) await this.#views.show(own.server, own.id);
    else await findUser(this.#services);
  }

  /** Takes the value of a variable of the debugged program. */
  async runOnVariable(context: unknown): Promise<void> {
    if (!isDebugMenuContext(context)) return;
    const text = await userOfVariable(context, userKeys());
    if (text) return this.inspect(text);
    const { name } = context.variable;
    this.#services.messages.info(vscode.l10n.t('The value of “{0}” does not name a user.', name));
  }

  /** Shows the user whom a text means, on any server. */
  async inspect(text: string): Promise<void> {
    const servers = this.#services.servers.all();
    const { matches, failures } = await withLateProgress(vscode.l10n.t('Who is “{0}”?', text), ({ signal }) =>
      resolve(servers, text, signal),
    );
    const [first, ...others] = matches;
    for (const { server, error } of failures) this.#services.messages.error(error, server.label);
    if (!first) {
      this.#tellNobody(text, failures.length < servers.length);
      return;
    }
    const match = others.length > 0 ? await choose(text, matches) : first;
    if (match) await this.#views.show(match.server, match.user.userId);
  }

  #tellNobody(text: string, answered: boolean): void {
    if (!answered) return;
    const names = this.#services.servers.all().map(({ label }) => label);
    this.#services.messages.info(vscode.l10n.t('There is no user “{0}” on {1}.', text, names.join(', ')), {
      title: commandTitles.findUser,
      run: () => findUser(this.#services, { query: text }),
    });
  }

  #named(argument: unknown): { server: Server; id: string } | undefined {
    const reference = referenceOf(argument);
    const server = reference && this.#services.servers.get(reference.serverId);
    return server && { server, id: reference.id };
  }
}

/** The user named by one of our documents, by a reference, or by a row of the tree. */
function referenceOf(argument: unknown): ObjectReference | undefined {
  if (argument instanceof vscode.Uri) {
    const target = parseUri(argument);
    return target?.kind === 'user' ? target : undefined;
  }
  const { subject, serverId, id } = recordIn(argument);
  const target = recordIn(subject);
  return target.kind === 'user' ? reference(recordIn(target.server).id, target.id) : reference(serverId, id);
}

function reference(serverId: unknown, id: unknown): ObjectReference | undefined {
  return typeof serverId === 'string' && typeof id === 'string' ? { serverId, id } : undefined;
}

async function textAt(editor: vscode.TextEditor): Promise<string | undefined> {
  const pointed = pointedAt(editor);
  const value = pointed?.expression && (await evaluate(pointed.expression, userKeys(editor.document)));
  return value || pointed?.text;
}

async function choose(text: string, matches: readonly Match[]): Promise<Match | undefined> {
  const rows = matches.map(matchRow);
  const answer = await searchPick<Match>({
    title: vscode.l10n.t('Who is “{0}”?', text),
    placeholder: vscode.l10n.t('{0} users match', matches.length),
    search: query => {
      const wanted = query.toLowerCase();
      const fits = (row: vscode.QuickPickItem) =>
        `${row.label}\n${row.description ?? ''}\n${row.detail ?? ''}`.toLowerCase().includes(wanted);
      return Promise.resolve(rows.filter(fits));
    },
  });
  return typeof answer === 'object' ? answer : undefined;
}

function isSame(a: vscode.Uri, b: vscode.Uri | undefined): boolean {
  return a.toString() === b?.toString();
}
