import { formatQuota } from '../quota.ts';
import { joinList } from '../tables/lists.ts';
import { csvCell, markdownCell, toSafeCell } from '../tables/safeCells.ts';
import { columnOf } from './columns.ts';
import { formatCell } from './format.ts';
import type { FormatOptions } from './format.ts';
import { numberOf } from './numbers.ts';
import type { Cell, ColumnId, ColumnType } from './types.ts';

/** Tabs between cells, as spreadsheets paste it; commas, as files have it; a table for people. */
export type CopyFormat = 'tsv' | 'csv' | 'markdown';

interface CopyWriter {
  cell: (column: ColumnId, cell: Cell, reader: FormatOptions) => string;
  title: (title: string) => string;
  line: (cells: string[]) => string;
  /** Between header and rows. */
  rule?: (columns: readonly ColumnId[]) => string[];
}

const tsvCell = (text: string): string => {
  const safe = toSafeCell(text);
  return /[\t\r\n]|^"/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const writers: Record<CopyFormat, CopyWriter> = {
  tsv: {
    cell: (column, cell) => tsvCell(plainCell(column, cell)),
    title: tsvCell,
    line: cells => `${cells.join('\t')}\n`,
  },
  csv: {
    cell: (column, cell) => csvCell(plainCell(column, cell)),
    title: csvCell,
    line: cells => `${cells.join(',')}\r\n`,
  },
  markdown: {
    cell: (column, cell, reader) => markdownCell(formatCell(column, cell, reader)),
    title: markdownCell,
    line: cells => `| ${cells.join(' | ')} |\n`,
    rule: columns => columns.map(column => (columnOf(column).align === 'end' ? '--:' : '---')),
  },
};

/** Rows as text. @param isHeaded the first line has the titles of the columns */
export function copyText(
  format: CopyFormat,
  columns: readonly ColumnId[],
  rows: readonly (readonly Cell[])[],
  { isHeaded, reader }: { isHeaded: boolean; reader: FormatOptions },
): string {
  const { cell, title, line, rule } = writers[format];
  const head = isHeaded || rule ? [line(columns.map(column => title(columnOf(column).title())))] : [];
  const lines = rows.map(cells =>
    line(columns.map((column, index) => cell(column, cells[index] ?? null, reader))),
  );
  return [...head, ...(rule ? [line(rule(columns))] : []), ...lines].join('');
}

const size = (cell: NonNullable<Cell>): string => {
  const bytes = numberOf('bytes', cell);
  return Number.isNaN(bytes) ? String(cell) : formatQuota(bytes === Infinity ? 'none' : bytes);
};

/** Texts that mean the same when they are pasted or imported. */
const plain: Partial<Record<ColumnType, (cell: NonNullable<Cell>) => string>> = {
  list: cell => (typeof cell === 'object' ? joinList(cell) : String(cell)),
  flag: cell => (cell === true ? 'yes' : 'no'),
  bytes: size,
  percent: cell =>
    typeof cell === 'number' && Number.isFinite(cell) ? `${Math.round(cell * 10) / 10}%` : '',
  date: cell => (typeof cell === 'number' ? new Date(cell).toISOString() : String(cell)),
};

function plainCell(column: ColumnId, cell: Cell): string {
  if (cell === null) return '';
  const { type, emptyWord } = columnOf(column);
  if (emptyWord !== undefined && typeof cell === 'object' && cell.length === 0) return emptyWord;
  return plain[type]?.(cell) ?? String(cell);
}
