import * as vscode from 'vscode';
import type { RunDesk } from '../runs/desk.ts';
import type { Servers } from '../servers/servers.ts';
import type { Busy } from '../subjects/busy.ts';
import type { UserSubject } from '../subjects/subject.ts';

/** Marks the users that runs are at, as often as runs tell of their progress, however many steps they do meanwhile. */
export function markRuns(desk: RunDesk, servers: Servers, busy: Busy): vscode.Disposable {
  return desk.onDidChange(({ server: serverId, run }) => {
    const server = servers.get(serverId);
    const users = server ? [...(desk.live(server, run)?.users ?? [])] : [];
    const subjects = server ? users.map((id): UserSubject => ({ kind: 'user', server, id })) : [];
    busy.mark(run, vscode.l10n.t('Applying a plan…'), subjects);
  });
}
