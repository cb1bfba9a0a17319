import { ranksOf, sortedPlaces } from './collation.ts';
import { columnOf } from './columns.ts';
import { isNumberType, numberOf } from './numbers.ts';
import type { TableStore } from './store.ts';
import type { Cell, ColumnId, SortKey } from './types.ts';

/** What comes after all values, in either direction. */
const emptyKey = 1e301;
const unknownKey = Infinity;
/** For no limit, which does not come after the unknown. */
const most = 1e300;

/**
 * The rows in the order of the view. Rows that are equal stay as they were; empty cells come after the others and unknown
 * ones last, in either direction.
 */
export function sortRows(
  store: TableStore,
  rows: Uint32Array,
  sort: readonly SortKey[],
  locale: string,
): Uint32Array {
  const keys = sort.map(key => keysOf(store, rows, key, locale));
  const order = Uint32Array.from(rows, (_, index) => index);
  const [first] = keys;
  if (!first) return rows.slice();
  order.sort((a, b) => {
    for (const key of keys) {
      const [one, other] = [key[a] ?? 0, key[b] ?? 0];
      if (one !== other) return one < other ? -1 : 1;
    }
    return 0;
  });
  return order.map(index => rows[index] ?? 0);
}

/** One number for each of the rows. */
function keysOf(
  store: TableStore,
  rows: Uint32Array,
  { column, descending }: SortKey,
  locale: string,
): Float64Array {
  const keyOf = keyReader(store, column, locale);
  return Float64Array.from(rows, row => {
    const key = keyOf(row);
    return descending && key < emptyKey ? -key : key;
  });
}

function keyReader(store: TableStore, column: ColumnId, locale: string): (row: number) => number {
  const data = store.data(column);
  const edits = store.edits(column);
  const { type } = columnOf(column);
  if (isNumberType(type)) {
    const numbers = data?.kind === 'numbers' ? data.numbers : undefined;
    return row => {
      const edited = edits?.get(row);
      return numberKey(edited === undefined ? (numbers?.[row] ?? NaN) : numberOf(type, edited));
    };
  }
  const values = data?.kind === 'values' ? data : undefined;
  if (!edits) {
    const keys = values ? storedKeys(values.values, locale) : undefined;
    return row => keys?.[values?.codes[row] ?? 0] ?? unknownKey;
  }
  const cells = [...edits.values()];
  const places = new Map([...edits.keys()].map((row, index) => [row, index]));
  const known = values?.values ?? [];
  const { keys } = valueKeys([...known, ...cells], locale);
  return row => {
    const place = places.get(row);
    const code = place === undefined ? (values?.codes[row] ?? 0) : known.length + place;
    return keys[code] ?? unknownKey;
  };
}

const numberKey = (number: number): number =>
  Number.isNaN(number) ? unknownKey : Math.max(-most, Math.min(most, number));

interface Sorted {
  locale: string;
  order: readonly number[];
  keys: Float64Array;
}

/** What was sorted once is not sorted again, and further values are put between. */
const sorted = new WeakMap<readonly Cell[], Sorted>();

function storedKeys(values: readonly Cell[], locale: string): Float64Array {
  const known = sorted.get(values);
  const isOurs = known?.locale === locale;
  if (isOurs && known.keys.length === values.length) return known.keys;
  const now = valueKeys(values, locale, isOurs ? known.order : []);
  sorted.set(values, { locale, ...now });
  return now.keys;
}

function valueKeys(
  cells: readonly Cell[],
  locale: string,
  known: readonly number[] = [],
): Pick<Sorted, 'order' | 'keys'> {
  const texts = cells.map(textOf);
  const order = sortedPlaces(texts, locale, known);
  const keys = ranksOf(texts, order).map((rank, index) => {
    const cell = cells[index] ?? null;
    if (cell === null) return unknownKey;
    return cell === '' || (typeof cell === 'object' && cell.length === 0) ? emptyKey : rank;
  });
  return { order, keys };
}

function textOf(cell: Cell): string {
  if (typeof cell === 'boolean') return cell ? '1' : '0';
  return cell === null ? '' : typeof cell === 'object' ? cell.join(', ') : String(cell);
}
