import type { Finding } from './findings.ts';
import { finding } from './findings.ts';
import type { Mapping } from './mapping.ts';
import type { Table } from './table.ts';
import type { KnownIndex, TableUser } from './types.ts';
import { idKey } from './values.ts';

/** Managers that are not there, are to be deleted, or would be managed by those they manage. */
export function managerFindings(
  table: Table,
  mapping: Mapping,
  users: readonly TableUser[],
  known: KnownIndex,
): Finding[] {
  const column = mapping.findIndex(({ meaning }) => meaning === 'manager');
  const inFile = new Map(users.map(user => [idKey(user.id), user]));
  const clear = new Set<string>();
  return users.flatMap(({ id, manager, source: row }) => {
    if (!manager) return [];
    const place = () => table.place(row, column);
    const other = inFile.get(idKey(manager));
    if (idKey(manager) === idKey(id)) return [finding('ownManager', [id], place(), { row })];
    if (other?.state === 'absent') return [finding('absentManager', [manager], place(), { row })];
    if (!other) {
      const unknown = known.users && !known.users.has(idKey(manager));
      return unknown ? [finding('unknownManager', [manager], place(), { row })] : [];
    }
    const circle = circleFrom(id, inFile, clear);
    return circle ? [finding('managerCircle', [circle.join(' → ')], place(), { row })] : [];
  });
}

/** The chain of managers that leads back to the user; `clear` collects those whose chain does not. */
function circleFrom(
  id: string,
  users: ReadonlyMap<string, TableUser>,
  clear: Set<string>,
): string[] | undefined {
  const chain = new Map([[idKey(id), id]]);
  let next = users.get(idKey(id))?.manager;
  while (next && !clear.has(idKey(next)) && !chain.has(idKey(next))) {
    chain.set(idKey(next), next);
    next = users.get(idKey(next))?.manager;
  }
  if (next && idKey(next) === idKey(id)) return [...chain.values(), next];
  for (const key of chain.keys()) if (!next || clear.has(idKey(next))) clear.add(key);
  return undefined;
}
