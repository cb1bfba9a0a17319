import { folded } from './fold.ts';
import { formatCell } from './format.ts';
import type { FormatOptions } from './format.ts';
import type { TableStore } from './store.ts';
import type { ColumnId } from './types.ts';

/** The index of the next of the rows, from `from` on and around, whose cell begins with what was typed; -1: none. */
export function findRow(
  store: TableStore,
  rows: Uint32Array,
  { column, typed, from }: { column: ColumnId; typed: string; from: number },
  reader: FormatOptions,
): number {
  const wanted = folded(typed);
  for (let step = 0; step < rows.length; step++) {
    const index = (from + step) % rows.length;
    const cell = store.cell(rows[index] ?? 0, column);
    if (folded(formatCell(column, cell, reader)).startsWith(wanted)) return index;
  }
  return -1;
}
