import * as vscode from 'vscode';
import type { EndedRun } from '../../runs/liveRun.ts';
import { commandTitles, runCommand } from '../../ui/commands.ts';
import type { ActionContext } from '../engine/context.ts';

/** Offers the passwords of the users that a run has created: nobody else has them. */
export function offerCredentials({ desk, messages }: ActionContext): vscode.Disposable {
  return desk.onDidEnd(({ server, run, created }: EndedRun) => {
    if (created.size === 0) return;
    const text = vscode.l10n.t(
      'New users with a password: {0}. Hand the passwords over before you close this window: they are not stored.',
      created.size,
    );
    const place = { serverId: server.id, id: run.head.id };
    messages.info(
      text,
      ...(['showCredentials', 'printCredentials'] as const).map(command => ({
        title: commandTitles[command],
        run: () => runCommand(command, place),
      })),
    );
  });
}
