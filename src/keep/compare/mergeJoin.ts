import { byCodeUnit } from '../../model/document.ts';

/** What two sources have under one key; at least one of them has something. */
export interface Joined<T> {
  key: string;
  left: T | undefined;
  right: T | undefined;
}

/** Goes through two sources side by side. Both must be sorted by key, in the order of code units, each key once. */
export function* mergeJoin<T>(
  left: Iterable<readonly [string, T]>,
  right: Iterable<readonly [string, T]>,
): Generator<Joined<T>, void, undefined> {
  const [ours, theirs] = [left[Symbol.iterator](), right[Symbol.iterator]()];
  let [a, b] = [ours.next(), theirs.next()];
  while (!a.done || !b.done) {
    const order = a.done ? 1 : b.done ? -1 : byCodeUnit(a.value[0], b.value[0]);
    const one = order <= 0 && !a.done ? a.value : undefined;
    const other = order >= 0 && !b.done ? b.value : undefined;
    yield { key: one?.[0] ?? other?.[0] ?? '', left: one?.[1], right: other?.[1] };
    if (one) a = ours.next();
    if (other) b = theirs.next();
  }
}

export const sortedEntries = <T>(map: Iterable<readonly [string, T]>): (readonly [string, T])[] =>
  [...map].sort(([a], [b]) => byCodeUnit(a, b));
