import type { Candidate } from './candidate.ts';

/** A cell's text and where it stands, without its quotes. */
type CsvCell = Candidate;

const delimiters = [',', ';', '\t', '|'] as const;

/** The delimiter of a header: the one that occurs most often in it. */
function delimiterOf(header: string): string {
  const count = (delimiter: string) => header.split(delimiter).length;
  return delimiters.reduce((best, candidate) => (count(candidate) > count(best) ? candidate : best));
}

/** The cells of a line, quoted as in RFC 4180. CSV parsers return the text of cells, but not their positions. */
function cellsOf(line: string, delimiter: string): CsvCell[] {
  const separator = delimiter === '|' ? '\\|' : delimiter;
  const pattern = new RegExp(`(?: *"((?:[^"]|"")*)" *|([^${separator}]*))(?:${separator}|$)`, 'dg');
  return [...line.matchAll(pattern)].map(({ 1: quoted, 2: bare, indices }) => {
    const [start, end] = indices?.[quoted === undefined ? 2 : 1] ?? [0, 0];
    return { text: quoted?.replaceAll('""', '"') ?? bare ?? '', start, end };
  });
}

/** The cell at an offset of a line, and its column's name in the header. */
export function cellAt(
  header: string,
  line: string,
  offset: number,
): (CsvCell & { column: string }) | undefined {
  const delimiter = delimiterOf(header);
  const cells = cellsOf(line, delimiter);
  const index = cells.findIndex(({ start, end }) => start <= offset && offset < end);
  const cell = cells[index];
  const column = cellsOf(header, delimiter)[index]?.text.trim();
  return cell && column !== undefined ? { ...cell, column } : undefined;
}
