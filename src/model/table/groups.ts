import * as l10n from '@vscode/l10n';
import { monthOf } from '../dates.ts';
import { collator } from './collation.ts';
import { columnOf } from './columns.ts';
import { formatCell } from './format.ts';
import type { FormatOptions } from './format.ts';
import { isNumberType, numberOf } from './numbers.ts';
import type { TableStore } from './store.ts';
import type { Cell, ColumnId } from './types.ts';

/** Rows that have something in common. */
export interface RowGroup {
  /** A cell of the group, or the item that its rows have; `null` where nothing is known. */
  value: Cell;
  label: string;
  rows: Uint32Array;
}

/** The rows by what is in the column: by item where it holds lists, and so maybe in several groups; dates by month. */
export function groupRows(
  store: TableStore,
  rows: Uint32Array,
  column: ColumnId,
  reader: FormatOptions,
): RowGroup[] {
  const groups = new Map<string, { value: Cell; rows: number[] }>();
  for (const row of rows) {
    for (const value of valuesOf(store.cell(row, column))) {
      const label = labelOf(column, value, reader);
      // A text that looks like the word for none is not none.
      const key = isEmpty(value) ? String(value) : `=${label}`;
      const group = groups.get(key) ?? { value, rows: [] };
      group.rows.push(row);
      groups.set(key, group);
    }
  }
  return [...groups.values()]
    .sort((one, other) => compare(column, one.value, other.value, reader))
    .map(group => ({
      value: group.value,
      label: labelOf(column, group.value, reader),
      rows: Uint32Array.from(group.rows),
    }));
}

const valuesOf = (cell: Cell): readonly Cell[] =>
  typeof cell !== 'object' || cell === null ? [cell] : cell.length === 0 ? [''] : cell;

const isEmpty = (value: Cell): boolean => value === null || value === '';

function labelOf(column: ColumnId, value: Cell, reader: FormatOptions): string {
  if (value === null) return l10n.t('Unknown');
  if (value === '') return l10n.t('None');
  if (columnOf(column).type === 'date' && typeof value === 'number') return monthOf(value, reader.locale);
  return formatCell(column, value, reader) || l10n.t('Unlimited');
}

function compare(column: ColumnId, one: Cell, other: Cell, { locale }: FormatOptions): number {
  if (isEmpty(one) || isEmpty(other)) return Number(isEmpty(one)) - Number(isEmpty(other));
  const { type } = columnOf(column);
  if (isNumberType(type)) return numberOf(type, one) - numberOf(type, other) || 0;
  return collator(locale).compare(String(one), String(other));
}
