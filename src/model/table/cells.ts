import type { DocumentValue } from '../document.ts';
import { formatQuota, parseQuota } from '../quota.ts';
import { columnOf } from './columns.ts';
import { numberOf } from './numbers.ts';
import type { AnyCellEdit, Cell, ColumnId } from './types.ts';

/** The cell that shows a value of a document. The quota `default` stays a word: how much it is, the server knows. */
export function cellOfValue(column: ColumnId, value: DocumentValue): Cell {
  if (column !== 'quota' || typeof value !== 'string') return value;
  const parsed = parseQuota(value);
  if ('problem' in parsed || parsed.text === 'default') return value;
  return parsed.bytes ?? Infinity;
}

/** The value of a document that a cell of a field shows; `null` where it is not known. */
export function valueOfCell(column: ColumnId, cell: Cell): DocumentValue | null {
  if (typeof cell === 'object') return cell && [...cell];
  if (columnOf(column).type !== 'bytes' || cell === 'default') return typeof cell === 'number' ? null : cell;
  const bytes = numberOf('bytes', cell);
  return Number.isNaN(bytes) ? null : formatQuota(bytes === Infinity ? 'none' : bytes);
}

/** An edit of a field from one value to another. */
export function editOf(old: DocumentValue | null, value: DocumentValue): AnyCellEdit {
  if (typeof value === 'string') return { old: typeof old === 'string' ? old : null, new: value };
  if (typeof value === 'boolean') return { old: typeof old === 'boolean' ? old : null, new: value };
  return { old: Array.isArray(old) ? old : null, new: value };
}
