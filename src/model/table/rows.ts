import type { UserInfo } from '../../ocs/types.ts';
import { columns } from './columns.ts';
import type { Cell, RowsChunk } from './types.ts';

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
