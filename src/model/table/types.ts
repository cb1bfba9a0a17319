import type { AccountDocument, AccountFieldName } from '../account.ts';

/** What the rows of the table know of a user beside the fields of their document. */
type FactColumn =
  | 'server'
  | 'id'
  /** Storage used, in bytes. */
  | 'used'
  /** Storage used, in percent of the quota. */
  | 'usage'
  | 'firstLogin'
  | 'lastLogin'
  | 'backend'
  | 'storageLocation'
  /** The providers of a second factor that are on; only asked for where it is shown. */
  | 'secondFactor';

/** What can be a column: all fields of a user's document under their names there, and facts. */
export type ColumnId = AccountFieldName | FactColumn;

/** How the values of a column are compared, filtered and shown. */
export type ColumnType = 'text' | 'number' | 'bytes' | 'percent' | 'date' | 'flag' | 'list';

/**
 * A value as it travels to the page and is kept there. Text, lists and flags as such; `bytes` and `percent` as numbers,
 * `Infinity` being no limit, which travels as `none`; dates in ms since 1970, `never` for none. `null`: not known.
 */
export type Cell = string | number | boolean | readonly string[] | null;

/** Users of one server, column by column, in the order of `ids`. Columns in which nothing is known are absent. */
export interface RowsChunk {
  serverId: string;
  ids: string[];
  columns: Partial<Record<ColumnId, Cell[]>>;
}

/** One user among those of several servers: `<serverId>/<userId>`. A server's ID has no slash. */
export type RowKey = string;

export interface SortKey {
  column: ColumnId;
  descending: boolean;
}

/** What of the users is shown, and how. Plain data: it stands in settings and in the state of the window. */
export interface TableView {
  /** In their order. */
  columns: ColumnId[];
  /** In CSS pixels; columns without one have their usual width. */
  widths: Partial<Record<ColumnId, number>>;
  /** How many of the first columns stay in sight. */
  pinned: number;
  /** The first decides, the others where it is equal. */
  sort: SortKey[];
  /** A line of the filter language; empty for all users. */
  filter: string;
  groupBy: ColumnId | null;
}

/** A value before an edit that was not saved yet, and the one that the person wants. */
interface CellEdit<Field extends AccountFieldName = AccountFieldName> {
  old: NonNullable<AccountDocument[Field]> | null;
  new: NonNullable<AccountDocument[Field]>;
}

/** What is to be changed about one user, by field. */
export type RowEdits = { [Field in AccountFieldName]?: CellEdit<Field> };

/** The document of a table: all that was edited and not saved. Without any edit it is empty. */
export type TableDocument = Record<RowKey, RowEdits>;

/** An edit of some field. */
export type AnyCellEdit = NonNullable<RowEdits[keyof RowEdits]>;

/** New edits by row and field; `null` takes an edit back. */
export type TablePatch = Record<RowKey, Record<string, AnyCellEdit | null>>;
