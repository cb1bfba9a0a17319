import * as vscode from 'vscode';
import type { Server } from '../servers/server.ts';
import type { Servers } from '../servers/servers.ts';

/** In the workspace state: the IDs of the servers that hovers may ask. */
export const allowedServersKey = 'hovers.servers';

/** Which servers may be asked about the IDs in this workspace: one customer's IDs must not reach another's server. */
export class HoverConsent {
  readonly #state: vscode.Memento;
  readonly #servers: Servers;

  constructor(workspaceState: vscode.Memento, servers: Servers) {
    this.#state = workspaceState;
    this.#servers = servers;
  }

  /** Empty if the user declined; `undefined` if the user has not been asked yet. */
  get allowed(): Server[] | undefined {
    const ids = this.#state.get<string[]>(allowedServersKey);
    return ids && this.#servers.all().filter(({ id }) => ids.includes(id));
  }

  async allow(servers: readonly Server[]): Promise<void> {
    await this.#state.update(
      allowedServersKey,
      servers.map(({ id }) => id),
    );
  }

  /** Asks which servers may be asked. */
  async choose(): Promise<void> {
    // Otherwise, the hover would return the focus to the editor when it disappears.
    await vscode.commands.executeCommand('editor.action.hideHover');
    const all = this.#servers.all();
    const before = this.allowed ?? all;
    const picked = await vscode.window.showQuickPick(
      all.map(server => ({
        label: server.label,
        description: server.user,
        detail: server.url,
        picked: before.includes(server),
        server,
      })),
      {
        canPickMany: true,
        title: vscode.l10n.t('Servers for Hovers in This Workspace'),
        placeHolder: vscode.l10n.t('Select the servers to ask about the user IDs that you point at'),
      },
    );
    if (picked) await this.allow(picked.map(({ server }) => server));
  }
}
