import type {
  Cell,
  ColumnId,
  RowKey,
  RowsChunk,
  TableDocument,
  TablePatch,
  TableView,
} from '../../model/table/types.ts';
import type { DocumentState, HistoryStep, Opening, SearchSource, Suggestion } from '../protocol.ts';

/** How far the users of one server are read. */
export interface TableReading {
  serverId: string;
  /** `unavailable`: the server does not tell this person. */
  phase: 'loading' | 'paused' | 'stopped' | 'complete' | 'failed' | 'unavailable';
  /** How many are read, and how many there are where that is known. */
  loaded: number;
  total: number | null;
  /** Why it failed, or is unavailable. */
  message: string | null;
}

/** A server whose users the table shows. */
export interface TableServer {
  id: string;
  label: string;
  /** The columns that its version knows. */
  columns: ColumnId[];
  /** The columns that the signed-in person may edit at all. */
  editable: ColumnId[];
}

/** A view under its name. `origin`: comes with the extension, or stands in the settings. */
export interface NamedView {
  name: string;
  view: TableView;
  origin: 'ready' | 'user' | 'workspace';
}

/** An action of the table of actions that can be run on rows, with its title. */
export interface RowAction {
  /** Its ID in the table of actions. */
  action: string;
  title: string;
  /** `one`, `two` or `many` users. */
  takes: 'one' | 'two' | 'many';
  /** Actions of one group stand together in the menu. */
  group: string;
}

export interface TableState extends DocumentState<TableDocument> {
  /** The group whose members are shown; `null`: all users. */
  group: string | null;
  servers: TableServer[];
  view: TableView;
  views: NamedView[];
  actions: RowAction[];
  readings: TableReading[];
  /** How far the second factors are read, of the servers where the view needs them. */
  secondFactors: TableReading[];
  /** Display names of groups by ID, where they differ. */
  groupNames: Record<string, string>;
  /** Why the last save left an edit: by row and field. */
  refused: Record<RowKey, Record<string, string>>;
}

export type ToTable =
  | ({ type: 'init' } & Opening<TableState>)
  | { type: 'update'; state: Partial<TableState> }
  /** Further users; `fresh`: all rows of that server that came before are void. */
  | { type: 'rows'; chunk: RowsChunk; fresh: boolean }
  /** Users who have changed, and those who are gone. */
  | { type: 'changed'; chunk: RowsChunk; gone: string[] }
  | { type: 'found'; request: number; suggestions: Suggestion[]; problem: string | null }
  | { type: 'takePending'; request: number };

export type FromTable =
  | { type: 'ready' }
  /** New edits by row and field; `null` takes an edit back. One message is one step of undo. */
  | { type: 'edit'; sequence: number; edits: TablePatch }
  | {
      type: 'pending';
      request: number;
      sequence: number;
      edits: TablePatch;
    }
  | { type: HistoryStep }
  | { type: 'search'; request: number; source: SearchSource; serverId: string; query: string }
  | { type: 'reading'; what: 'pause' | 'resume' | 'stop' | 'reload' }
  /** `resume` also asks anew for those that could not be read. */
  | { type: 'secondFactors'; what: 'pause' | 'resume' | 'stop' }
  /** Remembered for this server and window. */
  | { type: 'view'; view: TableView }
  /** Asks for a name and keeps the view in the settings; or removes one. */
  | { type: 'saveView'; view: TableView }
  | { type: 'removeView'; name: string }
  | { type: 'run'; action: string; rows: RowKey[] }
  /** Writes what is shown, with these columns, as a file that the person picks. */
  | { type: 'export'; columns: ColumnId[]; rows: Cell[][] }
  | { type: 'copy'; text: string };
