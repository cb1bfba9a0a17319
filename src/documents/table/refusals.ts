import type { RowKey } from '../../model/table/types.ts';

/** One cell among the fields of a document; no field has a slash. */
export const cellKey = (row: RowKey, field: string): string => `${row}/${field}`;

/** Why cells were refused, by row and field, from reasons by `cellKey`. */
export function refusedCells(refused: ReadonlyMap<string, string>): Record<RowKey, Record<string, string>> {
  const rows = new Map<RowKey, Record<string, string>>();
  for (const [key, reason] of refused) {
    const { row, field } = cellOf(key);
    rows.set(row, { ...rows.get(row), [field]: reason });
  }
  return Object.fromEntries(rows);
}

export function cellOf(key: string): { row: RowKey; field: string } {
  const at = key.lastIndexOf('/');
  return { row: key.slice(0, at), field: key.slice(at + 1) };
}
