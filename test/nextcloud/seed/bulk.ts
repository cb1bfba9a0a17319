import type { State } from '../state.ts';
import { firstNames, lastNames } from './names.ts';

const groupsPerUser = 2;

/** Many accounts for measurements: `user000000` and so on, in groups `group0000`. */
export function seedBulk(state: State, users: number, groups: number): void {
  const groupIds = Array.from({ length: groups }, (_, index) => numbered('group', index, 4));
  for (const id of groupIds) state.createGroup(id);
  for (let index = 0; index < users; index++) {
    const first = firstNames[index % firstNames.length]!;
    const last = lastNames[(index * 7) % lastNames.length]!;
    const id = numbered('user', index, 6);
    state.createUser({
      id,
      displayname: `${first} ${last} ${index}`,
      email: `${id}@example.com`,
      groups: groupsOf(groupIds, index),
    });
  }
}

function groupsOf(groupIds: readonly string[], index: number): string[] {
  if (groupIds.length < groupsPerUser) return [...groupIds];
  const at = (index * groupsPerUser) % groupIds.length;
  return [groupIds[at]!, groupIds[(at + 1) % groupIds.length]!];
}

function numbered(word: string, index: number, digits: number): string {
  return `${word}${String(index).padStart(digits, '0')}`;
}
