type List = readonly string[] | undefined;

/**
 * The items that must be added to (or, with `adds` false, removed from) what the server holds (`theirs`), because the
 * person did so between `base` and `ours`. A list that is absent from `ours` was not touched.
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
