import Papa from 'papaparse';
import { meaningOf } from './headers.ts';

export const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

/** Offsets in the text, its line end included. */
export interface CsvRow {
  cells: string[];
  start: number;
  end: number;
}

/** `at` is the offset of the opening quote. */
interface QuoteError {
  kind: 'unterminated' | 'stray';
  at: number;
  row: CsvRow;
}

interface Csv {
  rows: CsvRow[];
  errors: QuoteError[];
  /** There are more rows than were asked for. */
  cut: boolean;
}

/** A row that ends in CRLF is cut at its LF, so that files of mixed line ends are read alike. */
const newlineOf = (text: string): '\n' | '\r' => (text.includes('\n') || !text.includes('\r') ? '\n' : '\r');

/** Excel's own first line: `sep=;`. */
function separatorLine(text: string): { delimiter?: string; end: number } {
  const [line = '', delimiter] = /^\uFEFF?(?:"?sep=(.)"?\s*?(?:\r\n|\n|\r|$))?/i.exec(text) ?? [];
  return { ...(delimiter === undefined ? {} : { delimiter }), end: line.length };
}

/** The delimiter under which most of the header's names are known; then the one that makes the most columns. */
export function detectDelimiter(text: string): Delimiter {
  const { delimiter: told, end } = separatorLine(text);
  const known = delimiters.find(delimiter => delimiter === told);
  if (known) return known;
  const sample = text.slice(end, end + 65_536);
  const score = (delimiter: Delimiter): number => {
    const { data } = Papa.parse<string[]>(sample, { delimiter, newline: newlineOf(text), preview: 20 });
    const header = data.find(row => row.some(cell => cell.trim() !== '')) ?? [];
    const recognized = header.filter(cell => meaningOf(cell) !== undefined).length;
    return recognized * 1000 + header.length;
  };
  const scores = delimiters.map(score);
  return delimiters[scores.indexOf(Math.max(...scores))] ?? ',';
}

/** Rows with anything in them, at most `maxRows` of them. */
export function parseCsv(text: string, delimiter: Delimiter, maxRows: number): Csv {
  const from = separatorLine(text).end;
  const newline = newlineOf(text);
  const csv: Csv = { rows: [], errors: [], cut: false };
  let start = from;
  Papa.parse<string[]>(text.slice(from), {
    delimiter,
    newline,
    step: ({ data, errors, meta }, parser) => {
      const end = from + meta.cursor;
      const row = { cells: withoutReturn(data, text, { start, end }, delimiter), start, end };
      start = end;
      csv.errors.push(...quoteErrors(errors, from, row));
      if (row.cells.every(cell => cell.trim() === '')) return;
      csv.cut = csv.rows.length === maxRows;
      if (csv.cut) parser.abort();
      else csv.rows.push(row);
    },
  });
  return csv;
}

function quoteErrors(errors: Papa.ParseError[], from: number, row: CsvRow): QuoteError[] {
  const kinds = errors.map(({ code, index = 0 }) => ({
    kind: code === 'MissingQuotes' ? ('unterminated' as const) : ('stray' as const),
    at: from + index - 1,
  }));
  const key = ({ kind, at }: (typeof kinds)[number]) => `${kind} ${at}`;
  return [...new Map(kinds.map(one => [key(one), { ...one, row }])).values()];
}

/** An unquoted last cell still has the CR of its CRLF; a quoted one may end in a CR of its own. */
function withoutReturn(
  cells: string[],
  text: string,
  { start, end }: Pick<CsvRow, 'start' | 'end'>,
  delimiter: Delimiter,
): string[] {
  const last = cells.at(-1);
  if (!last?.endsWith('\r')) return cells;
  const cellEnd = text[end - 1] === '\n' ? end - 1 : end;
  const cellStart = cellEnd - last.length;
  const startsCell = cellStart === start || text[cellStart - 1] === delimiter;
  const isUnquoted = startsCell && text.slice(cellStart, cellEnd) === last;
  return isUnquoted ? [...cells.slice(0, -1), last.slice(0, -1)] : cells;
}

/**
 * Where the cells of a row stand, quotes included. The parser does not say, but its values do: an unquoted cell is as long as its
 * value, and in a quoted one only quotation marks are longer.
 */
export function cellRanges(
  text: string,
  { start, end }: CsvRow,
  delimiter: Delimiter,
): { start: number; end: number }[] {
  const raw = text.slice(start, end);
  const { data } = Papa.parse<string[]>(raw, { delimiter, newline: newlineOf(text) });
  let at = 0;
  return withoutReturn(data[0] ?? [], text, { start, end }, delimiter).map(cell => {
    const range = { start: start + at, end: start + endOfCell(raw, at, cell) };
    at = range.end - start;
    const next = raw.indexOf(delimiter, at);
    at = next < 0 ? raw.length : next + delimiter.length;
    return range;
  });
}

function endOfCell(raw: string, start: number, value: string): number {
  if (raw[start] !== '"') return start + value.length;
  let at = start + 1;
  for (const character of value.split('')) at += character === '"' && raw[at + 1] === '"' ? 2 : 1;
  return Math.min(raw.length, at + 1);
}
