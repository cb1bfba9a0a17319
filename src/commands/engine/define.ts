import type * as vscode from 'vscode';
import type { Subject, SubjectOf } from '../../subjects/subject.ts';
import type { Answer, Position } from '../../ui/prompts.ts';
import { back } from '../../ui/searchPick.ts';
import { done } from '../../ui/steps.ts';
import type { Definition, Given, Outcome, ActionKind } from './action.ts';
import { perform } from './bulkRun.ts';
import type { ActionContext } from './context.ts';
import type { AskFor } from './questions.ts';
import type { Work } from './work.ts';

/** An entry of the table, typed by its target. */
export const define = <T extends ActionKind>(
  on: T,
  definition: Omit<Definition<T>, 'on'>,
): Definition<T> => ({
  on,
  ...definition,
});

/** Runs what neither asks anything nor reports more than an error. */
export const simply =
  <T extends ActionKind>(task: (context: ActionContext, given: Given<T>) => unknown) =>
  async (context: ActionContext, given: Given<T>): Promise<Outcome> => {
    await task(context, given);
    return done;
  };

/** Runs work that asks for no value. */
export const plainly =
  <S extends Subject>(work: Work<S, undefined>) =>
  (context: ActionContext, subjects: S[]) =>
    perform(context, work, subjects, undefined);

/** Asks for a value under a title, then runs work on it. */
export const asking =
  <S extends Subject, V>(work: Work<S, V>, title: string, ask: AskFor<S, V>) =>
  async (context: ActionContext, subjects: S[], position: Position): Promise<Outcome> => {
    const value: Answer<V> = await ask(context, subjects, { ...position, title });
    if (value === undefined) return undefined;
    return value === back ? back : perform(context, work, subjects, value as V);
  };

/** Opens the document of a subject as its form. */
export const opening =
  (uri: (serverId: string, id: string) => vscode.Uri) =>
  async (
    { open }: ActionContext,
    [subject]: readonly SubjectOf<'user' | 'group' | 'plan'>[],
  ): Promise<Outcome> => {
    if (subject) await open(uri(subject.server.id, subject.id));
    return done;
  };
