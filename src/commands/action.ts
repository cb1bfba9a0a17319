import type { Role } from '../servers/connection.ts';
import type { Position } from '../ui/prompts.ts';
import type { Step } from '../ui/steps.ts';
import type { SubjectKind, SubjectOf } from '../subjects/subject.ts';
import type { Commander } from './commander.ts';

/** Done, one step back, left (`undefined`), or the question that follows. */
export type Outcome = Awaited<ReturnType<Step>>;

/** Where a context menu shows an action: VS Code's `group@order`, and whether it is on the row itself as well. */
interface MenuPlace {
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
  /** How the context value of its rows begins, as a regular expression; unless told, with the kind. */
  rows?: string;
  menu?: MenuPlace;
  /** While the view has the focus, on the row with the focus or what is selected. */
  key?: { key: string; mac?: string };
  /** Who may, where not everybody who administers anything may. */
  roles?: readonly Role[];
  /** Only for rows: the palette does not offer it. */
  rowsOnly?: true;
  run(commander: Commander, subjects: SubjectOf<K>[], position: Position): Promise<Outcome>;
}
