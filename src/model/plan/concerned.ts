import type { WantedUser } from './types.ts';

/** With more users, pages of all of them take less time than one request each. */
export const mostSingle = 100;

/** `undefined` if all users are to be read: for many, or to warn of everybody whose manager is to be deleted. */
export function usersConcerned(
  wanted: readonly Pick<WantedUser, 'id' | 'manager' | 'state'>[],
): string[] | undefined {
  if (wanted.length > mostSingle || wanted.some(({ state }) => state === 'absent')) return undefined;
  return wanted.flatMap(({ id, manager }) => (manager ? [id, manager] : [id]));
}
