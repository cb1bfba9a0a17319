import type { Cell, ColumnType } from './types.ts';

/** The types whose cells are kept and compared as numbers. */
export type NumberType = Extract<ColumnType, 'number' | 'bytes' | 'percent' | 'date'>;

const numberTypes: ReadonlySet<ColumnType> = new Set<NumberType>(['number', 'bytes', 'percent', 'date']);
export const isNumberType = (type: ColumnType): type is NumberType => numberTypes.has(type);

/**
 * What stands for no limit and never. Whoever has no limit has more than any quota but uses no share of it, so usage without
 * a limit is less than any other, as never is before any date.
 */
const words: Record<NumberType, { word: string; number: number }> = {
  number: { word: '', number: NaN },
  bytes: { word: 'none', number: Infinity },
  percent: { word: 'none', number: -Infinity },
  date: { word: 'never', number: -Infinity },
};

/** The number that a cell is compared by; NaN: not known. */
export function numberOf(type: NumberType, cell: Cell): number {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : words[type].number;
  return cell !== null && cell === words[type].word ? words[type].number : NaN;
}

/** The cell for a number of `numberOf`. */
export function cellOfNumber(type: NumberType, number: number): Cell {
  if (Number.isFinite(number)) return number;
  if (Number.isNaN(number)) return null;
  return type === 'date' ? words.date.word : Infinity;
}
