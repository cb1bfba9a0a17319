/** More than any sheet that somebody edits by hand. */
const maxCells = 1_000_000;

/** The cells of a block that was copied in a spreadsheet; rows keep their place even where they are empty. */
export function gridOf(text: string, delimiter: '\t' | ',' | ';' = '\t'): string[][] {
  const cell = new RegExp(
    `(?:"((?:[^"]|"")*)"(?=[${delimiter}\\r\\n]|$)|([^${delimiter}\\r\\n]*))(${delimiter}|\\r\\n|\\r|\\n|$)`,
    'y',
  );
  const rows: string[][] = [];
  let row: string[] = [];
  for (let count = 0; count < maxCells; count++) {
    const found = cell.exec(text);
    if (!found) break;
    row.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] === delimiter) continue;
    rows.push(row);
    row = [];
    // Spreadsheets end the last row as any other.
    if (found[3] === '' || cell.lastIndex === text.length) break;
  }
  return rows;
}

/** Rows in which each has the same number of cells, more than one. */
const isTable = (rows: readonly string[][]): boolean =>
  rows.length > 0 && rows.every(row => row.length > 1 && row.length === rows[0]?.length);

/**
 * The cells of a pasted text, and how it could be read otherwise: text without tabs is one column, but a table of comma- or
 * semicolon-separated values if what stands in its first column says so.
 */
export function pastedGrids(text: string): { usual: string[][]; others: string[][][] } {
  const usual = gridOf(text);
  if (text.includes('\t')) return { usual, others: [] };
  return { usual, others: [gridOf(text, ','), gridOf(text, ';')].filter(isTable) };
}
