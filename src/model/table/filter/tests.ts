import { folded } from '../fold.ts';
import { columnOf } from '../columns.ts';
import { isNumberType, numberOf } from '../numbers.ts';
import type { NumberType } from '../numbers.ts';
import type { Cell } from '../types.ts';
import type { FilterCondition, FilterValue, Operator } from './types.ts';
import { timesOf } from './values.ts';

/** Whether something is true; `undefined` where that is not known. */
export type Verdict = boolean | undefined;

interface CellTest {
  cell: (cell: Cell) => Verdict;
  /** For a cell that is kept as a number. */
  number: (number: number) => Verdict;
}

/** Whether the condition is true of a cell of its column. */
export function testOf(condition: FilterCondition, now: Date): CellTest {
  const { type } = columnOf(condition.column);
  if (isNumberType(type)) {
    const number = numberTest(condition, type, now);
    return { number, cell: cell => number(numberOf(type, cell)) };
  }
  const holds = plainTest(condition);
  const cell = (value: Cell): Verdict => (value === null ? undefined : holds(value));
  return { cell, number: cell };
}

/** From `from` until before `to`; a number is the range that holds nothing else. */
interface Range {
  from: number;
  to: number;
}

function numberTest(
  { operator, values }: FilterCondition,
  type: NumberType,
  now: Date,
): (number: number) => Verdict {
  const ranges = values.map(value => rangeOf(value, type, now));
  const holds = numberOperators[operator];
  return number => (Number.isNaN(number) ? undefined : holds(number, ranges));
}

function rangeOf(value: FilterValue, type: NumberType, now: Date): Range {
  if (value.is === 'date' || value.is === 'ago') return timesOf(value, now);
  const number = value.is === 'number' ? value.number : type === 'date' ? numberOf('date', 'never') : NaN;
  return { from: number, to: number };
}

const isIn = (number: number, { from, to }: Range): boolean =>
  number === from || (number > from && number < to);
const isInOne = (number: number, ranges: readonly Range[]): boolean =>
  ranges.some(range => isIn(number, range));

/** Never, and usage without a limit, are not more or less than anything. */
const ordered =
  (holds: (number: number, range: Range) => boolean) =>
  (number: number, [range]: readonly Range[]): boolean =>
    number !== -Infinity && range !== undefined && holds(number, range);

const numberOperators: Record<Operator, (number: number, ranges: readonly Range[]) => boolean> = {
  ':': isInOne,
  '=': isInOne,
  '!=': (number, ranges) => !isInOne(number, ranges),
  '<': ordered((number, { from }) => number < from),
  '<=': ordered((number, range) => number < range.from || isIn(number, range)),
  '>': ordered((number, range) => number > range.from && !isIn(number, range)),
  '>=': ordered((number, { from }) => number >= from),
};

type PlainCell = NonNullable<Cell>;

function plainTest({ column, operator, values }: FilterCondition): (cell: PlainCell) => boolean {
  const { colon } = columnOf(column);
  const tests = values.map(value => valueTest(value, operator === ':' ? colon : 'exact'));
  const holds = (cell: PlainCell): boolean => tests.some(test => test(cell));
  return operator === '!=' ? cell => !holds(cell) : holds;
}

function valueTest(value: FilterValue, how: 'part' | 'whole' | 'exact'): (cell: PlainCell) => boolean {
  if (value.is === 'empty') return cell => cell === '' || (typeof cell === 'object' && cell.length === 0);
  if (value.is === 'flag') return cell => cell === value.flag;
  if (value.is !== 'text') return () => false;
  const test = textTest(value, how);
  return cell => (typeof cell === 'object' ? cell.some(test) : test(String(cell)));
}

function textTest(
  { text, pattern }: FilterValue & { is: 'text' },
  how: 'part' | 'whole' | 'exact',
): (text: string) => boolean {
  if (how === 'exact') return cell => cell === text;
  // IDs that differ by an accent are not the same.
  const normal = how === 'part' ? folded : lower;
  const wanted = normal(text);
  if (pattern) return patternTest(wanted.split('*'), normal);
  return how === 'part' ? cell => normal(cell).includes(wanted) : cell => normal(cell) === wanted;
}

const lower = (text: string): string => text.toLowerCase();

/** Whether a text is made of the parts with anything between them. */
function patternTest(parts: readonly string[], normal: (text: string) => string): (text: string) => boolean {
  const [first = '', last = ''] = [parts[0], parts.at(-1)];
  const middle = parts.slice(1, -1);
  return text => {
    const cell = normal(text);
    if (!cell.startsWith(first) || !cell.endsWith(last)) return false;
    let at = first.length;
    for (const part of middle) {
      const found = cell.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return at <= cell.length - last.length;
  };
}
