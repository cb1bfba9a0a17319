import * as l10n from '@vscode/l10n';
import type { CsvRow, parseCsv } from './csv.ts';
import type { Finding, FindingCode } from './findings.ts';
import { finding } from './findings.ts';
import type { Table } from './table.ts';
import { limits } from './table.ts';

/** As many of a kind as help anybody. */
const mostOfAKind = 100;

/** What is wrong with the characters of a CSV: quotation marks, line ends, NUL. */
export function textFindings(table: Table, csv: ReturnType<typeof parseCsv>): Finding[] {
  const { text, lines } = table;
  const lost = text.indexOf('\uFFFD');
  const quotes = csv.errors.slice(0, mostOfAKind).map(({ kind, at, row }) => {
    const index = csv.rows.indexOf(row) - 1;
    const code = kind === 'unterminated' ? 'quoteOpen' : 'quoteStray';
    return finding(code, [], lines.place(at, at + 1), index < 0 ? {} : { row: index });
  });
  return [
    ...quotes,
    ...nuls(table),
    ...(lost < 0 ? [] : [finding('badCharacters', [], lines.place(lost, lost + 1))]),
    ...mixedLineEnds(table, csv.rows),
  ];
}

/** The first row that ends in another way than the header; line ends within cells are as they are. */
function mixedLineEnds({ text, lines }: Table, rows: readonly CsvRow[]): Finding[] {
  const endOf = ({ start, end }: CsvRow) =>
    /[\r\n]*$/.exec(text.slice(Math.max(start, end - 2), end))?.[0] ?? '';
  const [header] = rows;
  const usual = header && endOf(header);
  const other = rows.find(row => ![usual, ''].includes(endOf(row)));
  return other ? [finding('mixedLineEnds', [], lines.place(other.end - endOf(other).length, other.end))] : [];
}

function nuls({ text, lines }: Table): Finding[] {
  const found: Finding[] = [];
  let at = text.indexOf('\0');
  while (at >= 0 && found.length < mostOfAKind) {
    const fix = {
      kind: 'replace',
      title: l10n.t('Remove Character'),
      start: at,
      end: at + 1,
      text: '',
    } as const;
    found.push(finding('nul', [], lines.place(at, at + 1), { fixes: [fix] }));
    at = text.indexOf('\0', at + 1);
  }
  return found;
}

/** What is wrong with the form of a table: its size, and rows that do not fit the header. */
export function tableFindings(table: Table): Finding[] {
  const { headers, rows } = table;
  const found: Finding[] = [];
  if (headers.length > limits.columns)
    found.push(finding('tooManyColumns', [String(limits.columns)], table.place(-1, limits.columns)));
  if (rows.length > limits.rows)
    found.push(finding('tooManyRows', [limits.rows.toLocaleString('en')], table.place(limits.rows)));
  if (rows.length === 0) found.push(finding('headerAlone', [], table.place(-1)));
  rows.forEach(({ cells, broken }, row) => {
    if (broken) return;
    const problem = lengthProblem(table, row, cells);
    if (problem) found.push(problem);
    const returned = cells.findIndex((cell, column) => hasReturn(table, row, column, cell));
    if (returned >= 0) found.push(finding('loneReturn', [], table.place(row, returned), { row }));
  });
  return found;
}

function hasReturn(table: Table, row: number, column: number, cell: string): boolean {
  if (!cell.includes('\r')) return false;
  return !table.text.startsWith('"', table.place(row, column).start);
}

/** Whether a row is longer or shorter than the header; empty cells at its end are no harm. */
export const isTooLong = (cells: readonly string[], columns: number): boolean =>
  cells.slice(columns).some(cell => cell.trim() !== '');

function lengthProblem(table: Table, row: number, cells: readonly string[]): Finding | undefined {
  const columns = table.headers.length;
  const values: [string, string] = [String(cells.length), String(columns)];
  if (isTooLong(cells, columns)) return finding('rowTooLong', values, table.place(row, columns), { row });
  if (cells.length >= columns) return undefined;
  const place = table.place(row);
  const text = table.missingCells(columns - cells.length);
  const title = l10n.t('Add Empty Cells');
  const fixes = [{ kind: 'replace', title, start: place.end, end: place.end, text } as const];
  return finding('rowTooShort', values, place, { row, fixes });
}

/** Codes after which a file as a whole is not imported. */
export const blocksFile = (code: FindingCode): boolean =>
  ['tooLarge', 'empty', 'workbook', 'binary', 'tooManyColumns', 'tooManyRows', 'quoteOpen'].includes(code) ||
  ['jsonSyntax', 'jsonShape', 'noIdColumn'].includes(code);
