import * as vscode from 'vscode';
import type { NextcloudClient } from '../../ocs/index.ts';
import { mayChangeMembers, type Viewer } from '../../servers/reach.ts';
import type { Server } from '../../servers/server.ts';
import type { Suggest } from '../kind.ts';
import { inWords, isCancelled } from '../../ui/messages.ts';
import type { FromForm, SearchSource, Suggestion, ToForm } from '../../webview/protocol.ts';

const limit = 25;
type ServerSearch = (
  client: NextcloudClient,
  viewer: Viewer,
  search: string,
  signal: AbortSignal,
) => Promise<Suggestion[]>;

const searches: Record<SearchSource, ServerSearch> = {
  async groups(client, viewer, search, signal) {
    const groups = await client.groups.listDetails({ search, limit, signal });
    return groups
      .filter(group => mayChangeMembers(viewer, group))
      .map(({ id, displayName, canAdd }) =>
        suggestion(id, displayName, canAdd === false ? vscode.l10n.t('does not accept members here') : ''),
      );
  },
  async users(client, _viewer, search, signal) {
    const users = await client.users.listDetails({ search, limit, signal });
    return users.map(({ userId, displayName }) => suggestion(userId, displayName));
  },
  async names(client, _viewer, ids, signal) {
    const users = await client.users.listById(ids.split('\n'), { signal });
    return users.map(({ userId, displayName }) => suggestion(userId, displayName));
  },
};

/** The server's own search for groups and users, as rows for a list of suggestions. */
export function searchServer(
  server: Server,
  source: SearchSource,
  query: string,
  signal: AbortSignal,
): Promise<Suggestion[]> {
  return server.call((client, connection) => searches[source](client, connection, query, signal));
}

/** The same search for completion. */
export const serverSearch =
  (source: SearchSource): Suggest =>
  (server, query, signal) =>
    searchServer(server, source, query, signal);

/** Answers what a form looks up during typing: a new query aborts the previous one of its kind. */
export class SearchAnswers {
  readonly #server: Server;
  readonly #running = new Map<SearchSource, AbortController>();

  constructor(server: Server) {
    this.#server = server;
  }

  async answer({
    request,
    source,
    query,
  }: Extract<FromForm<never>, { type: 'search' }>): Promise<ToForm<never>> {
    this.#running.get(source)?.abort();
    const controller = new AbortController();
    this.#running.set(source, controller);
    try {
      const suggestions = await searchServer(this.#server, source, query, controller.signal);
      return { type: 'found', request, suggestions, problem: null };
    } catch (error) {
      return { type: 'found', request, suggestions: [], problem: isCancelled(error) ? '' : inWords(error) };
    }
  }

  dispose(): void {
    for (const controller of this.#running.values()) controller.abort();
  }
}

function suggestion(id: string, name: string | undefined, note = ''): Suggestion {
  const detail = [name && name !== id ? id : '', note].filter(Boolean).join(' · ');
  return { value: id, label: name || id, ...(detail && { detail }) };
}
