/**
 * Spreadsheets run cells that begin with one of these as formulas, so an apostrophe goes before them. Cells that could be
 * taken for such a result get one more, so that reading takes exactly one away.
 */
const guarded = /^'*[=+\-@\t\r]/;
const guardedTwice = /^'+[=+\-@\t\r]/;

export const toSafeCell = (value: string): string => (guarded.test(value) ? `'${value}` : value);
export const fromSafeCell = (cell: string): string => (guardedTwice.test(cell) ? cell.slice(1) : cell);

/** As CSV has it between two delimiters. Whatever another delimiter could cut is quoted too. */
export function csvCell(value: string): string {
  const safe = toSafeCell(value);
  return /[",;\t|\r\n]|^\s|\s$|^sep=/i.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** As Markdown has it in a cell of a table or in a line of text: one line, nothing in it means anything. */
export function markdownCell(value: string): string {
  return value.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_{}[\]()<>#+\-.!|~&$:@/^=]/g, '\\$&');
}
