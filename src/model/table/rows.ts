import type { UserInfo } from '../../ocs/types.ts';
import { columns } from './columns.ts';
import type { Cell, RowKey, RowsChunk } from './types.ts';

/** The key of a user's row. */
export const rowKey = (serverId: string, userId: string): RowKey => `${serverId}/${userId}`;

/** A server's ID has no slash, a user's ID may have some. */
export function splitRowKey(key: RowKey): { serverId: string; userId: string } {
  const slash = key.indexOf('/');
  return { serverId: key.slice(0, Math.max(slash, 0)), userId: key.slice(slash + 1) };
}

/** The rows of these users, as the page takes them. The IDs of server and user do not travel twice. */
export function rowsChunk(serverId: string, users: readonly UserInfo[]): RowsChunk {
  const chunk: RowsChunk = { serverId, ids: users.map(({ userId }) => userId), columns: {} };
  for (const { id, read } of columns) {
    if (id === 'id' || id === 'server') continue;
    const cells: Cell[] = users.map(user => read(user, serverId));
    if (cells.some(cell => cell !== null)) chunk.columns[id] = cells;
  }
  return chunk;
}
