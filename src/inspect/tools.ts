import * as vscode from 'vscode';
import type { NextcloudClient, UserInfo } from '../ocs/index.ts';
import { throwIfAborted } from '../ocs/transport/clock.ts';
import type { Server } from '../servers/server.ts';
import type { Servers } from '../servers/servers.ts';
import { MarkdownBuilder } from '../ui/markdown.ts';
import { inWords } from '../ui/messages.ts';
import { plainLine } from '../ui/plain.ts';
import { abortSignal } from '../ui/progress.ts';

/** What a language model passes; package.json has the schemas. */
interface ToolInput {
  /** A server's label or ID; without it, all servers are asked. */
  server?: string;
  query?: string;
  userId?: string;
}

interface Tool {
  name: string;
  title: () => string;
  /** The search text that is sent to the server. */
  query: (input: ToolInput) => string;
  ask: (client: NextcloudClient, input: ToolInput, signal: AbortSignal) => Promise<unknown>;
}

/** Results per server. */
const limit = 50;

/** All of them only read. */
const tools: readonly Tool[] = [
  {
    name: 'nextcloud_find_users',
    title: () => vscode.l10n.t('Find Nextcloud users'),
    query: ({ query = '' }) => query,
    ask: async (client, { query = '' }, signal) =>
      (await client.users.listDetails({ search: query, limit, signal })).map(inShort),
  },
  {
    name: 'nextcloud_get_user',
    title: () => vscode.l10n.t('Read a Nextcloud user'),
    query: ({ userId = '' }) => userId,
    ask: (client, { userId = '' }, signal) => {
      if (!userId) throw new Error('userId is missing.');
      return client.users.get(userId, { signal });
    },
  },
  {
    name: 'nextcloud_list_groups',
    title: () => vscode.l10n.t('List Nextcloud groups'),
    query: ({ query = '' }) => query,
    ask: (client, { query = '' }, signal) => client.groups.listDetails({ search: query, limit, signal }),
  },
];

/** The tools by their names. */
export function languageModelTools(servers: Servers): Map<string, vscode.LanguageModelTool<ToolInput>> {
  return new Map(
    tools.map(tool => [
      tool.name,
      {
        prepareInvocation: ({ input }) => prepare(tool, input, serversFor(servers, input)),
        invoke: ({ input }, token) => invoke(tool, input, serversFor(servers, input), abortSignal(token)),
      },
    ]),
  );
}

function serversFor(servers: Servers, { server: wanted }: ToolInput): readonly Server[] {
  const all = servers.all();
  const fitting = wanted ? all.filter(({ id, label }) => id === wanted || label === wanted) : all;
  if (fitting.length > 0) return fitting;
  throw new Error(
    vscode.l10n.t('There is no such server. The servers are: {0}.', all.map(({ label }) => label).join(', ')),
  );
}

/** Names the servers and the query: nothing is sent until the user agrees. */
function prepare(tool: Tool, input: ToolInput, servers: readonly Server[]): vscode.PreparedToolInvocation {
  const places = servers.map(({ label, url }) => `${label} (${url})`).join(', ');
  const query = tool.query(input);
  return {
    invocationMessage: plainLine(vscode.l10n.t('{0}: {1}', tool.title(), query)),
    confirmationMessages: {
      title: tool.title(),
      message: new MarkdownBuilder()
        .field(vscode.l10n.t('Server'), places)
        .field(vscode.l10n.t('Query'), query || vscode.l10n.t('everything'))
        .build(),
    },
  };
}

async function invoke(
  tool: Tool,
  input: ToolInput,
  servers: readonly Server[],
  signal: AbortSignal,
): Promise<vscode.LanguageModelToolResult> {
  const answers = await Promise.all(
    servers.map(async server => {
      try {
        return { server: server.label, result: await server.call(client => tool.ask(client, input, signal)) };
      } catch (error) {
        return { server: server.label, error: inWords(error) };
      }
    }),
  );
  throwIfAborted(signal);
  return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(JSON.stringify(answers))]);
}

function inShort({ userId, displayName, email, enabled, groups }: UserInfo) {
  return { userId, displayName, email, enabled, groups };
}
