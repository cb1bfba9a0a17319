import type { Delimiter } from './csv.ts';
import { cellRanges, parseCsv } from './csv.ts';
import type { Finding } from './findings.ts';
import type { Place } from './places.ts';
import { Lines } from './places.ts';
import { csvCell, fromSafeCell } from './safeCells.ts';

/** Sizes beyond which a file is refused. */
export const limits = { bytes: 50 * 1024 * 1024, columns: 200, rows: 200_000 } as const;

/** Rows of texts with the place of each in the file. */
export interface Table {
  /** The file's text; all places count in it. */
  readonly text: string;
  readonly headers: readonly string[];
  readonly rows: readonly Row[];
  readonly lines: Lines;
  /** The place of a cell, its quotation marks included; of the whole row without `column`. Row -1 is the header. */
  place: (row: number, column?: number) => Place;
  /** A value as the file would have it in place of a cell. */
  quoted: (value: string) => string;
  /** Fills a row up with empty cells, where the format can be short of them. */
  missingCells: (count: number) => string;
}

interface Row {
  readonly cells: readonly string[];
  /** The row cannot be read as it was meant, and a finding says why. */
  broken?: boolean;
}

export interface TableRead {
  table?: Table;
  findings: Finding[];
}

/** A CSV as a table; nothing of its content is judged here. */
export function csvTable(text: string, delimiter: Delimiter): Table & { csv: ReturnType<typeof parseCsv> } {
  // The header, and one row too many, by which it shows.
  const csv = parseCsv(text, delimiter, limits.rows + 2);
  const broken = new Set(csv.errors.map(({ row }) => row));
  const [header, ...rows] = csv.rows;
  const lines = new Lines(text);
  const rowAt = (row: number) => csv.rows[row + 1] ?? { cells: [], start: text.length, end: text.length };
  const wholeRow = (row: number) => {
    const { start, end } = rowAt(row);
    return { start, end: start + text.slice(start, end).replace(/[\r\n]+$/, '').length };
  };
  return {
    csv,
    text,
    lines,
    headers: (header?.cells ?? []).map(cell => fromSafeCell(cell).trim()),
    rows: rows.map(row => ({
      cells: row.cells.map(fromSafeCell),
      ...(broken.has(row) ? { broken: true } : {}),
    })),
    place: (row, column) => {
      const whole = wholeRow(row);
      const ranges = column === undefined ? [] : cellRanges(text, rowAt(row), delimiter);
      // A cell that a short row does not have would be at its end.
      const { start, end } =
        column === undefined ? whole : (ranges[column] ?? { start: whole.end, end: whole.end });
      return lines.place(start, end);
    },
    quoted: csvCell,
    missingCells: count => delimiter.repeat(count),
  };
}
