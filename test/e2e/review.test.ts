import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { root } from '../vscode/install.ts';
import { startNextcloud, type SimulatedNextcloud } from '../nextcloud/index.ts';
import { eventually } from '../support/eventually.ts';
import { limits, scaled } from '../support/limits.ts';
import { addServer } from './support/addServer.ts';
import { seriousProblems } from './support/axe.ts';
import { onNewest } from './support/onNewest.ts';
import { story } from './support/step.ts';
import { themes, type Theme } from './support/themes.ts';
import { useWorkbench } from './support/useWorkbench.ts';

/** Findings of the demo that a plan can put right. */
const fixed = [
  '“anders.wagner” is enabled and has never signed in.',
  '“barbara.dubois” is enabled and has never signed in.',
  '“elena.pohl” is enabled and has never signed in.',
];
const fixedUsers = ['anders.wagner', 'barbara.dubois', 'elena.pohl'];

onNewest('access review and comparison', () => {
  let demo: SimulatedNextcloud;
  let staging: SimulatedNextcloud;

  const workbench = useWorkbench(async () => {
    demo = await startNextcloud({ seed: 'demo', version: 34 });
    staging = await startNextcloud({ seed: 'empty', version: 34 });
    staging.state.createGroup('Project X');
    for (const id of fixedUsers) {
      const email = demo.state.users.get(id)?.email ?? '';
      staging.state.createUser({ id, email, groups: ['Project X'] });
    }
    return {};
  });

  after(() => Promise.all([demo.close(), staging.close()]));

  before('sign in', () => addServer(workbench(), demo));

  const page = () => workbench().form();
  const tab = (name: string) => page().getByRole('tab', { name });
  const line = (text: string) => page().getByRole('treeitem', { name: text });
  const button = (name: string) => page().locator('vscode-button', { hasText: name }).first();
  const hostOf = ({ url }: SimulatedNextcloud) => new URL(url).host;

  /** Looks at what is shown in all themes, wide and narrow. */
  async function look(name: string, ready: () => Promise<void>): Promise<void> {
    const window = workbench();
    for (const theme of Object.keys(themes) as Theme[]) {
      await window.setTheme(theme);
      for (const width of [1400, 400]) {
        await window.page.setViewportSize({ width, height: 900 });
        await ready();
        assert.deepEqual(await seriousProblems(page()), [], `${name} ${theme} ${width}`);
        await window.shot(`${name}-${theme}-${width}`);
      }
    }
    await window.page.setViewportSize({ width: 1400, height: 900 });
    await window.setTheme('dark');
  }

  async function applyPlan(): Promise<void> {
    await button('Apply…').click();
    await workbench().dialogButton('Apply');
  }

  const part = story('reviews the demo, fixes, accepts and reports findings, and copies a group');

  part('finds what there is to find', async () => {
    await workbench().page.setViewportSize({ width: 1400, height: 900 });
    await workbench().command('View: Toggle Primary Side Bar Visibility');
    await workbench().command('Nextcloud Admin: Review Access');
    await line('“admin” is an administrator without a second factor.').waitFor();
    await look('review-findings', () => line('Administrators without').first().waitFor());
    await tab('Who administers').click();
    await look('review-powers', () => page().getByRole('columnheader', { name: 'Second factor' }).waitFor());
    await tab('Memberships').click();
    await look('review-matrix', () => page().getByRole('grid', { name: 'Memberships' }).waitFor());
  });

  part('finds users and groups in the matrix, by the keyboard as well', async () => {
    await page().getByRole('textbox', { name: 'Search groups' }).fill('first aid');
    await page().getByText('21 users, 1 groups').waitFor();
    await page().getByRole('textbox', { name: 'Search groups' }).fill('');
    await page().getByRole('textbox', { name: 'Search users' }).fill('erik.khan');
    await page().getByText('1 users, 31 groups').waitFor();
    await page().getByRole('grid', { name: 'Memberships' }).focus();
    await workbench().page.keyboard.press('ArrowDown');
    await workbench().page.keyboard.press('Enter');
    await workbench().tab('erik.khan.json').waitFor();
    await workbench().command('View: Close Editor');
  });

  part('plans and applies fixes of three findings, and finds them no more', async () => {
    await tab('Findings').click();
    for (const text of fixed) await line(text).locator('.box').click();
    await workbench().shot('review-ticked');
    await button('Plan Fixes (3)').click();
    await page().getByRole('heading', { name: 'Enabled users who never signed in' }).waitFor();
    await applyPlan();
    await eventually('they are disabled', () =>
      fixedUsers.every(id => demo.state.users.get(id)?.enabled === false),
    );
    await workbench().command('View: Close Editor');
    await page().getByText('The server was changed since this review.').waitFor();
    await workbench().shot('review-outdated');
    await button('Review Again').click();
    for (const text of fixed) await line(text).waitFor({ state: 'detached' });
  });

  part('accepts a finding with a reason and a day, in a file of the workspace', async () => {
    await line('“admin” is an administrator without a second factor.').click();
    await page().locator('.details').getByText('Why it matters').waitFor();
    await page().locator('.details vscode-button', { hasText: 'Accept…' }).click();
    await workbench().answer('Why is this accepted?', 'The emergency user');
    await workbench().answer('The last day on which it is accepted', '2099-12-31');
    await page().getByRole('button', { name: 'Accepted 1' }).click();
    await page().getByText('Accepted until 2099-12-31: The emergency user').first().waitFor();
    await workbench().shot('review-accepted');
    const name = hostOf(demo).replace(':', '%3a') + new URL(demo.url).pathname.replaceAll('/', '%2f');
    const file = join(workbench().folder, '.nextcloud-admin', name.replace(/%2f$/, ''), 'accepted.json');
    assert.match(await readFile(file, 'utf8'), /"reason": "The emergency user"/);
  });

  part('saves a report that opens without network and that everybody can read', async () => {
    const path = join(workbench().folder, 'report.html');
    await page().getByRole('button', { name: 'Save Report…' }).click();
    await workbench().pick('HTML');
    await saveAs(path);
    await workbench().toast('Saved the report to report.html.');
    const report = await workbench().page.context().newPage();
    await readReport(report, path);
    await report.close();
    await workbench().page.bringToFront();
    await workbench().clearNotifications();
  });

  /** VS Code fills the box of its dialog in several steps, the last of which may come after a first answer. */
  async function saveAs(path: string): Promise<void> {
    const { page: window, quickInput } = workbench();
    const dialog = window.locator('.quick-input-widget:visible', { hasText: 'Save Report' });
    await dialog.getByRole('button', { name: 'OK' }).waitFor();
    await eventually('the report is saved', async () => {
      if (await dialog.isHidden()) return true;
      await quickInput.fill(path);
      await quickInput.press('Enter');
      const closed = dialog.waitFor({ state: 'hidden', timeout: scaled(limits.attempt) });
      return closed.then(
        () => true,
        () => false,
      );
    });
  }

  /** Nothing but the file itself is asked for. */
  async function readReport(report: Page, path: string): Promise<void> {
    const asked: string[] = [];
    report.on('request', request => asked.push(request.url()));
    const { href } = pathToFileURL(path);
    await report.goto(href);
    await report.getByRole('heading', { name: 'Group administrators without a second factor' }).waitFor();
    assert.deepEqual(await seriousProblems(report), []);
    assert.deepEqual(asked, [href]);
    await report.screenshot({ path: join(root, '.tmp/shots', 'review-report.png') });
  }

  part('copies a group with its members from one server to another', async () => {
    const window = workbench();
    await addServer(window, staging);
    await window.command('Nextcloud Admin: Compare Server With…');
    await window.pick(hostOf(staging));
    await window.pick('Another Server…');
    await window.pick(hostOf(demo));
    await line('Groups: Project X, Only in').waitFor();
    await look('compare', () => line('Groups: Project X, Only in').waitFor());
    await page().getByRole('textbox', { name: 'Search differences' }).fill('Project X');
    await line('Users: anders.wagner').waitFor();
    await button('Tick All').click();
    await window.shot('compare-ticked');
    await button(`Copy to ${hostOf(demo)}`).click();
    await page()
      .getByRole('heading', { name: `Copy from ${hostOf(staging)}` })
      .waitFor();
    await window.shot('compare-plan');
    await applyPlan();
    await eventually('the group is there with its members', () =>
      fixedUsers.every(id => demo.state.users.get(id)?.groups.includes('Project X')),
    );
  });
});
