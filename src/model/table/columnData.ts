import { cellOfNumber, isNumberType, numberOf } from './numbers.ts';
import type { NumberType } from './numbers.ts';
import type { Cell, ColumnType } from './types.ts';

/** The cells of a column as numbers; NaN: not known. */
class NumberData {
  readonly kind = 'numbers';
  readonly type: NumberType;
  numbers: Float64Array;

  constructor(type: NumberType, capacity: number) {
    this.type = type;
    this.numbers = new Float64Array(capacity).fill(NaN);
  }

  grow(capacity: number): void {
    const grown = new Float64Array(capacity).fill(NaN);
    grown.set(this.numbers);
    this.numbers = grown;
  }

  get(row: number): Cell {
    return cellOfNumber(this.type, this.numbers[row] ?? NaN);
  }

  set(row: number, cell: Cell): void {
    this.numbers[row] = numberOf(this.type, cell);
  }

  /** Moves these rows, which ascend, to the front; the others are gone. */
  keep(rows: Uint32Array): void {
    rows.forEach((row, index) => (this.numbers[index] = this.numbers[row] ?? NaN));
    this.numbers.fill(NaN, rows.length);
  }
}

/** From this many values on, a column in which most are different is no longer searched for equal ones. */
const sampleLength = 2000;

/**
 * The cells of a column as places in a list of values, in which equal ones mostly stand once. The first is `null`. The list is only
 * added to; when values are taken out, there is another one.
 */
export class ValueData {
  readonly kind = 'values';
  codes: Uint32Array;
  values: Cell[] = [null];
  #places: Map<string | boolean, number> | null = new Map();
  #added = 0;

  constructor(capacity: number) {
    this.codes = new Uint32Array(capacity);
  }

  grow(capacity: number): void {
    const grown = new Uint32Array(capacity);
    grown.set(this.codes);
    this.codes = grown;
  }

  get(row: number): Cell {
    return this.values[this.codes[row] ?? 0] ?? null;
  }

  set(row: number, cell: Cell): void {
    if (this.get(row) === cell) return;
    this.codes[row] = this.#codeOf(cell);
    // Values that no row has any more are still there.
    if (this.values.length > 2 * this.codes.length + sampleLength)
      this.keep(Uint32Array.from(this.codes.keys()));
  }

  keep(rows: Uint32Array): void {
    const old = this.values;
    const moved = new Map<number, number>([[0, 0]]);
    this.values = [null];
    this.#places &&= new Map();
    rows.forEach((row, index) => {
      const code = this.codes[row] ?? 0;
      const place = moved.get(code) ?? this.#codeOf(old[code] ?? null);
      moved.set(code, place);
      this.codes[index] = place;
    });
    this.codes.fill(0, rows.length);
  }

  #codeOf(cell: Cell): number {
    if (cell === null) return 0;
    this.#added++;
    if (!this.#places) return this.values.push(cell) - 1;
    const key = typeof cell === 'object' ? JSON.stringify(cell) : typeof cell === 'number' ? `${cell}` : cell;
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    const place = this.values.push(cell) - 1;
    this.#places.set(key, place);
    if (place > sampleLength && place * 2 > this.#added) this.#places = null;
    return place;
  }
}

export type ColumnData = NumberData | ValueData;

export const newColumnData = (type: ColumnType, capacity: number): ColumnData =>
  isNumberType(type) ? new NumberData(type, capacity) : new ValueData(capacity);
