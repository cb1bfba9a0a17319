import type { Position } from '../ui/prompts.ts';
import type { back } from '../ui/searchPick.ts';
import type { done } from '../ui/steps.ts';
import type { Subject, SubjectKind, SubjectOf } from '../tree/subject.ts';
import type { Commander } from './commander.ts';

/** `back`: one step before; `undefined`: the person has left. */
export type Outcome = typeof done | typeof back | undefined;

/** Where a context menu shows an action: VS Code's `group@order`, and whether it is on the row itself as well. */
export interface MenuPlace {
  group: string;
  inline?: number;
}

/** One thing that can be done. Registration, menus, keys and the palette follow from it. */
export interface Action<K extends SubjectKind = SubjectKind> {
  /** The command without `nextcloudAdmin.`. */
  id: string;
  title: string;
  icon?: string;
  on: K;
  /** Takes several at once. */
  many?: true;
  /** Loses something: comes last in menus and asks for consent. */
  destructive?: true;
  /** A word of the row's context value that it needs, or with `!` must not have. */
  word?: string;
  menu?: MenuPlace;
  key?: string;
  /** Only for rows: the palette does not offer it. */
  rowsOnly?: true;
  run(commander: Commander, subjects: SubjectOf<K>[], position: Position): Promise<Outcome>;
}

export type AnyAction = Action;
export type AnySubject = Subject;
