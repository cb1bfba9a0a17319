import { folded } from './fold.ts';

const collators = new Map<string, Intl.Collator>();

/** Compares as people of the language sort, and numbers in texts by their value. */
export function collator(locale: string): Intl.Collator {
  const one = collators.get(locale) ?? new Intl.Collator(locale, { numeric: true });
  collators.set(locale, one);
  return one;
}

/**
 * The places of texts in their order, equal ones alike. The collator is slow, and fast with what is nearly sorted: so the
 * texts are brought into an order that is cheap first.
 */
export function ranksOf(texts: readonly string[], locale: string): Float64Array {
  const { compare } = collator(locale);
  const keys = texts.map(folded);
  const order = Uint32Array.from(texts, (_, index) => index)
    .sort((a, b) => byCodeUnit(keys[a] ?? '', keys[b] ?? ''))
    .sort((a, b) => compare(texts[a] ?? '', texts[b] ?? ''));
  const ranks = new Float64Array(texts.length);
  let rank = 0;
  order.forEach((place, index) => {
    const before = order[index - 1];
    if (before !== undefined && compare(texts[before] ?? '', texts[place] ?? '') !== 0) rank = index;
    ranks[place] = rank;
  });
  return ranks;
}

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
