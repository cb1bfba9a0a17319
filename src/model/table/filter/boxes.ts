import type { ColumnId } from '../types.ts';
import { combined, termsOf } from './nodes.ts';
import { parseBox, parseFilter } from './parse.ts';
import { printFilter, printInBox } from './print.ts';
import type { FilterNode, FilterProblem } from './types.ts';

/** What stands in the box of each column; conditions on several columns and words stand in the line only. */
export function boxesOf(node: FilterNode): Partial<Record<ColumnId, string>> {
  const boxes: Partial<Record<ColumnId, string>> = {};
  for (const term of termsOf(node)) {
    const column = columnOfTerm(term);
    if (!column) continue;
    const text = term.kind === 'or' ? `(${printInBox(term)})` : printInBox(term);
    boxes[column] = [boxes[column], text].filter(Boolean).join(' ');
  }
  return boxes;
}

/** The line after something was entered in a box. What cannot be understood has problems, with places in the box, and changes nothing. */
export function withBox(
  line: string,
  column: ColumnId,
  box: string,
): { line: string; problems: FilterProblem[] } {
  const entered = parseBox(column, box);
  if (entered.problems.length > 0) return { line, problems: entered.problems };
  const terms = termsOf(parseFilter(line).node);
  const isOurs = (term: FilterNode): boolean => columnOfTerm(term) === column;
  const place = terms.findIndex(isOurs);
  const others = terms.filter(term => !isOurs(term));
  others.splice(place < 0 ? others.length : terms.slice(0, place).length, 0, ...termsOf(entered.node));
  return { line: printFilter(combined('and', others, { start: 0, end: 0 })), problems: [] };
}

/** The column that all of a term is about, if there is one. */
function columnOfTerm(term: FilterNode): ColumnId | undefined {
  if (term.kind === 'is') return term.column;
  if (term.kind === 'word') return undefined;
  const [first, ...others] = (term.kind === 'not' ? [term.node] : term.nodes).map(columnOfTerm);
  return others.every(column => column === first) ? first : undefined;
}
