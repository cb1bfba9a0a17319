import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { SimulatedNextcloud } from '../nextcloud/index.ts';
import { startNextcloud } from '../nextcloud/index.ts';
import { eventually } from '../support/eventually.ts';
import { addServer } from './support/addServer.ts';
import { seriousProblems } from './support/axe.ts';
import { keptInBrowser, keptInFiles, placesOf } from './support/kept.ts';
import { themes } from './support/themes.ts';
import type { Theme } from './support/themes.ts';
import { useWorkbench } from './support/useWorkbench.ts';

const daySeconds = 86_400;
const crew = Array.from({ length: 40 }, (_, index) => `crew${String(index).padStart(2, '0')}`);

/** What each test finds: 40 users who have signed in one after another, the last of them never. */
function seed({ state }: SimulatedNextcloud): void {
  crew.forEach((id, index) => {
    state.deleteUser(id);
    const user = state.createUser({
      id,
      displayname: `Crew ${index}`,
      email: `${id}@example.invalid`,
      groups: index % 2 ? ['crew'] : ['crew', 'deck'],
      quota: '1 GB',
    });
    user.lastLogin = index === 39 ? 0 : Math.floor(Date.now() / 1000) - index * 10 * daySeconds;
    user.used = index * 27_000_000;
  });
}

describe('the table of users', () => {
  let nextcloud: SimulatedNextcloud;
  const workbench = useWorkbench(async () => {
    nextcloud = await startNextcloud({ seed: 'empty' });
    for (const id of ['crew', 'deck', 'ashore']) nextcloud.state.createGroup(id);
    return {};
  });

  after(() => nextcloud.close());

  const form = () => workbench().form();
  const press = (key: string) => workbench().page.keyboard.press(key);
  const type = (text: string) => workbench().page.keyboard.type(text);
  const state = (id: string) => nextcloud.state.users.get(id)!;

  before('add the server', async () => {
    seed(nextcloud);
    await addServer(workbench(), nextcloud);
    await workbench().grantClipboard();
    await workbench().page.setViewportSize({ width: 1600, height: 900 });
    await workbench().command('View: Toggle Primary Side Bar Visibility');
  });

  beforeEach('everything as at first', () => seed(nextcloud));

  /** Opens the table with all users in the order of their IDs, whatever its view was. */
  async function open(): Promise<void> {
    await workbench().command('Nextcloud Admin: Open Users as a Table');
    await filter('', '41 users');
    const id = title('User ID');
    if ((await id.getAttribute('aria-sort')) !== 'ascending') await id.click();
    await id.and(form().locator('[aria-sort=ascending]')).waitFor();
  }

  async function filter(line: string, words: string): Promise<void> {
    await form().getByRole('combobox', { name: 'Filter', exact: true }).fill(line);
    await press('Escape');
    await form().getByText(words, { exact: true }).waitFor();
  }

  const ids = () => form().locator('.row .pinned [role=gridcell]').allInnerTexts();
  const title = (name: string) => form().getByRole('columnheader', { name });

  /** The cell of a user below a title. */
  async function cell(id: string, column: string): Promise<Locator> {
    const index = await title(column).getAttribute('aria-colindex');
    const own = form().getByRole('gridcell', { name: id, exact: true });
    return form().getByRole('row').filter({ has: own }).locator(`[aria-colindex="${index}"]`);
  }

  async function put(id: string, column: string, text: string): Promise<void> {
    await (await cell(id, column)).click();
    await type(text);
    await press('Enter');
  }

  async function pictures(name: string): Promise<void> {
    for (const theme of Object.keys(themes) as Theme[]) {
      await workbench().setTheme(theme);
      for (const width of [900, 1600]) {
        await workbench().page.setViewportSize({ width, height: 900 });
        await workbench().shot(`${name}-${theme}-${width}`);
      }
      assert.deepEqual(await seriousProblems(form()), []);
    }
    await workbench().setTheme('dark');
  }

  it('sorts by the last login and filters by three conditions', async () => {
    await open();
    await title('Last login').click();
    await eventually('who never signed in comes first', async () => (await ids())[0]?.startsWith('crew39'));
    await form().getByRole('combobox', { name: 'Filter', exact: true }).fill('group:');
    await form().getByRole('option', { name: 'deck' }).waitFor();
    await workbench().shot('table-completions');
    await filter('group:deck usage>50% lastLogin<2100-01-01', '10 of 41 users');
    assert.deepEqual((await ids()).slice(0, 2), ['crew38', 'crew36']);
    const login = await cell('crew36', 'Last login');
    await login.hover();
    assert.match((await login.getAttribute('title')) ?? '', /20\d\d/);
    await title('User ID').hover();
    assert.equal(await login.getAttribute('title'), null);
    await form().getByRole('textbox', { name: 'Filter Usage' }).fill('>90%');
    await form().getByText('2 of 41 users').waitFor();
    await pictures('table-filter');
    await filter('', '41 users');
  });

  const dirty = () => workbench().page.locator('.tab.active.dirty');
  const says = (words: string) => form().getByText(words, { exact: true }).waitFor();

  it('edits, pastes, undoes, and saves all but what the server refuses', async () => {
    await open();
    for (const id of crew.slice(1, 6)) await put(id, 'Display name', `Mate ${id}`);
    await says('5 cells changed');
    const block = crew.slice(10, 30).map(id => `Pasted ${id}\t${id}@ship.invalid\tcrew;ashore`);
    await workbench().page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(block.join('\n'))})`);
    await (await cell('crew10', 'Display name')).click();
    await press('Control+v');
    await says('65 cells changed');
    await put('crew06', 'Email', 'wrong@example.invalid');
    await says('66 cells changed');
    await press('Control+z');
    await says('65 cells changed');
    const healthy = nextcloud.faults.add({
      kind: 'reply',
      times: Infinity,
      match: ({ method, path }) => method !== 'GET' && path.endsWith('/users/crew03'),
      reply: () => ({
        status: 400,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          ocs: { meta: { status: 'failure', statuscode: 102, message: 'no' }, data: [] },
        }),
      }),
    });
    await press('Control+s');
    await workbench().dialog.waitFor();
    await workbench().shot('table-consent');
    await workbench().dialogButton('Apply');
    await says('1 not saved');
    await says('1 cell changed');
    healthy();
    assert.deepEqual([state('crew01').displayname, state('crew03').displayname], ['Mate crew01', 'Crew 3']);
    assert.deepEqual([...state('crew29').groups].sort(), ['ashore', 'crew']);
    assert.equal(state('crew29').email, 'crew29@ship.invalid');
    await dirty().waitFor();
    await pictures('table-refused');
    await (await cell('crew03', 'Display name')).click();
    await press('Control+s');
    await workbench().dialogButton('Apply');
    await eventually('all is saved', () => state('crew03').displayname === 'Mate crew03');
    await dirty().waitFor({ state: 'detached' });
  });

  it('keeps the view and unsaved cells when the window is loaded again', async () => {
    await open();
    await filter('group:deck', '20 of 41 users');
    await title('Usage').click();
    await put('crew02', 'Email', 'two@example.invalid');
    await says('1 cell changed');
    const { page, server } = workbench();
    await eventually('VS Code keeps the edit', async () => {
      const kept = [await keptInFiles(server.dataFolder), await keptInBrowser(page)];
      return placesOf(['two@example.invalid'], ...kept).length > 0;
    });
    await workbench().reload();
    await says('20 of 41 users');
    await says('1 cell changed');
    assert.equal(await title('Usage').getAttribute('aria-sort'), 'ascending');
    assert.match(await (await cell('crew02', 'Email')).innerText(), /two@example\.invalid/);
    await workbench().shot('table-reloaded');
  });

  it('takes no more steps than the guide says', async () => {
    await open();
    await form().getByRole('button', { name: 'Views' }).click();
    await form().getByRole('menuitemradio', { name: 'Never logged in' }).click();
    await says('1 of 41 users');
    assert.deepEqual(await ids(), ['crew39']);
    await filter('group:crew -group:deck', '20 of 41 users');
    await workbench().page.evaluate(`navigator.clipboard.writeText('7 GB')`);
    await (await cell('crew01', 'Quota')).click();
    for (let more = 1; more < 20; more++) await press('Shift+ArrowDown');
    await press('Control+v');
    await says('20 cells changed');
    await press('Control+z');
    await form().getByText('20 cells changed').waitFor({ state: 'detached' });
    await press('Control+v');
    await says('20 cells changed');
    await press('Control+s');
    await workbench().dialogButton('Apply');
    const odd = crew.filter((_, index) => index % 2);
    await eventually('all have the quota', () => odd.every(id => /^7(\.0)? GB$/.test(state(id).quota)));
    await dirty().waitFor({ state: 'detached' });
    await (await cell('crew01', 'Quota')).click();
    await press('Control+a');
    await press('Shift+F10');
    await form().getByRole('menuitem', { name: 'Disable User' }).click();
    await eventually('all of them are disabled', () => odd.every(id => !state(id).enabled));
    assert.ok(crew.every((id, index) => state(id).enabled === (index % 2 === 0)));
    await workbench().shot('table-disabled');
  });

  it('offboards ten users of a view', async () => {
    await open();
    await form().getByRole('button', { name: 'Views' }).click();
    await form().getByRole('menuitemradio', { name: 'Inactive for 90 days' }).click();
    await says('29 of 41 users');
    await form().getByRole('gridcell', { name: 'crew20', exact: true }).click();
    for (let more = 1; more < 10; more++) await press('Shift+ArrowDown');
    await says('10 selected');
    await press('Shift+F10');
    await workbench().shot('table-menu');
    await form().getByRole('menuitem', { name: 'Offboard User…' }).click();
    await form()
      .getByRole('heading', { name: /Offboard/ })
      .waitFor();
    await workbench().shot('table-offboarding');
  });
});
