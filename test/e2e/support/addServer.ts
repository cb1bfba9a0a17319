import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SimulatedNextcloud } from '../../nextcloud/index.ts';
import { eventually } from '../../support/eventually.ts';
import { Spoken } from './spoken.ts';
import type { Workbench } from './workbench.ts';

const english = new Spoken('en');

interface SignIn {
  user?: string;
  password?: string;
  /** As `Spoken.say`, in the language of the window. */
  say?: (name: string) => string;
}

/** Answers what is asked when a server is added, as its administrator or as somebody else. */
export async function answerSignIn(
  workbench: Workbench,
  { url, admin }: SimulatedNextcloud,
  { user = admin.user, password = admin.password, say = name => english.say(name) }: SignIn = {},
): Promise<void> {
  await workbench.answer(say('Enter the server address, as copied from the browser.'), url);
  await workbench.pick(say('Sign in with user ID and password'));
  await workbench.answer(say('Enter your user ID on {0}.'), user);
  await workbench.answer(say('Enter the login password or an app password of “{0}” on {1}.'), password);
}

/** Adds a server with the command palette, signed in as its administrator or as somebody else. */
export async function addServer(
  workbench: Workbench,
  nextcloud: SimulatedNextcloud,
  as: SignIn = {},
): Promise<void> {
  await workbench.command('Nextcloud Admin: Add Server…');
  await answerSignIn(workbench, nextcloud, as);
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
