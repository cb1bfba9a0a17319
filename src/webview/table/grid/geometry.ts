/** In CSS pixels; `table.css` has them, too. */
export const rowHeight = 26;
export const gutterWidth = 52;
export const leastWidth = 48;
/** How many rows exist out of sight, above and below. */
const margin = 8;

/** What of an axis is in sight: the first and, exclusive, the last. */
export interface IndexRange {
  first: number;
  last: number;
}

/** The columns that exist beside the pinned ones, and the room (CSS pixels) that those on their left and right take. */
export interface ColumnSpan extends IndexRange {
  before: number;
  after: number;
}

/** What a person sees of the body, in CSS pixels; without header and pinned columns. */
export interface Sight {
  top: number;
  left: number;
  width: number;
  height: number;
}

export function rowsIn({ top, height }: Sight, count: number): IndexRange {
  const first = Math.floor(top / rowHeight) - margin;
  const last = Math.ceil((top + height) / rowHeight) + margin;
  return { first: Math.max(0, Math.min(first, count)), last: Math.max(0, Math.min(last, count)) };
}

/** @param widths of all columns, of which the first `pinned` are always there */
export function columnsIn({ left, width }: Sight, widths: readonly number[], pinned: number): ColumnSpan {
  const span = { first: pinned, last: pinned, before: 0, after: 0 };
  let start = 0;
  for (const [index, own] of widths.entries()) {
    if (index < pinned) continue;
    const end = start + own;
    if (end <= left) span.before = end;
    else if (start >= left + width) span.after += own;
    else span.last = index + 1;
    if (end <= left) span.first = index + 1;
    start = end;
  }
  span.last = Math.max(span.first, span.last);
  return span;
}

export const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** Where to scroll so that the stretch from `start` is in sight; unchanged if it is. */
export function scrolledTo(position: number, room: number, start: number, length: number): number {
  if (start < position || length > room) return start;
  return Math.max(position, start + length - room);
}

/** Before which of the columns (or after the last) the place is, in CSS pixels from the left of the first. */
export function gapAt(place: number, widths: readonly number[]): number {
  let start = 0;
  for (const [index, width] of widths.entries()) {
    if (place < start + width / 2) return index;
    start += width;
  }
  return widths.length;
}
