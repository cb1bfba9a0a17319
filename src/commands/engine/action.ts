import type { Role } from '../../servers/connection.ts';
import type { Server } from '../../servers/server.ts';
import type { AppSubject, SubjectKind, SubjectOf } from '../../subjects/subject.ts';
import type { CommandId } from '../../ui/commands.ts';
import type { MessageButton } from '../../ui/messages.ts';
import type { Position } from '../../ui/prompts.ts';
import type { Choice } from '../../ui/searchPick.ts';
import type { Step } from '../../ui/steps.ts';
import type { ActionContext } from './context.ts';

/** Done, one step back, canceled (`undefined`), or the question that follows. */
export type Outcome = Awaited<ReturnType<Step>>;

/** The kind of target that an action takes. */
export type ActionKind = SubjectKind | 'nothing';

/** What an action gets: its subjects, or, where it is done to nothing, the arguments of the command. */
export type Given<T extends ActionKind> = T extends SubjectKind ? SubjectOf<T>[] : readonly unknown[];

/** Where the context menu of a row shows an action. */
interface RowMenu {
  /** VS Code's `group@order`, behind the submenu that the entry is in: `edit/1_name@2`. */
  group: string;
  /** As `rows`, where the entry is in the menu itself, with its long title, instead of a submenu. */
  direct?: string;
  /** Order among the buttons on the row itself; without it, there is no button. */
  inline?: number;
  /** As `rows`, where the button is on fewer rows than the menu entry. */
  inlineRows?: string;
  /** A when clause: what else decides over the menu entry. */
  when?: string;
}

/** Where a menu beyond those of rows shows an action. */
interface MenuPlace {
  menu:
    | 'view/title'
    | 'editor/title'
    | 'editor/context'
    | 'explorer/context'
    | 'debug/variables/context'
    | 'debug/watch/context';
  group: string;
  /** A when clause. */
  when: string;
}

interface Key {
  key: string;
  mac?: string;
  /** A when clause; without it, the key works in the view, on the focused row or the selection. */
  when?: string;
}

/** Finds apps for what was typed. */
export type FindApps = (
  server: Server,
) => (search: string, signal: AbortSignal) => Promise<Choice<Pick<AppSubject, 'id' | 'enabled'>>[]>;

/** One thing that can be done. Registration, menus, keys and the palette follow from it. */
export interface Definition<T extends ActionKind = ActionKind> {
  on: T;
  icon?: string;
  /** Takes several subjects at once. */
  many?: true;
  /** Takes exactly two. */
  pair?: true;
  /** Loses data: comes last in menus and asks for consent. */
  destructive?: true;
  /** How the context value of its rows begins, as a regular expression; by default with the target. */
  rows?: string;
  menu?: RowMenu;
  places?: readonly MenuPlace[];
  key?: Key;
  /** Who may run it, where not every kind of administrator may. */
  roles?: readonly Role[];
  /** `whenAdded`, the default: once there is a server. */
  palette?: 'always' | 'whenAdded' | 'never';
  /** Finds the apps that the Command Palette offers, where not every app on the server makes sense. */
  find?: FindApps;
  /** A when clause; where it is false, VS Code shows the command as disabled. */
  enablement?: string;
  /** Run by code alone: package.json does not name it. */
  internal?: true;
  run(context: ActionContext, given: Given<T>, position: Position): Promise<Outcome>;
  /** Buttons below the message when it failed. */
  nextSteps?(given: Given<T>): MessageButton[];
}

/** A definition with its id and title. */
export interface Action<T extends ActionKind = ActionKind> extends Definition<T> {
  id: CommandId;
  title: string;
}

/** A part of the table of all commands. */
export type DefinitionTable = Readonly<Partial<Record<CommandId, Definition>>>;
