/** Requests at a time; the client sends no more to one server. */
const atOnce = 4;

/** What `work` makes of each item, in their order, a few at a time. */
export async function* inPortions<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
): AsyncGenerator<R, void, undefined> {
  for (let at = 0; at < items.length; at += atOnce)
    yield* await Promise.all(items.slice(at, at + atOnce).map(work));
}
