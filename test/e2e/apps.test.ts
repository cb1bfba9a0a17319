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

/** Of the form, in px. */
const widths = [400, 1400] as const;
/** Beside it. */
const activityBar = 48;

onNewest('apps of the store', () => {
  let nextcloud: SimulatedNextcloud;
  const workbench = useWorkbench(async () => {
    nextcloud = await startNextcloud({ seed: 'demo', version: 34 });
    return {};
  });

  after(() => nextcloud.close());

  before('add the server', () => addServer(workbench(), nextcloud));

  beforeEach('open the form', async () => {
    await workbench().command('View: Close All Editors');
    await workbench().command('Nextcloud Admin: Open Apps');
    await form().getByRole('heading', { name: 'Apps', level: 1 }).waitFor();
  });

  afterEach('as wide as before', () => workbench().page.setViewportSize({ width: 1280, height: 800 }));

  const form = () => workbench().form();
  const app = (id: string) => nextcloud.state.apps.get(id);
  const show = (tab: string) => form().getByRole('tab', { name: tab }).click();
  const row = (name: string) => form().locator('.app', { hasText: name });

  it('installs an app after saying what is against it', async () => {
    await show('Store');
    await form().getByLabel('Search apps').fill('cospend');
    await row('Cospend').getByText('Not reviewed').waitFor();
    await row('Cospend').getByRole('button', { name: 'Install: Cospend' }).click();
    await workbench().dialog.getByText('Nextcloud has not reviewed it.').waitFor();
    await workbench().dialogButton('Install');
    await eventually('it is there', () => app('cospend')?.enabled === true);
    await row('Cospend').waitFor({ state: 'detached' });
    await show('Installed');
    await row('Cospend').getByRole('switch', { name: 'Cospend enabled', checked: true }).waitFor();
    await workbench().clearNotifications();
  });

  it('updates all apps, and says at a row why one failed', async () => {
    const refusing = nextcloud.faults.add({
      kind: 'lockedBefore',
      times: Infinity,
      match: ({ method, path, body }) =>
        method === 'POST' && path.endsWith('/apps/update') && body.appId === 'mail',
    });
    await show('Updates');
    await form().getByRole('tab', { name: 'Updates (3)' }).waitFor();
    await workbench().shot('apps-updates');
    await form().getByRole('button', { name: 'Update All…' }).click();
    await workbench()
      .dialog.getByText(/Deck: .* → 1\.17\.2/)
      .waitFor();
    await workbench().dialogButton('Update');
    await row('Mail').locator('.problem').waitFor();
    await eventually('the others are', () => app('deck')?.info.version === '1.17.2' && !app('polls')?.update);
    await form().getByRole('tab', { name: 'Updates (1)' }).waitFor();
    await workbench().clearNotifications();
    await workbench().shot('apps-updates-failed');
    refusing();
    await row('Mail').getByRole('button', { name: 'Update to 5.5.2: Mail' }).click();
    await form().getByText('All apps are up to date').waitFor();
    assert.equal(app('mail')?.info.version, '5.5.2');
    await workbench().clearNotifications();
  });

  it('enables an app for two groups, chosen by searching', async () => {
    await form().getByLabel('Search apps').fill('notes');
    await form()
      .getByRole('button', { name: /^Notes/ })
      .click();
    const groups = form().getByRole('combobox', { name: 'Groups that can use the app' });
    for (const group of ['Marketing', 'Works Council']) {
      await groups.fill(group);
      await form().getByRole('option', { name: group }).click();
    }
    await workbench().shot('apps-groups');
    await form().getByRole('button', { name: 'Enable for These Groups' }).click();
    await eventually('it is', () => app('notes')?.limitedTo?.join() === 'Marketing,Works Council');
    await row('Notes').getByText('For 2 groups').waitFor();
    await form().getByRole('button', { name: 'Enable for These Groups' }).waitFor({ state: 'detached' });
    await workbench().clearNotifications();
  });

  // The page is the same in both versions of VS Code.
  const audited = Object.keys(themes) as Theme[];
  for (const theme of audited)
    for (const width of widths)
      it(`has no serious accessibility problem, ${theme}, ${width} px`, async () => {
        const { page } = workbench();
        await workbench().setTheme(theme);
        if (await page.locator('.part.sidebar').isVisible())
          await workbench().command('View: Toggle Primary Side Bar Visibility');
        await page.setViewportSize({ width: width + activityBar, height: 900 });
        await show('Store');
        await form()
          .getByRole('button', { name: /^Face Recognition/ })
          .click();
        assert.deepEqual(await seriousProblems(form()), []);
        await workbench().shot(`apps-store-${theme}-${width}`);
        await show('Installed');
        await form()
          .getByRole('button', { name: /^Polls/ })
          .click();
        assert.deepEqual(await seriousProblems(form()), []);
        await workbench().shot(`apps-installed-${theme}-${width}`);
      });
});
