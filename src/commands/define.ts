import type * as vscode from 'vscode';
import type { Subject, SubjectKind, SubjectOf } from '../subjects/subject.ts';
import type { Answer, Position } from '../ui/prompts.ts';
import { back } from '../ui/searchPick.ts';
import { done } from '../ui/steps.ts';
import type { Action, Outcome } from './action.ts';
import type { Commander } from './commander.ts';
import { perform } from './perform.ts';
import type { Work } from './work.ts';

/** An entry of the table, typed by what it is done to. */
export const define = <K extends SubjectKind>(on: K, action: Omit<Action<K>, 'on'>): Action<K> => ({
  on,
  ...action,
});

/** Work that needs nothing more to be asked. */
export const plainly =
  <S extends Subject>(work: Work<S, undefined>) =>
  (commander: Commander, subjects: S[]) =>
    perform(commander, work, subjects, undefined);

/** Work on a value that is asked for first. */
export const asking =
  <S extends Subject, V>(
    work: Work<S, V>,
    ask: (commander: Commander, subjects: S[], position: Position) => Promise<Answer<V>>,
  ) =>
  async (commander: Commander, subjects: S[], position: Position): Promise<Outcome> => {
    const value = await ask(commander, subjects, position);
    if (value === undefined) return undefined;
    return value === back ? back : perform(commander, work, subjects, value as V);
  };

type Ask<S extends Subject, V> = (
  commander: Commander,
  subjects: S[],
  position: Position & { title: string },
) => Promise<Answer<V>>;

/** The question is headed by the action's own title. */
export const titled =
  <S extends Subject, V>(title: string, ask: Ask<S, V>) =>
  (commander: Commander, subjects: S[], position: Position) =>
    ask(commander, subjects, { ...position, title });

export const opening =
  (uri: (serverId: string, id: string) => vscode.Uri) =>
  async (commander: Commander, [subject]: (SubjectOf<'user'> | SubjectOf<'group'>)[]): Promise<Outcome> => {
    if (subject) await commander.open(uri(subject.server.id, subject.id));
    return done;
  };
