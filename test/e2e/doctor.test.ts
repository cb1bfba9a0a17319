import assert from 'node:assert/strict';
import { startNextcloud, type SimulatedNextcloud } from '../nextcloud/index.ts';
import { eventually } from '../support/eventually.ts';
import { addServer } from './support/addServer.ts';
import { seriousProblems } from './support/axe.ts';
import { onNewest } from './support/onNewest.ts';
import { story } from './support/step.ts';
import { useWorkbench } from './support/useWorkbench.ts';

onNewest('Diagnose Server', () => {
  let nextcloud: SimulatedNextcloud;

  const workbench = useWorkbench(async () => {
    nextcloud = await startNextcloud({ version: 34 });
    return {};
  });

  after(() => nextcloud.close());

  before('sign in', async () => {
    await workbench().grantClipboard();
    await addServer(workbench(), nextcloud);
  });

  const page = () => workbench().form();

  const part = story('examines a server that is well, and one that strips Authorization');

  part('finds nothing on a server that is well, step by step', async () => {
    const window = workbench();
    // It lasts until it has been seen.
    nextcloud.latencyMs = 3000;
    await window.command('Nextcloud Admin: Diagnose Server…');
    await page().getByRole('status').getByText('Examining the server…').waitFor();
    await page().locator('.step.running').waitFor();
    await window.shot('doctor-running');
    nextcloud.latencyMs = 0;
    await page().getByText('No problem was found.').waitFor();
    assert.equal(await page().locator('.step.passed').count(), 15);
    assert.equal(await page().locator('.step.skipped').count(), 1);
    await window.shot('doctor-well');
  });

  part('stops at a server that strips Authorization, with what to do about it', async () => {
    const window = workbench();
    nextcloud.worlds.add('strippedAuthorization');
    await page().getByRole('button', { name: 'Run Again' }).last().click();
    await page().getByText('A problem was found. What comes after it was not examined.').waitFor();
    await page().getByText('answers as if no password had been sent').waitFor();
    await page().getByText('CGIPassAuth On').waitFor();
    await window.command('View: Toggle Primary Side Bar Visibility');
    for (const theme of ['dark', 'light', 'hc'] as const) {
      await window.setTheme(theme);
      for (const width of [1400, 400]) {
        await window.page.setViewportSize({ width, height: 900 });
        await page().locator('.finding').scrollIntoViewIfNeeded();
        assert.deepEqual(await seriousProblems(page()), [], `${theme} ${width}`);
        await window.shot(`doctor-stripped-${theme}-${width}`);
      }
    }
    await window.page.setViewportSize({ width: 1400, height: 900 });
    await window.command('View: Toggle Primary Side Bar Visibility');
    await window.setTheme('dark');
  });

  part('copies a report, with names only when asked', async () => {
    const { host } = new URL(nextcloud.url);
    const report = async (): Promise<string> => {
      await page().getByRole('button', { name: 'Copy Report' }).click();
      const copied = await workbench().page.evaluate('navigator.clipboard.readText()');
      return String(copied);
    };
    const anonymous = await eventually('the report', async () => {
      const text = await report();
      return text.includes('[authorizationStripped]') ? text : undefined;
    });
    assert.match(anonymous, /<host> answers as if no password had been sent/);
    assert.ok(!anonymous.includes(host) && !anonymous.includes('“admin”'), anonymous);
    await page()
      .getByRole('checkbox', { name: /^Name hosts/ })
      .check({ force: true });
    const full = await eventually('the names', async () => {
      const text = await report();
      return text.includes(host) ? text : undefined;
    });
    assert.ok(!full.includes(nextcloud.admin.password));
  });

  part('is offered below a server in trouble', async () => {
    const window = workbench();
    await window.show('Nextcloud Admin');
    await window.command('Nextcloud Admin: Retry Connection');
    const row = window.sideBar.getByText('Diagnose Server…');
    await row.waitFor();
    await window.shot('doctor-offered');
    await row.click();
    await page().getByText('answers as if no password had been sent').waitFor();
  });
});
