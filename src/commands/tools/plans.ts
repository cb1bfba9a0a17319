import * as vscode from 'vscode';
import { inverse } from '../../model/plan/inverse.ts';
import { problemText } from '../../model/plan/problems.ts';
import { byUser } from '../../model/plan/selection.ts';
import type { PlanStep } from '../../model/plan/types.ts';
import { stepText } from '../../model/plan/words.ts';
import { lastEntries } from '../../plans/entries.ts';
import { phaseOf, stepStates } from '../../plans/outcome.ts';
import { reasonOf } from '../../plans/report.ts';
import type { StoredRun } from '../../plans/runs.ts';
import { stepsInShort } from '../../runs/inShort.ts';
import type { Server } from '../../servers/server.ts';
import { parseUri } from '../../servers/uris.ts';
import { plainLine } from '../../ui/plain.ts';
import { uriOf } from '../../ui/tabs.ts';
import { capped, type Tool, type ToolCall } from './tool.ts';

const mostSteps = 200;
const mostProblems = 50;
const mostNamed = 20;

/** Tells what a plan would do or has done, from what is stored of it: no server is asked. */
export const explainPlan: Tool = {
  title: () => vscode.l10n.t('Explain a plan for a Nextcloud server'),
  texts: ['plan'],
  shows: ({ texts: { plan } }) => [[vscode.l10n.t('Plan'), plan || vscode.l10n.t('the open one')]],
  async run(call) {
    const { server, id } = await wantedPlan(call);
    const { desk } = call.context;
    const run = await desk.read(server, id);
    if (!run) throw await noSuchPlan(call);
    const isRunning = (await desk.runningOn(server.id)) === id;
    return { ...explained(server, run), ...(isRunning && { phase: 'running' }) };
  },
};

/** By ID or title, the newest where several are called so; otherwise the one that is on screen. */
async function wantedPlan(call: ToolCall): Promise<{ server: Server; id: string }> {
  const wanted = call.texts.plan;
  if (!wanted) return openPlan(call);
  const all = await listed(call);
  const found = all.find(({ id }) => id === wanted) ?? all.find(({ title }) => title === wanted);
  if (!found) throw await noSuchPlan(call);
  return found;
}

function openPlan({ servers }: ToolCall): { server: Server; id: string } {
  const { activeTabGroup, all } = vscode.window.tabGroups;
  for (const { activeTab } of [activeTabGroup, ...all]) {
    const uri = activeTab && uriOf(activeTab);
    const target = uri && parseUri(uri);
    const server = servers.find(({ id }) => id === target?.serverId);
    if (target?.kind === 'plan' && server) return { server, id: target.id };
  }
  throw new Error(vscode.l10n.t('No plan is open. Open one, or name one by its ID or title.'));
}

async function listed({ context, servers }: ToolCall) {
  const lists = await Promise.all(
    servers.map(async server => (await context.desk.list(server)).map(run => ({ server, ...run }))),
  );
  return lists.flat().sort((a, b) => b.at - a.at);
}

async function noSuchPlan(call: ToolCall): Promise<Error> {
  const titles = (await listed(call)).slice(0, mostNamed).map(({ id, title }) => `${title} (${id})`);
  return new Error(vscode.l10n.t('There is no such plan. The newest plans are: {0}', titles.join(', ')));
}

/** A plan in the words in which people see it, its steps by user. */
export function explained(server: Server, run: StoredRun) {
  const { head, plan, entries } = run;
  const states = stepStates(run);
  const last = lastEntries(entries);
  const steps = plan.steps.filter(({ id }) => states.has(id));
  const { items, ...counts } = capped(steps, mostSteps);
  const stepOf = (step: PlanStep) => {
    const state = states.get(step.id);
    const reason = reasonOf(last.get(step.id));
    return {
      does: plainLine(stepText(step)),
      ...(state !== 'pending' && { state }),
      ...(reason !== undefined && { reason: plainLine(reason) }),
    };
  };
  return {
    server: server.label,
    plan: head.id,
    title: head.title,
    planned: new Date(head.at).toISOString(),
    phase: phaseOf(entries),
    inShort: stepsInShort(server, steps),
    steps: { ...counts, leftOut: plan.steps.length - steps.length },
    users: byUser(items).map(({ user, steps: own }) => ({ user: user || null, steps: own.map(stepOf) })),
    cannotBeUndone: capped(steps.filter(isFinal).map(inOneLine), mostSteps),
    problems: capped(plan.problems.map(problemText), mostProblems),
    ...(plan.notice && { notification: plan.notice }),
  };
}

/** A change without an old value is of a user who is created, and goes with the user. */
const isFinal = (step: PlanStep): boolean => step.kind !== 'change' && inverse(step) === undefined;

const inOneLine = (step: PlanStep): string =>
  plainLine('user' in step ? `${step.user}: ${stepText(step)}` : stepText(step));
