import assert from 'node:assert/strict';
import { startNextcloud, type SimulatedNextcloud } from '../nextcloud/index.ts';
import { keptInBrowser, keptInFiles, keptOnScreen, placesOf, spellings, type Kept } from './support/kept.ts';
import { story } from './support/step.ts';
import { useWorkbench } from './support/useWorkbench.ts';

describe('two servers, from adding them to signing out', () => {
  let production: SimulatedNextcloud;
  let staging: SimulatedNextcloud;
  const seen: Kept[] = [];

  const workbench = useWorkbench(async () => {
    // VS Code leads a browser that is to open 127.0.0.1 through a proxy of its own, but not its neighbour.
    production = await startNextcloud({ seed: 'empty', host: '127.0.0.2' });
    staging = await startNextcloud({ seed: 'empty', version: 25 });
    for (const { state } of [production, staging])
      state.createUser({ id: 'alice', displayname: 'Alice Example' });
    staging.state.users.get('admin')!.password = staging.admin.password + '-staging';
    return {};
  });

  after(async () => {
    await production.close();
    await staging.close();
  });

  const hostOf = ({ url }: SimulatedNextcloud) => new URL(url).host;
  const row = (nextcloud: SimulatedNextcloud) => new RegExp(`^${hostOf(nextcloud)}.*administrator`);
  const stagingPassword = () => staging.state.users.get('admin')!.password;
  const look = async () => void seen.push(await keptOnScreen(workbench().page));

  const part = story('holds no secret anywhere');

  part('logs as much as it can', async () => {
    const window = workbench();
    await window.command('Developer: Set Log Level...');
    await window.pick('Trace');
  });

  part('signs in with the browser: access is granted on a page of the server', async () => {
    const window = workbench();
    await window.show('Nextcloud Admin');
    await window.command('Nextcloud Admin: Add Server…');
    await window.answer('Enter the server address', `${production.url}index.php/apps/files`);
    await window.pick('Sign in with the browser');
    const page = await window.openedPage();
    await page.getByLabel('Account name').fill(production.admin.user);
    await page.getByLabel('Password').fill(production.admin.password);
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByText('Nextcloud Admin').waitFor();
    await page.getByRole('button', { name: 'Grant access' }).click();
    await page.getByRole('heading', { name: 'Account connected' }).waitFor();
    await page.close();
    await window.page.bringToFront();
    await window.row(row(production)).waitFor();
    assert.equal(production.state.appPasswords.size, 1);
  });

  part('signs in to a second server with a password, beside the first', async () => {
    const window = workbench();
    await window.command('Nextcloud Admin: Add Server…');
    await window.answer('Enter the server address', staging.url);
    await window.pick('Sign in with user ID and password');
    await window.answer('Enter your user ID', 'admin');
    await window.answer('Enter the login password', 'not this one');
    await window.answer('rejected the sign-in', stagingPassword());
    await window.expand(row(staging));
    await window.row(row(production)).waitFor();
    await look();
    await window.shot('servers-two');
  });

  part('asks for the login password before the first change with an app password', async () => {
    const window = workbench();
    await window.expand(row(production));
    await window.expand(/^All/);
    await window.row(/^Alice Example/).click();
    await window.form().getByLabel('Display name').fill('Alice B. Example');
    await window.page.keyboard.press('Control+S');
    await window.page
      .locator('.quick-input-widget:visible', { hasText: 'login password of “admin”' })
      .waitFor();
    await window.shot('servers-confirm');
    await look();
    await window.enter(production.admin.password);
    await window.page.locator('.tab.active:not(.dirty)').waitFor();
    assert.equal(production.state.users.get('alice')!.displayname, 'Alice B. Example');
    await look();
  });

  part('is signed in to both after a reload', async () => {
    const window = workbench();
    production.requests.length = staging.requests.length = 0;
    await window.reload();
    await window.show('Nextcloud Admin');
    for (const nextcloud of [production, staging]) {
      await window.expand(new RegExp(`^${hostOf(nextcloud)}`));
      await window.row(row(nextcloud)).waitFor();
    }
    for (const { requests } of [production, staging])
      assert.ok(requests.some(({ user }) => user === 'admin'));
    await look();
  });

  part('revokes the app password when the person signs out, and leaves the other server alone', async () => {
    const window = workbench();
    const [token] = production.state.appPasswords.keys();
    await window.contextMenu(row(production), 'Sign Out');
    await window.row(new RegExp(`^${hostOf(production)}.*signed out`)).waitFor();
    assert.deepEqual([...production.state.appPasswords.keys()], []);
    await window.row(row(staging)).waitFor();
    await window.shot('servers-signed-out');
    await nothingHolds(token!);
  });

  /** No secret of this journey in anything that was written: settings, state, logs, documents, HTML, links. */
  async function nothingHolds(token: string): Promise<void> {
    const { page, server } = workbench();
    const files = await keptInFiles(server.dataFolder);
    const browser = await keptInBrowser(page);
    await look();
    const secrets = [token, production.admin.password, stagingPassword()];
    assert.ok(
      [...files.keys()].some(path => path.includes('nextcloud-admin')),
      'our own log was read',
    );
    assert.ok(placesOf([production.url], files).length > 0, 'the settings were read');
    assert.ok(placesOf(['secrets.provider'], browser).length > 0, 'the secrets were read, encrypted');
    for (const secret of secrets)
      assert.deepEqual(placesOf(spellings('admin', secret), files, browser, ...seen), []);
  }
});
