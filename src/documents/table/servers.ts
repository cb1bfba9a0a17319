import { accountFields } from '../../model/account.ts';
import { lockedFields } from '../../model/rights.ts';
import { columns } from '../../model/table/columns.ts';
import type { ColumnId } from '../../model/table/types.ts';
import { editableFields } from '../../ocs/editableFields.ts';
import type { Connection } from '../../servers/connection.ts';
import { secondFactorsLack } from '../../servers/secondFactors.ts';
import type { Server } from '../../servers/server.ts';
import type { TableServer } from '../../webview/table/protocol.ts';

/** The version that introduced each field, where it was not always there. */
const since = new Map<string, number>(
  Object.entries(editableFields).flatMap(([name, row]) => ('since' in row ? [[name, row.since]] : [])),
);

/** What the page is told of a server. Before it is connected, nothing is known of its columns but their names. */
export function tableServer(server: Server, isAlone: boolean): TableServer {
  const { state } = server;
  const connection = state.kind === 'connected' ? state.connection : undefined;
  const major = connection?.capabilities.version.major ?? Infinity;
  const lack = connection && secondFactorsLack(connection);
  const known = columns
    .map(({ id }) => id)
    .filter(
      id =>
        (since.get(id) ?? 0) <= major &&
        (id !== 'secondFactor' || lack === undefined) &&
        (id !== 'server' || !isAlone),
    );
  const editable = connection ? editableBy(connection) : new Set<ColumnId>();
  return {
    id: server.id,
    label: server.label,
    columns: known,
    editable: known.filter(id => editable.has(id)),
  };
}

/** The fields of users other than oneself that may be edited. */
function editableBy({ me, role }: Connection): Set<ColumnId> {
  const locked = lockedFields({ userId: '' }, { me, role });
  return new Set(accountFields.map(({ name }) => name).filter(name => locked[name] === undefined));
}
