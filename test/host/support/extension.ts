import * as vscode from 'vscode';
import type { Parts } from '../../../src/extension.ts';
import type { Server } from '../../../src/servers/server.ts';
import type { SimulatedNextcloud } from '../../nextcloud/index.ts';

/** The extension as VS Code runs it, by its parts. */
export async function theExtension(): Promise<Parts> {
  const extension = vscode.extensions.getExtension<Parts | undefined>('nextcloud-admin.nextcloud-admin');
  const parts = await extension?.activate();
  if (!parts) throw new Error('The extension was not started for tests.');
  return parts;
}

/** Configures the simulated server and signs in as its administrator, or as somebody else. */
export async function addServer(
  nextcloud: SimulatedNextcloud,
  { user, password }: { user: string; password: string } = nextcloud.admin,
): Promise<Server> {
  const { servers } = await theExtension();
  const { origin } = new URL(nextcloud.url);
  const secret = { origin, user, password, revocable: false };
  return servers.add({ url: nextcloud.url, user }, secret);
}
