import * as vscode from 'vscode';
import type { Server } from '../servers/server.ts';
import type { Servers } from '../servers/servers.ts';

/** Of the workspace's state: the ids of the servers that hovers may ask. */
export const allowedServersKey = 'hovers.servers';

/** Which servers may be asked about the ids of this workspace's files. Ids of one customer are not another's business. */
export class Consent {
  readonly #state: vscode.Memento;
  readonly #servers: Servers;

  constructor(workspaceState: vscode.Memento, servers: Servers) {
    this.#state = workspaceState;
    this.#servers = servers;
  }

  /** None may be asked where the person said so; `undefined`: the person was not asked yet. */
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

  /** Asks which servers, if there are several. */
  async choose(): Promise<void> {
    // Otherwise the hover that asks would take the focus back to the editor as it goes.
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
        placeHolder: vscode.l10n.t('Which servers may be asked about the user ids you point at?'),
      },
    );
    if (picked) await this.allow(picked.map(({ server }) => server));
  }
}
