import type { WantedList, WantedUser } from './types.ts';

/** Two wishes about one user as one; the later says more. */
export function merged(before: WantedUser, after: WantedUser): WantedUser {
  const lists = (['groups', 'subadmin', 'additional_mail'] as const).flatMap(name => {
    const [a, b] = [before[name], after[name]];
    return a && b ? [[name, both(a, b)] as const] : [];
  });
  return { ...before, ...after, ...Object.fromEntries(lists), id: before.id };
}

function both(before: WantedList, after: WantedList): WantedList {
  if ('length' in before || 'length' in after) return after;
  return {
    add: [...(before.add ?? []), ...(after.add ?? [])],
    remove: [...(before.remove ?? []), ...(after.remove ?? [])],
  };
}
