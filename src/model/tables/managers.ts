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
    const circle = circleFrom(id, inFile);
    return circle ? [finding('managerCircle', [circle.join(' → ')], place(), { row })] : [];
  });
}

/** The chain of managers that leads back to the user. */
function circleFrom(id: string, users: ReadonlyMap<string, TableUser>): string[] | undefined {
  const chain = [id];
  const seen = new Set([idKey(id)]);
  for (;;) {
    const next = users.get(idKey(chain.at(-1) ?? ''))?.manager;
    if (!next) return undefined;
    chain.push(next);
    if (idKey(next) === idKey(id)) return chain;
    if (seen.has(idKey(next))) return undefined;
    seen.add(idKey(next));
  }
}
