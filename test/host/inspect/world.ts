import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { allowedServersKey } from '../../../src/inspect/consent.ts';
import type { Server } from '../../../src/servers/server.ts';
import { startNextcloud, type SimulatedNextcloud } from '../../nextcloud/index.ts';
import { addServer, theExtension } from '../support/extension.ts';

/** Two signed-in servers, of which both know bob and the second alone knows zoe. */
export interface World {
  first: SimulatedNextcloud;
  second: SimulatedNextcloud;
  servers: [Server, Server];
  /** Paths from `cloud/` on that the servers were asked for, avatars apart. */
  asked(): string[];
  /** Nobody was asked yet whether hovers may ask servers. */
  forgetConsent(): Promise<void>;
  allow(...servers: Server[]): Promise<void>;
  /** A file of this name on disk. */
  file(name: string, text: string): Promise<vscode.TextDocument>;
  end(): Promise<void>;
}

export async function makeWorld(): Promise<World> {
  const { context, servers } = await theExtension();
  const first = await startNextcloud({ seed: 'empty' });
  const second = await startNextcloud({ seed: 'empty' });
  const groups = ['editors'];
  for (const nextcloud of [first, second]) {
    nextcloud.state.createGroup('editors');
    nextcloud.state.createUser({ id: 'bob', displayname: 'Bob Builder', email: 'bob@example.com', groups });
  }
  first.state.createUser({ id: 'alice', displayname: 'Alice Example', email: 'alice@example.com', groups });
  second.state.createUser({ id: 'zoe', displayname: 'Zoe [x](command:workbench.action.quit)' });
  const signedIn: [Server, Server] = [await addServer(first), await addServer(second)];
  for (const server of signedIn) await server.connect();
  const folder = await mkdtemp(join(tmpdir(), 'nca-inspect-'));
  const remember = (ids: string[] | undefined) => context.workspaceState.update(allowedServersKey, ids);
  return {
    first,
    second,
    servers: signedIn,
    asked: () =>
      [...first.requests, ...second.requests]
        .map(({ path }) => path)
        .filter(path => path.includes('/cloud/users'))
        .map(path => path.replace(/.*\/cloud\//, '')),
    forgetConsent: async () => remember(undefined),
    allow: async (...allowed) => remember(allowed.map(({ id }) => id)),
    async file(name, text) {
      const path = join(folder, name);
      await writeFile(path, text);
      return vscode.workspace.openTextDocument(path);
    },
    async end() {
      await remember(undefined);
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      for (const server of signedIn) await servers.remove(server);
      for (const nextcloud of [first, second]) await nextcloud.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** Where a text stands in a document, the nth time. */
export function placeOf(document: vscode.TextDocument, text: string, nth = 0): vscode.Position {
  const start = document.getText().split(text).slice(0, nth + 1).join(text).length; // prettier-ignore
  return document.positionAt(start + 1);
}

/** What the inspect views show, by their titles. */
export function inspected(): string[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) =>
        input instanceof vscode.TabInputWebview && input.viewType.endsWith('nextcloudAdmin.inspect'),
    )
    .map(({ label }) => label);
}
