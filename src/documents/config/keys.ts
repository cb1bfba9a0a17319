import type { Server } from '../../servers/server.ts';
import type { Suggestion } from '../../webview/protocol.ts';
import type { DocumentPlace } from '../kind.ts';

/** The keys that an app has on this server, and on the others that we are signed in to as administrator. */
export async function suggestKeys(
  { id, server, servers }: DocumentPlace,
  signal: AbortSignal,
): Promise<Suggestion[]> {
  const asked = [server, ...servers.all().filter(other => other !== server && other.role === 'admin')];
  const found = await Promise.all(asked.map(one => keysOn(one, id, signal)));
  const suggestions = found.flat().map(suggestion => [suggestion.value, suggestion] as const);
  // Of a key that several have, the first one is kept.
  return [...new Map(suggestions.reverse()).values()];
}

async function keysOn(server: Server, appId: string, signal: AbortSignal): Promise<Suggestion[]> {
  const keys = await server.call(client => client.appConfig.keys(appId, { signal })).catch(() => []);
  return keys.map(key => ({ value: key, label: key, detail: server.label }));
}
