import { columnOf } from './columns.ts';
import { isNumberType, numberOf } from './numbers.ts';
import type { TableStore } from './store.ts';
import type { ColumnId } from './types.ts';

/** What a footer says of a column of numbers. `unknown`: of how many rows there is none. */
interface Sum {
  sum: number;
  unknown: number;
}

/** The sum of what is known and finite in the column. */
export function sumOf(store: TableStore, rows: Uint32Array, column: ColumnId): Sum {
  const { type } = columnOf(column);
  const total: Sum = { sum: 0, unknown: 0 };
  if (!isNumberType(type)) return { sum: 0, unknown: rows.length };
  for (const row of rows) {
    const number = numberOf(type, store.cell(row, column));
    if (Number.isNaN(number)) total.unknown++;
    else if (Number.isFinite(number)) total.sum += number;
  }
  return total;
}

/** How many rows there are, and the storage that they use in bytes. */
export function totals(
  store: TableStore,
  rows: Uint32Array,
): { count: number; used: number; unknownUsed: number } {
  const { sum, unknown } = sumOf(store, rows, 'used');
  return { count: rows.length, used: sum, unknownUsed: unknown };
}
