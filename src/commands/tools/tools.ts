import * as vscode from 'vscode';
import { throwIfAborted } from '../../ocs/transport/clock.ts';
import { MarkdownBuilder } from '../../ui/markdown.ts';
import { plainLine } from '../../ui/plain.ts';
import { abortSignal } from '../../ui/progress.ts';
import { listFindings } from './findings.ts';
import { findUsers, getUser, listGroups } from './lookups.ts';
import { explainPlan } from './plans.ts';
import { proposePlan } from './propose.ts';
import { readInput, serversFor, type Tool, type ToolContext } from './tool.ts';

/** By name. None of them changes anything on a server. */
const tools: Readonly<Record<string, Tool>> = {
  nextcloud_find_users: findUsers,
  nextcloud_get_user: getUser,
  nextcloud_list_groups: listGroups,
  nextcloud_list_findings: listFindings,
  nextcloud_explain_plan: explainPlan,
  nextcloud_propose_plan: proposePlan,
};

/** The tools by their names. */
export function languageModelTools(context: ToolContext): Map<string, vscode.LanguageModelTool<unknown>> {
  return new Map(
    Object.entries(tools).map(([name, tool]) => [
      name,
      {
        prepareInvocation: ({ input }) => prepare(context, tool, input),
        invoke: ({ input }, token) => invoke(context, tool, input, abortSignal(token)),
      },
    ]),
  );
}

/** Names the servers and what is asked: nothing is sent until the user agrees. */
function prepare(context: ToolContext, tool: Tool, raw: unknown): vscode.PreparedToolInvocation {
  const given = readInput(tool, raw);
  const servers = serversFor(context, tool, given.texts);
  const shown = tool.shows(given);
  const message = new MarkdownBuilder();
  message.field(vscode.l10n.t('Server'), servers.map(({ label, url }) => `${label} (${url})`).join(', '));
  for (const [label, value] of shown)
    if (label) message.field(label, plainLine(value));
    else message.text(value).line();
  return {
    invocationMessage: plainLine(vscode.l10n.t('{0}: {1}', tool.title(), shown[0]?.[1] ?? '')),
    confirmationMessages: { title: tool.title(), message: message.build() },
  };
}

async function invoke(
  context: ToolContext,
  tool: Tool,
  raw: unknown,
  signal: AbortSignal,
): Promise<vscode.LanguageModelToolResult> {
  const given = readInput(tool, raw);
  const answer = await tool.run({
    context,
    ...given,
    servers: serversFor(context, tool, given.texts),
    signal,
  });
  throwIfAborted(signal);
  return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(JSON.stringify(answer))]);
}
