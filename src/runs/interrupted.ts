import * as vscode from 'vscode';
import type { Server } from '../servers/server.ts';
import type { Services } from '../servers/services.ts';
import { runCommand } from '../ui/commands.ts';
import type { RunDesk } from './desk.ts';

/** When a server is first connected to, tells of plans that broke off there, and removes old ones. */
export function followInterrupted(
  { servers, messages }: Pick<Services, 'servers' | 'messages'>,
  desk: RunDesk,
): vscode.Disposable {
  const met = new Set<string>();
  return servers.onDidChangeState(server => {
    if (server.state.kind !== 'connected' || met.has(server.id)) return;
    met.add(server.id);
    void tell(server, desk, messages).catch(() => undefined);
  });
}

async function tell(server: Server, desk: RunDesk, messages: Services['messages']): Promise<void> {
  for (const { id, title, phase, counts } of await desk.list(server)) {
    if (phase !== 'interrupted') continue;
    const place = { serverId: server.id, id };
    messages.warn(
      vscode.l10n.t(
        '“{0}” on {1} was interrupted: {2} of {3} steps are done.',
        title,
        server.label,
        counts.done,
        counts.total,
      ),
      { title: vscode.l10n.t('Resume'), run: () => runCommand('resumePlan', place) },
      { title: vscode.l10n.t('Show Plan'), run: () => runCommand('openPlan', place) },
    );
  }
}
