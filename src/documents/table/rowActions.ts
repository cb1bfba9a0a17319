import { splitRowKey } from '../../model/table/keys.ts';
import type { RowKey } from '../../model/table/types.ts';
import { commandIds, runCommand } from '../../ui/commands.ts';
import type { RowAction } from '../../webview/table/protocol.ts';

/** Runs an action on rows. One that asks for a value does so for each server: groups and managers exist on one only. */
export async function runOnRows(
  offered: readonly RowAction[],
  action: string,
  rows: readonly RowKey[],
): Promise<void> {
  const command = commandIds.find(id => id === action);
  const takes = offered.find(other => other.action === action)?.takes;
  if (!command || !takes) return;
  const subjects = rows.map(key => {
    const { serverId, userId } = splitRowKey(key);
    return { serverId, id: userId };
  });
  const servers = new Set(subjects.map(({ serverId }) => serverId));
  const portions =
    takes === 'many'
      ? [...servers].map(id => subjects.filter(({ serverId }) => serverId === id))
      : [subjects];
  for (const portion of portions) await runCommand(command, portion);
}
