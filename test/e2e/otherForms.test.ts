import assert from 'node:assert/strict';
import type { App, SimulatedNextcloud } from '../nextcloud/index.ts';
import { startNextcloud } from '../nextcloud/index.ts';
import { eventually } from '../support/eventually.ts';
import { addServer } from './support/addServer.ts';
import { hostVersions } from '../vscode/install.ts';
import { seriousProblems } from './support/axe.ts';
import { hostVersion } from './support/launch.ts';
import { themes } from './support/themes.ts';
import type { Theme } from './support/themes.ts';
import { keptInBrowser, keptInFiles, placesOf } from './support/kept.ts';
import { useWorkbench } from './support/useWorkbench.ts';

const manyMembers = 20_000;

/** What each test finds: nothing of an earlier one. */
function seed({ state, requests }: SimulatedNextcloud, apps: readonly App[]): void {
  for (const id of ['zoe', 'yves']) state.deleteUser(id);
  state.deleteGroup('evil');
  for (const app of apps) state.apps.set(app.id, { ...app });
  const crowd = state.groups.get('crowd')!;
  crowd.displayname = 'The Crowd';
  for (const id of [...crowd.members]) if (!id.startsWith('member')) state.leave(id, 'crowd');
  for (const id of ['member00010', 'member00011']) state.join(id, 'crowd');
  requests.length = 0;
}

describe('the forms of groups, apps and new users', () => {
  let nextcloud: SimulatedNextcloud;
  let apps: readonly App[];
  const workbench = useWorkbench(async () => {
    nextcloud = await startNextcloud({ seed: 'demo' });
    const { state } = nextcloud;
    state.createGroup('crowd', 'The Crowd');
    for (let number = 0; number < manyMembers; number++)
      state.createUser({
        id: `member${String(number).padStart(5, '0')}`,
        displayname: `Member No. ${number}`,
        groups: ['crowd'],
      });
    apps = Array.from(state.apps.values(), app => ({ ...app }));
    return {};
  });

  after(() => nextcloud.close());

  const form = () => workbench().form();
  const press = (key: string) => workbench().page.keyboard.press(key);
  const members = () => nextcloud.state.groups.get('crowd')!.members;
  const save = async () => {
    // Of a large group, what was entered takes a moment to reach the document.
    await workbench().page.locator('.tab.active.dirty').waitFor();
    await press('Control+s');
    await workbench().page.locator('.tab.active:not(.dirty)').waitFor();
  };
  const writes = () =>
    nextcloud.requests
      .filter(({ method }) => method !== 'GET')
      .map(({ method, path }) => `${method} ${path.replace(/.*\/cloud\//, '')}`);

  before('add the server', () => addServer(workbench(), nextcloud));

  beforeEach('everything as at first', () => seed(nextcloud, apps));

  /** Opens one form alone, by a command that asks for what the text finds first. */
  const open = async (command: string, text: string, heading: RegExp) => {
    await workbench().command('View: Close All Editors');
    await workbench().command(`Nextcloud Admin: ${command}`);
    await workbench()
      .page.getByPlaceholder(/Type to search/)
      .waitFor();
    await workbench().type(text);
    const first = workbench().page.locator('.quick-input-list .monaco-list-row .label-name').first();
    await eventually('it is found', async () => heading.test(await first.innerText()));
    // A row of an earlier answer cannot be taken, so try until the latest one is there.
    const opened = async () => {
      await press('Enter');
      return (await form().getByRole('heading', { name: heading }).count()) > 0;
    };
    await eventually('the form opens', opened);
  };
  const openGroup = () => open('Open Group', 'crowd', /^The Crowd$/);

  it('renames a group of thousands, adds a pasted list and removes what is selected', async () => {
    await openGroup();
    nextcloud.requests.length = 0;
    await form().getByLabel('Display name', { exact: true }).fill('The Masses');
    await form().getByRole('button', { name: 'Paste a List…' }).click();
    await form().getByRole('textbox', { name: 'User IDs' }).fill('adam.bianchi, alice.maier\nmember00001');
    await form().getByRole('button', { name: 'Add All' }).click();
    await form().getByRole('textbox', { name: 'Filter members' }).fill('member0001');
    const rows = form().getByRole('listbox', { name: 'Members' }).getByRole('option');
    await eventually('ten rows', async () => (await rows.count()) === 10);
    await rows.first().click();
    await rows.nth(1).click({ modifiers: ['Shift'] });
    await press('Delete');
    await save();
    assert.deepEqual(writes().sort(), [
      'DELETE users/member00010/groups',
      'DELETE users/member00011/groups',
      'POST users/adam.bianchi/groups',
      'POST users/alice.maier/groups',
      'PUT groups/crowd',
    ]);
    assert.equal(nextcloud.state.groups.get('crowd')!.displayname, 'The Masses');
    assert.equal(members().size, manyMembers);
    assert.equal(members().has('member00010'), false);
  });

  it('adds the existing users of a pasted list, keeps the others and says briefly why', async () => {
    await openGroup();
    const strangers = Array.from({ length: 15 }, (_, index) => `stranger${index}`);
    await form().getByRole('button', { name: 'Paste a List…' }).click();
    await form()
      .getByRole('textbox', { name: 'User IDs' })
      .fill(['anna.gruber', ...strangers].join('\n'));
    await form().getByRole('button', { name: 'Add All' }).click();
    await press('Control+s');
    const problem = form().locator('.problem');
    await problem.filter({ hasText: 'And 10 more.' }).waitFor();
    assert.ok(members().has('anna.gruber'));
    await form().locator('input').and(form().getByPlaceholder('Filter members (20,016)')).waitFor();
    await workbench().shot('form-group-refused');
    await workbench().command('File: Revert File');
    await problem.waitFor({ state: 'detached' });
    await workbench().clearNotifications();
  });

  it('scrolls through thousands of members by keyboard, rendering only visible rows', async () => {
    await openGroup();
    const list = form().getByRole('listbox', { name: 'Members' });
    await form().getByLabel('Display name', { exact: true }).click();
    await list.focus();
    await press('Control+a');
    await form().getByRole('button', { name: 'Remove 20,000 Selected' }).waitFor();
    await press('End');
    await list.getByRole('option', { name: 'Member No. 19999' }).waitFor();
    assert.ok((await list.getByRole('option').count()) < 60);
  });

  it('enables and disables apps, and shows a failure in its row', async () => {
    await workbench().command('Nextcloud Admin: Open Apps');
    const dashboard = form().getByRole('switch', { name: 'Dashboard enabled', exact: true });
    const files = form().getByRole('switch', { name: 'Files enabled', exact: true });
    await dashboard.uncheck({ force: true });
    await files.uncheck({ force: true });
    await press('Control+s');
    await form().locator('.app', { has: files }).locator('.problem').waitFor();
    await eventually('the other is done', () => !nextcloud.state.apps.get('dashboard')!.enabled);
    assert.equal(nextcloud.state.apps.get('files')!.enabled, true);
    await workbench().shot('form-apps-refused');
    await workbench().command('File: Revert File');
    await form().locator('.problem').waitFor({ state: 'detached' });
    await workbench().clearNotifications();
  });

  it('shows hostile texts of groups and apps as plain text', async () => {
    const hostile = `<img src=x onerror="document.title='run'"><script>document.title='run'</script>\${1+1} \u202e${'W'.repeat(10_000)}`;
    const harmless = async () => {
      assert.equal(await form().locator('img[onerror], #form script').count(), 0);
      const wider = await form()
        .locator('html')
        .evaluate(root => root.scrollWidth > root.clientWidth);
      assert.equal(wider, false);
    };
    nextcloud.state.createGroup('evil', hostile);
    await open('Open Group', 'evil', /onerror/);
    assert.ok((await form().getByRole('heading', { level: 1 }).textContent()) === hostile);
    await harmless();
    const deck = nextcloud.state.apps.get('deck')!;
    deck.info = { ...deck.info, name: hostile, summary: hostile, description: hostile };
    await workbench().command('View: Close All Editors');
    await workbench().command('Nextcloud Admin: Open Apps');
    await form()
      .getByRole('button', { name: /onerror.*onerror/ })
      .click();
    const description = form().locator('.app-details:visible .text');
    assert.ok((await description.first().textContent()) === hostile);
    await harmless();
    await workbench().shot('form-apps-hostile');
  });

  it('creates a user, keeps the input when a field is refused, and continues with the next', async () => {
    await workbench().command('Nextcloud Admin: Create User in Form…');
    await form().getByLabel('User ID', { exact: true }).fill('alice.maier');
    await form().getByLabel('Display name', { exact: true }).fill('Zoë Zimmer');
    await form().getByText('With a password that you hand over').click();
    await form().getByRole('button', { name: 'Generate' }).click();
    await form().getByRole('combobox', { name: 'Groups', exact: true }).fill('crowd');
    await form().getByRole('option', { name: 'The Crowd' }).click();
    await form().getByRole('button', { name: 'Create', exact: true }).click();
    const id = form().locator('.field', { has: form().getByLabel('User ID', { exact: true }) });
    await id.locator('.problem').waitFor();
    assert.equal(await form().getByLabel('Display name', { exact: true }).inputValue(), 'Zoë Zimmer');
    const password = await form().getByLabel('Password', { exact: true }).inputValue();
    await form().getByLabel('User ID', { exact: true }).fill('zoe');
    await form().getByRole('button', { name: 'Create Another' }).click();
    await workbench().dialog.getByText('New password of zoe').waitFor();
    await workbench().grantClipboard();
    await workbench().dialogButton('Copy');
    await form().getByText('“zoe” was created.').waitFor();
    const copied = () => workbench().page.evaluate('navigator.clipboard.readText()');
    await eventually('the password is copied', async () => (await copied()) === password);
    const zoe = nextcloud.state.users.get('zoe')!;
    assert.deepEqual([zoe.displayname, zoe.password, zoe.groups], ['Zoë Zimmer', password, ['crowd']]);
    assert.equal(await form().getByLabel('User ID', { exact: true }).inputValue(), '');
  });

  it('keeps the input for a new user across a reload, except for the password', async () => {
    const value = (label: string) => form().getByLabel(label, { exact: true }).inputValue();
    await workbench().grantClipboard();
    await workbench().command('Nextcloud Admin: Create User in Form…');
    await form().getByLabel('User ID', { exact: true }).fill('yves');
    await form().getByLabel('Display name', { exact: true }).fill('Yves Young');
    await form().getByText('With a password that you hand over').click();
    await form().getByRole('button', { name: 'Generate' }).click();
    const password = await eventually('a password is there', () => value('Password'));
    await workbench().reload();
    await eventually('the form is back', async () => (await value('User ID')) === 'yves');
    assert.equal(await value('Display name'), 'Yves Young');
    assert.equal(await value('Password'), '');
    const kept = [await keptInBrowser(workbench().page), await keptInFiles(workbench().server.dataFolder)];
    assert.ok(placesOf(['Yves Young'], ...kept).length > 0, 'what was kept was read');
    assert.deepEqual(placesOf([password], ...kept), []);
    await form().getByRole('button', { name: 'Generate' }).click();
    await form().getByRole('button', { name: 'Copy' }).click();
    await form().getByRole('button', { name: 'Create', exact: true }).click();
    await eventually('the account is there', () => nextcloud.state.users.has('yves'));
    await form().getByRole('heading', { name: 'Yves Young' }).waitFor();
    assert.equal(await workbench().dialog.count(), 0);
    assert.equal(nextcloud.state.users.get('yves')!.displayname, 'Yves Young');
  });

  const forms: [name: string, command: string, heading: string | RegExp][] = [
    ['new user', 'Nextcloud Admin: Create User in Form…', 'New User'],
    ['apps', 'Nextcloud Admin: Open Apps', 'Apps'],
  ];
  // The page is the same in both versions of VS Code.
  const audited = hostVersion() === hostVersions.newest ? (Object.keys(themes) as Theme[]) : [];
  for (const theme of audited) {
    it(`has no serious accessibility problem, ${theme}`, async () => {
      await workbench().setTheme(theme);
      await openGroup();
      assert.deepEqual(await seriousProblems(form()), []);
      await workbench().shot(`form-group-${theme}`);
      for (const [name, command, heading] of forms) {
        await workbench().command('View: Close All Editors');
        await workbench().command(command);
        await form().getByRole('heading', { name: heading, exact: true }).waitFor();
        assert.deepEqual(await seriousProblems(form()), [], name);
        await workbench().shot(`form-${name}-${theme}`);
      }
      await open('Open User', 'adam.bianchi', /^Adam Bianchi$/);
      assert.deepEqual(await seriousProblems(form()), []);
      await workbench().shot(`form-account-${theme}`);
    });
  }
});
