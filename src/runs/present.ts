import * as vscode from 'vscode';
import type { Present } from '../model/plan/types.ts';
import type { Server } from '../servers/server.ts';

interface LoadOptions {
  signal: AbortSignal;
  report?: (text: string) => void;
  /** As in `readPresent`. */
  users?: readonly string[];
}

/** Reads what a plan is made against. Throws NextcloudError. */
export async function loadPresent(server: Server, { signal, report, users }: LoadOptions): Promise<Present> {
  const { readPresent } = await import('../keep/instance/readPresent.ts');
  const onUsers = (count: number) => report?.(vscode.l10n.t('{0} users read', count));
  const { present } = await server.call((client, connection) =>
    readPresent(client, connection, { signal, onUsers, users }),
  );
  return present;
}
