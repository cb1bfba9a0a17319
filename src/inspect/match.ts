import { NextcloudError } from '../ocs/index.ts';
import type { NextcloudClient, UserInfo } from '../ocs/index.ts';
import { throwIfAborted } from '../ocs/transport/clock.ts';
import type { Server } from '../servers/server.ts';
import { isPossibleId } from './find/candidate.ts';

/** A user and their server. */
export interface Match {
  server: Server;
  user: UserInfo;
}

export interface SearchFailure {
  server: Server;
  error: unknown;
}

export interface Answers {
  matches: Match[];
  failures: SearchFailure[];
}

/** Results per server. */
const limit = 25;

/** Searches on the servers: by ID, name and email address. Rejects if aborted. */
export async function search(
  servers: readonly Server[],
  query: string,
  signal: AbortSignal,
): Promise<Answers> {
  const answers = await askAll(servers, client => client.users.listDetails({ search: query, limit, signal }));
  throwIfAborted(signal);
  return answers;
}

/** Finds whom a text means: an ID, else an email address or name, else all search results. Rejects if aborted. */
export async function resolve(
  servers: readonly Server[],
  text: string,
  signal: AbortSignal,
): Promise<Answers> {
  const { matches, failures } = await askAll(servers, async client => {
    const user = isPossibleId(text) ? await userOf(client, text, signal) : undefined;
    return user ? [user] : client.users.listDetails({ search: text, limit, signal });
  });
  throwIfAborted(signal);
  const ranks = matches.map(({ user }) => rank(user, text.toLowerCase()));
  const best = Math.min(...ranks);
  return { matches: matches.filter((_match, index) => ranks[index] === best), failures };
}

async function askAll(
  servers: readonly Server[],
  ask: (client: NextcloudClient) => Promise<UserInfo[]>,
): Promise<Answers> {
  const answers: Answers = { matches: [], failures: [] };
  const settled = await Promise.allSettled(servers.map(server => server.call(ask)));
  settled.forEach((outcome, index) => {
    const server = servers[index];
    if (!server) return;
    if (outcome.status === 'rejected') answers.failures.push({ server, error: outcome.reason });
    else answers.matches.push(...outcome.value.map(user => ({ server, user })));
  });
  return answers;
}

async function userOf(
  client: NextcloudClient,
  id: string,
  signal: AbortSignal,
): Promise<UserInfo | undefined> {
  try {
    return await client.users.get(id, { signal });
  } catch (error) {
    if (error instanceof NextcloudError && error.kind === 'notFound') return undefined;
    throw error;
  }
}

/** How well a user matches a text in lower case; 0 is best. */
function rank({ userId, email, additionalMail = [], displayName }: UserInfo, text: string): number {
  const is = (value: string | undefined) => value?.toLowerCase() === text;
  if (is(userId)) return 0;
  return [email, displayName, ...additionalMail].some(is) ? 1 : 2;
}
