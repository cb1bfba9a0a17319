import type { RowKey } from './types.ts';

/** The key of a user's row. */
export const rowKey = (serverId: string, userId: string): RowKey => `${serverId}/${userId}`;

/** A server's ID has no slash, a user's ID may have some. */
export function splitRowKey(key: RowKey): { serverId: string; userId: string } {
  const slash = key.indexOf('/');
  return { serverId: key.slice(0, Math.max(slash, 0)), userId: key.slice(slash + 1) };
}
