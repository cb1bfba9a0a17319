import type { TableView } from '../../model/table/types.ts';
import type { EditSession } from './editors/session.ts';
import type { BoxTexts } from './filter/boxTexts.ts';
import type { TableGrid } from './grid/grid.ts';
import type { GridActions } from './grid/model.ts';
import type { CellPlace } from './grid/selection.ts';
import type { PopupMenu } from './menus/menu.ts';
import type { TableData } from './tableData.ts';
import type { TableHost } from './tableHost.ts';

/** The parts of the page, and what they ask of it. */
export interface Desk {
  readonly data: TableData;
  readonly host: TableHost;
  readonly grid: TableGrid;
  readonly menu: PopupMenu;
  readonly boxes: BoxTexts;
  readonly actions: GridActions;
  /** What was done last, in words; empty after a further step. */
  readonly remark: string;
  /** Shows a view and has it remembered. */
  show(view: TableView): void;
  /** The same for one letter more or less in the filter. */
  type(filter: string): void;
  /** Shows an editor over a cell, or none. */
  setEditing(editing: { place: CellPlace; session: EditSession } | null): void;
  rowMenu: GridActions['rowMenu'];
  columnMenu: GridActions['columnMenu'];
  say(words: string): void;
}
