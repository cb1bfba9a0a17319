type List = readonly string[] | undefined;

/**
 * The items to add to the list that the server has now (`theirs`), or to remove from it where `adds` is false: those that
 * were added or removed between `base` and `ours`. A list that is absent from `ours` was not changed.
 */
export function itemsToChange(adds: boolean, base: List, ours: List, theirs: List): string[] {
  if (!ours) return [];
  const [from, to] = adds ? [base, ours] : [ours, base];
  const [known, present] = [new Set(from), new Set(theirs)];
  return [...new Set(to)].filter(item => !known.has(item) && present.has(item) !== adds);
}

/** The list with or without the item. */
export function changeItem(adds: boolean, list: List, item: string): string[] {
  const others = (list ?? []).filter(other => other !== item);
  return adds ? [...others, item] : others;
}
