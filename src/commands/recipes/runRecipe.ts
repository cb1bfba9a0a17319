import * as vscode from 'vscode';
import { offboarding } from '../../model/recipes/builtIn.ts';
import {
  expandRecipe,
  needsReports,
  needsUsers,
  neededQuestions,
  type Occasion,
} from '../../model/recipes/expand.ts';
import type { Recipe } from '../../model/recipes/types.ts';
import { userKey } from '../../model/plan/types.ts';
import type { UserInfo } from '../../ocs/index.ts';
import type { Server } from '../../servers/server.ts';
import type { UserSubject } from '../../subjects/subject.ts';
import { iconless, plainLine } from '../../ui/plain.ts';
import type { Position } from '../../ui/prompts.ts';
import { back } from '../../ui/searchPick.ts';
import { done } from '../../ui/steps.ts';
import type { Step } from '../../ui/steps.ts';
import { commandTitles } from '../../ui/commands.ts';
import type { Outcome } from '../engine/action.ts';
import type { ActionContext } from '../engine/context.ts';
import { findUsers } from '../engine/questions.ts';
import { count } from '../engine/summary.ts';
import { givenSubjects } from '../engine/targets.ts';
import { forServer } from '../many/askUsers.ts';
import { readUsers } from '../many/readUsers.ts';
import { allUsers } from '../many/userSet.ts';
import { planAndOpen } from '../plans/planned.ts';
import { askAnswer } from './askAnswer.ts';
import { openRecipes, recipes } from './settings.ts';

/** Asks what the people managed need to know, and shows the plan by which users leave. */
export function offboardUsers(
  context: ActionContext,
  subjects: UserSubject[],
  position: Position,
): Promise<Outcome> {
  return forRecipe(context, offboarding(), subjects)(position);
}

/** Runs one of the recipes of the settings, for the selected users where it is about users. */
export async function runRecipe(
  context: ActionContext,
  args: readonly unknown[],
  position: Position,
): Promise<Outcome> {
  const all = recipes(context.messages);
  if (all.length === 0) {
    context.messages.info(
      vscode.l10n.t('There is no recipe yet. Add one to the setting “{0}”.', 'nextcloudAdmin.recipes'),
      openRecipes,
    );
    return done;
  }
  const subjects = (await givenSubjects(context, 'user', undefined, args)) ?? [];
  const users = subjects.filter(subject => subject.kind === 'user');
  return context.ask.pick<Step>({
    ...position,
    title: commandTitles.runRecipe,
    placeholder: vscode.l10n.t('Select a recipe'),
    choices: all.map(recipe => ({
      label: iconless(plainLine(recipe.name)),
      value: forRecipe(context, recipe, users),
    })),
  });
}

/** Goes on with the given users of one server, or asks for those that the recipe needs. */
function forRecipe(context: ActionContext, recipe: Recipe, given: readonly UserSubject[]): Step {
  const [first] = given;
  if (first)
    return forQuestions(
      context,
      recipe,
      first.server,
      given.filter(({ server }) => server === first.server),
    );
  return forServer(context, recipe.name, server =>
    needsUsers(recipe) ? forUsers(context, recipe, server) : forQuestions(context, recipe, server, []),
  );
}

function forUsers({ ask, ...context }: ActionContext, recipe: Recipe, server: Server): Step {
  const step: Step = async position => {
    const chosen = await ask.searchMany<UserInfo>({
      ...position,
      title: recipe.name,
      placeholder: vscode.l10n.t('Select the users. Type to search'),
      selected: [],
      key: ({ userId }) => userId,
      search: findUsers(server),
    });
    if (!Array.isArray(chosen)) return chosen;
    if (chosen.length === 0) return step;
    const users = chosen.map((info): UserSubject => ({ kind: 'user', server, id: info.userId, info }));
    return forQuestions({ ask, ...context }, recipe, server, users);
  };
  return step;
}

/** Asks one question after the other, then plans. */
function forQuestions(
  context: ActionContext,
  recipe: Recipe,
  server: Server,
  users: readonly UserSubject[],
): Step {
  let reports: Occasion['reports'] | undefined;
  const answers: Record<string, string> = {};
  const ask =
    (index: number): Step =>
    async position => {
      reports ??= needsReports(recipe) ? await readReports(server, users) : [];
      const question = neededQuestions(recipe, { reports })[index];
      if (!question) return plan(context, recipe, server, users, { reports, answers });
      const titled = { ...position, title: recipe.name };
      const answer = await askAnswer({ context, server, users, question, position: titled });
      if (answer === undefined || answer === back) return answer;
      answers[question.name] = answer;
      return ask(index + 1);
    };
  return ask(0);
}

async function readReports(server: Server, users: readonly UserSubject[]): Promise<Occasion['reports']> {
  const managers = new Set(users.map(({ id }) => userKey(id)));
  const found = await readUsers(allUsers(server), ({ manager }) => managers.has(userKey(manager ?? '')));
  return found.map(({ userId: id, manager = '' }) => ({ id, manager }));
}

async function plan(
  context: ActionContext,
  recipe: Recipe,
  server: Server,
  users: readonly UserSubject[],
  known: Pick<Occasion, 'reports' | 'answers'>,
): Promise<typeof done> {
  const date = today();
  const wanted = expandRecipe(recipe, { ...known, users: users.map(({ id }) => id), date });
  const title =
    users.length === 0
      ? vscode.l10n.t('{0} ({1})', recipe.name, date)
      : vscode.l10n.t('{0}: {1} ({2})', recipe.name, count(users), date);
  await planAndOpen(context, server, title, wanted);
  return done;
}

/** Where the user is, as `YYYY-MM-DD`. */
function today(): string {
  const now = new Date();
  const two = (number: number) => String(number).padStart(2, '0');
  return [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join('-');
}
