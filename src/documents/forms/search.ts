import type { NextcloudClient } from '../../ocs/index.ts';
import type { Server } from '../../servers/server.ts';
import type { SearchSource, Suggestion } from '../../webview/protocol.ts';

const limit = 25;
type SearchIn = (client: NextcloudClient, search: string, signal: AbortSignal) => Promise<Suggestion[]>;

const searches: Record<SearchSource, SearchIn> = {
  async groups(client, search, signal) {
    const groups = await client.groups.listDetails({ search, limit, signal });
    return groups.map(({ id, displayName }) => suggestion(id, displayName));
  },
  async users(client, search, signal) {
    const users = await client.users.listDetails({ search, limit, signal });
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
  return server.call(client => searches[source](client, query, signal));
}

function suggestion(id: string, name: string | undefined): Suggestion {
  return name && name !== id ? { value: id, label: name, detail: id } : { value: id, label: id };
}
