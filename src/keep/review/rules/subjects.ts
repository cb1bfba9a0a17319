import type { AccountDocument } from '../../../model/account.ts';
import type { RuleHit, ReviewFacts, ReviewSubject } from '../types.ts';

/** A finding about a user, and others beside. */
export const aboutUser = (
  { id }: AccountDocument,
  facts: ReviewFacts = {},
  others: readonly ReviewSubject[] = [],
): RuleHit => ({ subjects: [{ kind: 'user', id }, ...others], facts: { user: id, ...facts } });

export const aboutGroup = (id: string, facts: ReviewFacts = {}): RuleHit => ({
  subjects: [{ kind: 'group', id }],
  facts: { group: id, ...facts },
});

/** A finding about several of a kind together. */
export const aboutAll = (
  kind: ReviewSubject['kind'],
  ids: readonly string[],
  facts: ReviewFacts = {},
): RuleHit => ({
  subjects: ids.map(id => ({ kind, id })),
  facts: { ids: ids.map(id => `“${id}”`).join(', '), ...facts },
});

/** Those of a key together, in the order in which keys come first. */
export function gathered<T, K extends string>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> {
  const found = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const others = found.get(key);
    if (others) others.push(item);
    else found.set(key, [item]);
  }
  return found;
}
