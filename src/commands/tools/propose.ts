import * as vscode from 'vscode';
import { usersConcerned } from '../../model/plan/concerned.ts';
import { makePlan } from '../../model/plan/plan.ts';
import { problemText } from '../../model/plan/problems.ts';
import { readProposal, type Proposal } from '../../model/plan/proposal.ts';
import { stepText } from '../../model/plan/words.ts';
import { throwIfAborted } from '../../ocs/transport/clock.ts';
import { loadPresent } from '../../runs/present.ts';
import { plainLine } from '../../ui/plain.ts';
import { openPlan } from '../plans/openPlan.ts';
import { explained } from './plans.ts';
import type { Tool, ToolCall } from './tool.ts';

/** Problems, or steps, that one message names. */
const mostNamed = 20;

/** In characters. */
const longestTitle = 100;

/** Makes a plan and opens it. Only a person applies it; whatever is wrong with it is an error, and then there is no plan. */
export const proposePlan: Tool = {
  title: () => vscode.l10n.t('Propose a plan for a Nextcloud server'),
  texts: ['title'],
  others: ['steps'],
  needs: ['title', 'steps'],
  isForOne: true,
  shows: ({ texts, input }) => [
    [vscode.l10n.t('Plan'), titleOf(texts)],
    ...stepsShown(proposalIn(input)),
    ['', vscode.l10n.t('The plan is opened for you. Nothing is changed before you apply it.')],
  ],
  async run({ context, servers: [server], texts, input, signal }) {
    const { wanted } = proposalIn(input);
    const title = titleOf(texts);
    const users = usersConcerned(wanted);
    const present = await loadPresent(server, { signal, ...(users && { users }) });
    const plan = makePlan(wanted, present, { createUsers: false });
    if (plan.problems.length > 0) throw refusal(plan.problems.map(problemText));
    throwIfAborted(signal);
    if (plan.steps.length === 0)
      return { result: vscode.l10n.t('{0}: nothing to change on {1}.', title, server.label) };
    const id = await openPlan(context, server, { title, plan });
    const run = id === undefined ? undefined : await context.desk.read(server, id);
    return {
      result:
        'The plan is open in the editor. Nothing was changed, and no tool can apply it: a person must look at it and press Apply.',
      ...(run && explained(server, run)),
    };
  },
};

const titleOf = ({ title = '' }: ToolCall['texts']): string => plainLine(title, longestTitle);

function proposalIn({ steps }: ToolCall['input']): Proposal {
  const read = readProposal(steps);
  if ('problems' in read) throw refusal(read.problems);
  return read;
}

function refusal(problems: readonly string[]): Error {
  const texts = problems.slice(0, mostNamed);
  return new Error(vscode.l10n.t('Nothing was planned. {0}', [...texts, ...rest(problems)].join(' ')));
}

const stepsShown = ({ steps }: Proposal): [string, string][] => [
  ...steps.slice(0, mostNamed).map((step): [string, string] => [step.user, stepText(step)]),
  ...rest(steps).map((text): [string, string] => ['', text]),
];

function rest(all: readonly unknown[]): string[] {
  const more = all.length - mostNamed;
  return more > 0 ? [vscode.l10n.t('And {0} more.', more)] : [];
}
