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
  const settings = join(workbench.server.dataFolder, 'User', 'settings.json');
  await eventually('the server is in the settings', async () =>
    (await readFile(settings, 'utf8')).includes(new URL(nextcloud.url).host),
  );
  await workbench.clearNotifications();
}
