import { valueOfCell } from '../../model/table/cells.ts';
import { columnOf, isField } from '../../model/table/columns.ts';
import type { Cell, ColumnId } from '../../model/table/types.ts';
import type { Column } from '../../model/tables/write.ts';
import { recordIn } from '../../ocs/narrow.ts';
import { commandTitles } from '../../ui/commands.ts';
import type { Position } from '../../ui/prompts.ts';
import { done } from '../../ui/steps.ts';
import type { FromTable } from '../../webview/table/protocol.ts';
import type { Outcome } from '../engine/action.ts';
import type { ActionContext } from '../engine/context.ts';
import { askExport } from '../exports/askExport.ts';
import { userCount } from '../many/userSet.ts';

/** What a table shows, as its page sends it. */
export interface ShownTable extends Omit<Extract<FromTable, { type: 'export' }>, 'type'> {
  /** The server whose table it is. */
  serverId: string;
}

/** Exports what a table shows, row by row and column by column. */
export async function exportTable(
  context: ActionContext,
  args: readonly unknown[],
  position: Position,
): Promise<Outcome> {
  const [table] = args;
  const server = isShownTable(table) ? context.servers.get(table.serverId) : undefined;
  if (!isShownTable(table) || !server) return done;
  const { columns, rows } = table;
  return askExport<readonly Cell[]>(context, {
    kind: 'users',
    title: commandTitles.exportTable,
    server,
    columns: columns.map(exportedColumn),
    columnsAreChosen: true,
    usual: [],
    count: rows.length,
    counted: userCount,
    read: () => rows,
  })(position);
}

const isShownTable = (value: unknown): value is ShownTable => {
  const { serverId, columns, rows } = recordIn(value);
  return typeof serverId === 'string' && Array.isArray(columns) && Array.isArray(rows);
};

/** Under the names of other exports, by which an import knows them. */
const factNames: Partial<Record<ColumnId, string>> = {
  used: 'used_bytes',
  usage: 'usage_percent',
  firstLogin: 'first_login',
  lastLogin: 'last_login',
  storageLocation: 'storage_location',
  secondFactor: 'second_factor',
};

function exportedColumn(id: ColumnId, index: number): Column<readonly Cell[]> {
  const value = isField(id) ? (cell: Cell) => valueOfCell(id, cell) : factValue(id);
  return { name: factNames[id] ?? id, read: row => value(row[index] ?? null) };
}

/** Dates as such; whoever has never signed in has none, as in the export of users. */
function factValue(id: ColumnId): (cell: Cell) => Cell | Date {
  if (columnOf(id).type !== 'date') return cell => cell;
  return cell => (typeof cell === 'number' ? new Date(cell) : null);
}
