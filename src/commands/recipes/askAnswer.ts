import * as vscode from 'vscode';
import type { AnswerType, Question } from '../../model/recipes/types.ts';
import type { GroupInfo } from '../../ocs/index.ts';
import type { Server } from '../../servers/server.ts';
import type { UserSubject } from '../../subjects/subject.ts';
import type { Answer } from '../../ui/prompts.ts';
import type { Choice } from '../../ui/searchPick.ts';
import type { ActionContext } from '../engine/context.ts';
import { askText, findGroups, findUsers } from '../engine/questions.ts';
import type { Titled } from '../engine/questions.ts';
import { askLanguage, askQuota } from '../users/fields.ts';

interface Asking {
  context: ActionContext;
  server: Server;
  users: readonly UserSubject[];
  question: Question;
  position: Titled;
}

type Ask = (asking: Asking) => Promise<Answer<string>>;

const asks: Readonly<Record<AnswerType, Ask>> = {
  text: ({ context, question: { prompt, optional }, position }) =>
    askText(context.ask, { ...position, prompt, ...(optional && { optional }) }),
  user: ({ server, ...asking }) => {
    const find = findUsers(server);
    return searched(asking, async (query, signal) =>
      (await find(query, signal)).map(choice => ({ ...choice, value: choice.value.userId })),
    );
  },
  group: ({ server, ...asking }) => {
    const find = findGroups(server);
    return searched(asking, async (query, signal) =>
      (await find(query, signal)).map((choice: Choice<GroupInfo>) => ({ ...choice, value: choice.value.id })),
    );
  },
  quota: ({ context, users, question, position }) =>
    askQuota(context, users, { ...position, title: question.prompt }),
  language: ({ context, users, question, position }) =>
    askLanguage(context, users, { ...position, title: question.prompt }),
};

/** Asks a question of a recipe; '' is the answer to an optional one that was left out. */
export const askAnswer: Ask = asking => asks[asking.question.type](asking);

function searched(
  { context, question, position }: Omit<Asking, 'server'>,
  find: (query: string, signal: AbortSignal) => Promise<Choice<string>[]>,
): Promise<Answer<string>> {
  const nobody: Choice<string> = {
    label: vscode.l10n.t('None'),
    iconPath: new vscode.ThemeIcon('clear-all'),
    value: '',
  };
  return context.ask.search<string>({
    ...position,
    placeholder: question.prompt,
    search: async (query, signal) => {
      const found = await find(query, signal);
      return question.optional && query === '' ? [nobody, ...found] : found;
    },
  });
}
