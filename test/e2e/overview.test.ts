import assert from 'node:assert/strict';
import { startNextcloud } from '../nextcloud/index.ts';
import type { SimulatedNextcloud } from '../nextcloud/index.ts';
import { eventually } from '../support/eventually.ts';
import { addServer } from './support/addServer.ts';
import { seriousProblems } from './support/axe.ts';
import { onNewest } from './support/onNewest.ts';
import { themes } from './support/themes.ts';
import type { Theme } from './support/themes.ts';
import { useWorkbench } from './support/useWorkbench.ts';

/** Of the page, in px. */
const widths = [400, 1400] as const;
/** Beside it. */
const activityBar = 48;
const gigabyte = 2 ** 30;

onNewest('the overview of a server, and notifications', () => {
  let nextcloud: SimulatedNextcloud;
  const workbench = useWorkbench(async () => {
    nextcloud = await startNextcloud({ seed: 'demo', version: 34 });
    const { health, config } = nextcloud.state;
    health.disks = [
      [998.7, 1.3],
      [120.4, 262.1],
    ];
    health.freeSpace = 1.3 * gigabyte;
    health.php = '8.1.31';
    health.localCache = 'none';
    health.webServer = '<img src=x onerror="document.body.remove()"> [x](command:nextcloudAdmin.addServer)';
    config.get('core')?.set('backgroundjobs_mode', 'ajax');
    return {};
  });

  after(() => nextcloud.close());

  before('add the server', () => addServer(workbench(), nextcloud));

  beforeEach('close what is open', () => workbench().command('View: Close All Editors'));

  afterEach('as wide as before', () => workbench().page.setViewportSize({ width: 1280, height: 800 }));

  const page = () => workbench().form();
  const open = async () => {
    await workbench().command('Nextcloud Admin: Open Server Overview');
    await page().getByRole('heading', { name: 'Storage' }).waitFor();
    await page().getByText('With updates').waitFor();
  };

  it('opens from the row of the server, which a click still opens and closes', async () => {
    await workbench().show('Nextcloud Admin');
    const { tree } = workbench();
    const label = new URL(nextcloud.url).hostname;
    const row = tree.getByRole('treeitem', { name: label }).first();
    await row.click();
    await tree.getByRole('treeitem', { name: 'Apps' }).waitFor({ state: 'detached' });
    await row.click();
    await tree.getByRole('treeitem', { name: 'Apps' }).first().waitFor();
    await row.press('Enter');
    await tree.getByRole('treeitem', { name: 'Apps' }).waitFor({ state: 'detached' });
    await row.press('ArrowRight');
    await tree.getByRole('treeitem', { name: 'Apps' }).first().waitFor();
    await workbench().rowAction(label, 'Open Server Overview');
    await page().getByRole('heading', { name: 'Storage' }).waitFor();
  });

  it('warns of a full disk and of what else is wrong, and says what to do', async () => {
    await open();
    const warnings = page().getByRole('list', { name: 'Warnings' }).getByRole('listitem');
    await warnings.filter({ hasText: 'Only 1.3 GB of 1,000 GB is free' }).waitFor();
    await warnings.filter({ hasText: 'PHP 8.1.31 has had no security fixes' }).waitFor();
    await warnings.filter({ hasText: 'There is no memory cache' }).waitFor();
    await warnings.filter({ hasText: 'Background jobs run only while' }).waitFor();
    await page().getByText('998.7 GB of 1,000 GB used').waitFor();
    await page().getByText('<img src=x onerror=').waitFor();
    nextcloud.state.health.load = [3.5, 2.1, 1.2];
    await page().getByRole('button', { name: 'Reload from Server' }).click();
    await page()
      .getByRole('img', { name: /^Load over the last 5 minutes: between 0\.42 and 3\.5, now 3\.5/ })
      .waitFor();
    await page().getByText('Show as Table').first().click();
    await page().getByRole('cell', { name: '3.5' }).waitFor();
    await workbench().shot('overview-full-disk');
  });

  it('shows the updates of apps in their form', async () => {
    await open();
    await page().getByRole('button', { name: 'Show App Updates' }).first().click();
    await page().getByRole('tab', { name: 'Updates (3)', selected: true }).waitFor();
  });

  it('is restored after the window was reloaded', async () => {
    await open();
    await workbench().reload();
    await page().getByRole('heading', { name: 'Storage' }).waitFor();
    await page().getByText('With updates').waitFor();
  });

  it('says why the server could not be asked again', async () => {
    await open();
    const ending = nextcloud.faults.add({
      kind: 'status',
      status: 502,
      times: Infinity,
      match: ({ path }) => path.includes('/serverinfo/'),
    });
    await page().getByRole('button', { name: 'Reload from Server' }).click();
    await page().getByText('The server could not be asked again').waitFor();
    await workbench().shot('overview-trouble');
    ending();
    await page().getByRole('button', { name: 'Retry' }).click();
    await page().getByText('The server could not be asked again').waitFor({ state: 'detached' });
    await workbench().clearNotifications();
  });

  it('notifies the members of a group by a plan that is shown first', async () => {
    await workbench().command('Nextcloud Admin: Send Notification…');
    await workbench().pick('Members of a Group…');
    await workbench().pick('First Aid');
    await workbench().answer('in one line', 'Maintenance on Friday');
    await workbench().pick('Enter a Longer Text…');
    await workbench().answer('opens with', 'The server is not available from 22:00 to 23:00.');
    await page().getByText('The server is not available from 22:00 to 23:00.').waitFor();
    assert.deepEqual(nextcloud.state.notifications, []);
    await workbench().shot('notification-plan');
    assert.deepEqual(await seriousProblems(page()), []);
    await page().locator('vscode-button', { hasText: 'Apply' }).click();
    await workbench()
      .dialog.getByText(/Send notification: \d+/)
      .waitFor();
    await workbench().dialogButton('Apply');
    const members = [...nextcloud.state.users.values()].filter(
      ({ groups, enabled }) => enabled && groups.includes('First Aid'),
    );
    await eventually('all have it', () => nextcloud.state.notifications.length === members.length);
    const users = nextcloud.state.notifications.map(({ userId }) => userId);
    assert.deepEqual(users.sort(), members.map(({ id }) => id).sort());
    await workbench().toast(/done, \d+ steps/);
    await workbench().clearNotifications();
  });

  // The page is the same in both versions of VS Code.
  const audited = Object.keys(themes) as Theme[];
  for (const theme of audited)
    for (const width of widths)
      it(`has no serious accessibility problem, ${theme}, ${width} px`, async () => {
        const { page: window } = workbench();
        await workbench().setTheme(theme);
        if (await window.locator('.part.sidebar').isVisible())
          await workbench().command('View: Toggle Primary Side Bar Visibility');
        await open();
        await window.setViewportSize({ width: width + activityBar, height: width === 400 ? 2000 : 1100 });
        await page().getByText('Show as Table').first().click();
        assert.deepEqual(await seriousProblems(page()), []);
        await workbench().shot(`overview-${theme}-${width}`);
      });
});
