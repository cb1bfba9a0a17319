import { roughOrder } from './sortKeys.ts';

const collators = new Map<string, Intl.Collator>();

/** Compares as people of the language sort, and numbers in texts by their value. */
export function collator(locale: string): Intl.Collator {
  const one = collators.get(locale) ?? new Intl.Collator(locale, { numeric: true });
  collators.set(locale, one);
  return one;
}

/**
 * The texts in their order, as places in the list. The collator is slow, but fast with what is nearly sorted: so they are brought
 * into an order that is cheap first.
 * @param known the order of the first of the texts, from before others were added
 */
export function sortedPlaces(
  texts: readonly string[],
  locale: string,
  known: readonly number[] = [],
): number[] {
  const { compare } = collator(locale);
  const places = [...texts.keys()];
  const rough =
    known.length * 2 > texts.length
      ? [...known, ...places.slice(known.length)]
      : places.sort(roughOrder(texts, locale));
  return rough.sort((a, b) => compare(texts[a] ?? '', texts[b] ?? ''));
}

/** For each text its place in the order; the same text has the same. */
export function ranksOf(texts: readonly string[], order: readonly number[]): Float64Array {
  const ranks = new Float64Array(texts.length);
  let rank = 0;
  order.forEach((place, index) => {
    const before = order[index - 1];
    if (before !== undefined && texts[before] !== texts[place]) rank = index;
    ranks[place] = rank;
  });
  return ranks;
}
