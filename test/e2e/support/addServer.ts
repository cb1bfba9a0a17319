import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SimulatedNextcloud } from '../../nextcloud/index.ts';
import { eventually } from '../../support/eventually.ts';
import type { Workbench } from './workbench.ts';

/** Adds a server with the command palette, signed in as its administrator or as somebody else. */
export async function addServer(
  workbench: Workbench,
  nextcloud: SimulatedNextcloud,
  { user, password } = nextcloud.admin,
): Promise<void> {
  await workbench.command('Nextcloud Admin: Add Server…');
  await workbench.answer('Enter the server address', nextcloud.url);
  await workbench.pick('Sign in with user ID and password');
  await workbench.answer('Enter your user ID', user);
  await workbench.answer('Enter the login password', password);
  const { host } = new URL(nextcloud.url);
  await eventually('the server is in the settings', async () => (await settings(workbench)).includes(host));
  await workbench.clearNotifications();
}

/** Removes the server with the command palette, if it is there and the only one. */
export async function removeServer(workbench: Workbench, nextcloud: SimulatedNextcloud): Promise<void> {
  const { host } = new URL(nextcloud.url);
  if (!(await settings(workbench)).includes(host)) return;
  await workbench.command('Nextcloud Admin: Remove Server…');
  await workbench.dialogButton('Remove');
  await eventually('the settings are rid of it', async () => !(await settings(workbench)).includes(host));
}

function settings({ server }: Workbench): Promise<string> {
  return readFile(join(server.dataFolder, 'User', 'settings.json'), 'utf8');
}
