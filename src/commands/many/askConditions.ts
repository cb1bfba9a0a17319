import * as vscode from 'vscode';
import { matcher } from '../../model/conditions/conditions.ts';
import type { ConditionKind, SimpleCondition } from '../../model/conditions/conditions.ts';
import { conditionOf, conditionText, conditionWords, valueProblem } from '../../model/conditions/words.ts';
import type { ValueKind } from '../../model/conditions/words.ts';
import { namesIn } from '../../ocs/narrow.ts';
import type { UserInfo } from '../../ocs/index.ts';
import type { Server } from '../../servers/server.ts';
import { iconless, plainLine } from '../../ui/plain.ts';
import type { Answer } from '../../ui/prompts.ts';
import type { Choice } from '../../ui/searchPick.ts';
import type { Step } from '../../ui/steps.ts';
import type { ActionContext } from '../engine/context.ts';
import { askText } from '../engine/questions.ts';
import type { Titled } from '../engine/questions.ts';
import { readUsers } from './readUsers.ts';
import { allUsers, userCount, usersInMemory } from './userSet.ts';
import type { UserSet } from './userSet.ts';

/** Asks for conditions, one after the other, and shows of how many users they are true. Reads all users once. */
export function askConditions(
  context: ActionContext,
  server: Server,
  { title, next }: { title: string; next: (users: UserSet) => Step },
): Step {
  const chosen: SimpleCondition[] = [];
  let users: readonly UserInfo[] | undefined;
  const forConditions: Step = async position => {
    users ??= await readUsers(allUsers(server));
    const all = users;
    const found = all.filter(matcher({ all: chosen }));
    const add = (condition: SimpleCondition): Step => {
      chosen.push(condition);
      return forConditions;
    };
    const onward = chosen.length > 0 && found.length > 0;
    const choices = [
      ...(onward ? [continueWith(found.length, next(usersInMemory(server, found)))] : []),
      ...separated(
        vscode.l10n.t('Conditions'),
        chosen.map(one => removal(one, chosen, forConditions)),
      ),
      ...separated(
        vscode.l10n.t('Add a condition'),
        namesIn(conditionWords).map(is => offer(context, title, is, found, add)),
      ),
    ];
    const placeholder =
      chosen.length === 0
        ? vscode.l10n.t('Select the first condition for the {0} users', all.length)
        : vscode.l10n.t('{0} of {1} users. Continue, or add a condition', found.length, all.length);
    return context.ask.pick<Step>({ ...position, title, placeholder, choices });
  };
  return forConditions;
}

const continueWith = (count: number, value: Step): Choice<Step> => ({
  label:
    count === 1 ? vscode.l10n.t('Continue with 1 User') : vscode.l10n.t('Continue with {0} Users', count),
  iconPath: new vscode.ThemeIcon('arrow-right'),
  value,
});

/** Rows below a heading; no heading without rows. */
export function separated(label: string, rows: Choice<Step>[]): Choice<Step>[] {
  const [first] = rows;
  return first ? [{ label, kind: vscode.QuickPickItemKind.Separator, value: first.value }, ...rows] : [];
}

function removal(condition: SimpleCondition, chosen: SimpleCondition[], then: Step): Choice<Step> {
  const value: Step = () => {
    chosen.splice(chosen.indexOf(condition), 1);
    return Promise.resolve(then);
  };
  return {
    label: iconless(plainLine(conditionText(condition))),
    description: vscode.l10n.t('select to remove'),
    iconPath: new vscode.ThemeIcon('filter-filled'),
    value,
  };
}

/** One condition that can be added, with how many of the users would be left where that is known. */
function offer(
  context: ActionContext,
  title: string,
  is: ConditionKind,
  users: readonly UserInfo[],
  add: (condition: SimpleCondition) => Step,
): Choice<Step> {
  const { title: label, value: kind } = conditionWords[is];
  const icon = { iconPath: new vscode.ThemeIcon('add') };
  if (!kind) {
    const condition = conditionOf(is, '');
    const left = users.filter(matcher(condition)).length;
    return {
      ...icon,
      label: label(),
      description: userCount(left),
      value: () => Promise.resolve(add(condition)),
    };
  }
  const ask: Step = async position => {
    const text = await askValue(context, kind, users, { ...position, title });
    return typeof text === 'string' ? add(conditionOf(is, text)) : text;
  };
  return { ...icon, label: label(), value: ask };
}

const prompts: Partial<Record<ValueKind, string>> = {
  date: vscode.l10n.t('Date such as 2026-01-31'),
  percent: vscode.l10n.t('Percentage of the quota such as 90'),
  filter: vscode.l10n.t('Filter such as group:sales -group:alumni usage>90% enabled'),
};

const placeholders: Partial<Record<ValueKind, string>> = {
  group: vscode.l10n.t('Select a group'),
  backend: vscode.l10n.t('Select a backend'),
  user: vscode.l10n.t('Select a manager'),
  language: vscode.l10n.t('Select a language'),
};

const valuesOf: Partial<Record<ValueKind, (user: UserInfo) => readonly (string | undefined)[]>> = {
  group: ({ groups = [] }) => groups,
  backend: ({ backend }) => [backend],
  user: ({ manager }) => [manager],
  language: ({ language }) => [language],
};

/** Asks for a value: typed, or one of those that the users have. */
async function askValue(
  { ask }: ActionContext,
  kind: ValueKind,
  users: readonly UserInfo[],
  position: Titled,
): Promise<Answer<string>> {
  const read = valuesOf[kind];
  if (!read) {
    const problem = (text: string) => valueProblem(kind, text);
    return askText(ask, { ...position, prompt: prompts[kind] ?? '', problem });
  }
  const counts = new Map<string, number>();
  for (const value of users.flatMap(user => [...read(user)]))
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  const choices = [...counts]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([value, count]) => ({
      label: iconless(plainLine(value)) || vscode.l10n.t('None'),
      description: userCount(count),
      value,
    }));
  return ask.pick({ ...position, placeholder: placeholders[kind] ?? '', choices });
}
