import * as l10n from '@vscode/l10n';
import { headerKey } from '../tables/headers.ts';
import { fromSafeCell } from '../tables/safeCells.ts';
import { columnOf, columns, isField } from './columns.ts';
import { patchOf, shownValue } from './edits.ts';
import type { WantedCell } from './edits.ts';
import { pastedGrids } from './grid.ts';
import { rowKey } from './keys.ts';
import type { TableStore } from './store.ts';
import { typedValue } from './typed.ts';
import type { ColumnId, RowKey, TableDocument, TablePatch } from './types.ts';

/** Where a block is pasted: what is shown, and the cell that is its first. */
export interface PastePlace {
  /** In the order in which they are shown. */
  keys: readonly RowKey[];
  columns: readonly ColumnId[];
  row: number;
  column: number;
  /** How many rows and columns are selected; a single cell is put into all of them. */
  selected?: { rows: number; columns: number };
  /** Whose users the IDs of the first column are. */
  serverIds: readonly string[];
  editable: ReadonlySet<ColumnId>;
}

/** A pasted cell that is left out. */
interface PasteProblem {
  /** Where it stands in the pasted block, from 0 on. */
  row: number;
  column: number;
  text: string;
  message: string;
}

export interface Pasted {
  patch: TablePatch;
  problems: PasteProblem[];
  /** How many cells have other values now, and whether rows were found by their IDs. */
  cells: number;
  byId: boolean;
}

interface PasteTarget {
  keys: readonly (RowKey | undefined)[];
  columns: readonly (ColumnId | undefined)[];
  grid: string[][];
  /** What of the pasted block stands before the first of `grid`. */
  from: { row: number; column: number };
  byId: boolean;
}

/** The edits that pasting a block leads to. Cells that cannot be used are left out, each with its reason. */
export function pastePatch(
  store: TableStore,
  document: TableDocument,
  text: string,
  place: PastePlace,
): Pasted {
  const { usual, others } = pastedGrids(text);
  const byId = [usual, ...others].flatMap(grid => targetById(store, grid, place) ?? []);
  const target = byId[0] ?? targetByPosition(usual, place);
  const wanted: WantedCell[] = [];
  const problems: PasteProblem[] = [];
  target.grid.forEach((cells, row) =>
    cells.forEach((cell, column) => {
      const at = { row: row + target.from.row, column: column + target.from.column, text: cell };
      const read = wantedCell(
        store,
        document,
        fromSafeCell(cell),
        target.keys[row],
        target.columns[column],
        place,
      );
      if ('problem' in read) problems.push({ ...at, message: read.problem });
      else wanted.push(read);
    }),
  );
  const patch = patchOf(store, document, wanted);
  const cells = Object.values(patch).reduce((sum, fields) => sum + Object.keys(fields).length, 0);
  return { patch, problems, cells, byId: target.byId };
}

function wantedCell(
  store: TableStore,
  document: TableDocument,
  text: string,
  key: RowKey | undefined,
  column: ColumnId | undefined,
  { editable }: PastePlace,
): WantedCell | { problem: string } {
  if (column === undefined) return { problem: l10n.t('There is no column for this cell.') };
  if (key === undefined) return { problem: l10n.t('There is no row for this cell.') };
  if (!isField(column) || !editable.has(column))
    return { problem: l10n.t('“{0}” cannot be edited here.', columnOf(column).title()) };
  const typed = typedValue(column, text, shownValue(store, document, key, column));
  return 'problem' in typed ? typed : { key, field: column, value: typed.value };
}

function targetByPosition(grid: string[][], place: PastePlace): PasteTarget {
  const filled = isSingle(grid) ? repeated(grid[0]?.[0] ?? '', place) : grid;
  const { keys, columns: shown, row, column } = place;
  return {
    keys: keys.slice(row),
    columns: shown.slice(column),
    grid: filled,
    from: { row: 0, column: 0 },
    byId: false,
  };
}

const isSingle = (grid: string[][]): boolean => grid.length === 1 && grid[0]?.length === 1;

const repeated = (text: string, { selected = { rows: 1, columns: 1 } }: PastePlace): string[][] =>
  Array.from({ length: selected.rows }, () => new Array<string>(selected.columns).fill(text));

/**
 * By the IDs in the first column, where the first row calls it so, or where all of them are those of users in the table and are no
 * values of the column at the place. The other columns are those that the first row names, or else those from the place on.
 */
function targetById(store: TableStore, grid: string[][], place: PastePlace): PasteTarget | undefined {
  const [head = []] = grid;
  if (head.length < 2) return undefined;
  const named = head.slice(1).map(columnTitled);
  const hasHeader = columnTitled(head[0] ?? '') === 'id' && named.some(Boolean);
  const body = hasHeader ? grid.slice(1) : grid;
  const keys = body.map(([id = '']) => keyOf(store, fromSafeCell(id.trim()), place));
  const isComplete = keys.length > 0 && keys.every(key => key !== undefined);
  if (!hasHeader && (!isComplete || isMeantAsValues(body, place))) return undefined;
  const others = place.columns.slice(place.column).filter(column => column !== 'id');
  return {
    keys,
    columns: hasHeader ? named : others,
    grid: body.map(row => row.slice(1)),
    from: { row: hasHeader ? 1 : 0, column: 1 },
    byId: true,
  };
}

/** IDs could be what the column itself is to hold, say managers. */
function isMeantAsValues(grid: string[][], { columns: shown, column }: PastePlace): boolean {
  const field = shown[column];
  return field !== undefined && isField(field) && grid.every(([id = '']) => 'value' in typedValue(field, id));
}

function keyOf(store: TableStore, id: string, { serverIds }: PastePlace): RowKey | undefined {
  return serverIds.map(serverId => rowKey(serverId, id)).find(key => store.rowOf(key) !== undefined);
}

/** The column that a header names, by its title or one of its names in the filter language. */
function columnTitled(header: string): ColumnId | undefined {
  const key = headerKey(header);
  return columns.find(({ id, title, filterName, aliases }) =>
    [id, title(), filterName, ...aliases].some(name => headerKey(name) === key),
  )?.id;
}
