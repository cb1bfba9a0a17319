import assert from 'node:assert/strict';
import { startNextcloud } from '../nextcloud/index.ts';
import type { SimulatedNextcloud } from '../nextcloud/index.ts';
import { eventually } from '../support/eventually.ts';
import { addServer } from './support/addServer.ts';
import { themes } from './support/themes.ts';
import type { Theme } from './support/themes.ts';
import { useWorkbench } from './support/useWorkbench.ts';

const names = ['Ada', 'Ben', 'Cleo', 'Dan', 'Eve', 'Finn', 'Gus', 'Hal'];

/** What each test finds: nothing of an earlier one. */
function seed({ state }: SimulatedNextcloud, enabledApps: ReadonlySet<string>): void {
  for (const id of [...state.users.keys()]) if (id !== 'admin') state.deleteUser(id);
  for (const id of [...state.groups.keys()]) if (id !== 'admin') state.deleteGroup(id);
  for (const app of state.apps.values()) app.enabled = enabledApps.has(app.id);
  for (const name of names) state.createUser({ id: name.toLowerCase(), displayname: `${name} Example` });
  for (const id of ['crew', 'fleet']) state.createGroup(id);
  state.promote('cleo', 'crew');
  Object.assign(state.users.get('dan')!, { quota: '1 GB', used: 2 ** 31 });
}

describe('the tree, by mouse, keyboard and Command Palette', () => {
  let nextcloud: SimulatedNextcloud;
  let enabledApps: ReadonlySet<string>;
  const workbench = useWorkbench(async () => {
    nextcloud = await startNextcloud({ seed: 'empty' });
    const enabled = [...nextcloud.state.apps.values()].filter(app => app.enabled);
    enabledApps = new Set(enabled.map(({ id }) => id));
    return {};
  });

  before('sign in', async () => {
    await addServer(workbench(), nextcloud);
    await workbench().show('Nextcloud Admin');
  });

  beforeEach('everybody as at first, and their rows alone open', async () => {
    const window = workbench();
    seed(nextcloud, enabledApps);
    await window.scrollToTop();
    await window.expand(new URL(nextcloud.url).host);
    // Their rows would push those of users out of sight, where a tree has none.
    for (const branch of [/^Groups/, /^Apps/]) await window.collapse(branch);
    await window.expand('Users');
    const clear = window.row(/^All/).getByRole('button', { name: 'Clear Filter' });
    if ((await clear.count()) > 0) await window.rowAction(/^All/, 'Clear Filter');
    await window.expand(/^All/);
    await window.rowAction(/^All/, 'Refresh List');
    for (const name of names) await window.row(`${name} Example`).waitFor();
    // Rows move when one of a test before goes.
    await window.row('Zoe Example').waitFor({ state: 'detached' });
  });

  after(() => nextcloud.close());

  const user = (id: string) => nextcloud.state.users.get(id);
  const press = (...keys: string[]) => eachInTurn(keys, key => workbench().page.keyboard.press(key));
  const searches = () => nextcloud.requests.filter(({ path }) => path.endsWith('/users/details')).length;

  it('createUser › creates a user from the Command Palette', async () => {
    const window = workbench();
    await window.command('Nextcloud Admin: Create User…');
    await window.answer('User ID', 'zoe');
    await window.answer('Display name', 'Zoe Example');
    await window.pick('Type a Password');
    await window.answer('At least 10 characters', 'correct-Horse-battery');
    await window.type('cre');
    await window.pick('crew');
    await window.confirm();
    await window.row('Zoe Example').waitFor();
    assert.deepEqual(user('zoe')?.groups, ['crew']);
    await window.clearNotifications();
  });

  it('opens a user with a click, which keeps the focus in the tree, and with Enter', async () => {
    const window = workbench();
    await window.row('Dan Example').click();
    await window.tab('dan.json').waitFor();
    await window.form().getByLabel('Display name').waitFor();
    await window.tree.press('ArrowDown');
    await window.tree.press('Enter');
    await window.tab('eve.json').waitFor();
    await window.form().getByText('Eve Example').first().waitFor();
  });

  it('filterList › searches on the server with one request per pause, and is cleared with one click', async () => {
    const window = workbench();
    await window.row(/^All/).click();
    await window.row(/^All/).click();
    await window.row('Ada Example').waitFor();
    nextcloud.requests.length = 0;
    await window.tree.press('Control+f');
    await window.quickInput.pressSequentially('example.nobody', { delay: 30 });
    await window.sideBar.getByRole('button', { name: /^No matches/ }).waitFor();
    // On a busy machine the letters come with pauses of their own.
    assert.ok(searches() <= 7, `${searches()} searches for 14 letters`);
    await window.type('eve');
    await window.row('Eve Example').waitFor();
    await window.confirm();
    await window.row('Ada Example').waitFor({ state: 'detached' });
    await window.row(/^All, “eve”/).waitFor();
    await window.shot('tree-filter');
    await window.rowAction(/^All/, 'Clear Filter');
    await window.row('Ada Example').waitFor();
  });

  it('disableUsers › disables several users, and undo enables them again', async () => {
    const window = workbench();
    await window.select('Ada Example', 'Ben Example', 'Cleo Example');
    await window.contextMenu('Ben Example', 'Disable');
    await window.toast('Disabled 3 users.');
    await window.row(/^Cleo Example, cleo, Disabled/).waitFor();
    await window.shot('tree-disabled');
    assert.deepEqual(
      ['ada', 'ben', 'cleo'].map(id => user(id)!.enabled),
      [false, false, false],
    );
    await window.notificationButton('Disabled 3 users.', 'Undo');
    await eventually('all are enabled again', () => ['ada', 'ben', 'cleo'].every(id => user(id)!.enabled));
    await window.clearNotifications();
  });

  it('changeGroups › changes groups in one quick pick with the current ones checked', async () => {
    const window = workbench();
    nextcloud.state.join('ada', 'crew');
    await window.select('Ada Example');
    await window.contextMenu('Ada Example', 'Edit', 'Group Memberships…');
    await window.page.locator('.quick-input-list [aria-checked=true]', { hasText: 'crew' }).waitFor();
    await window.shot('tree-groups');
    await window.pick('crew');
    await window.pick('fleet');
    await window.confirm();
    await eventually('Ada changed groups', () => user('ada')!.groups.join() === 'fleet');
    await window.clearNotifications();
  });

  it('adds users to a group by drag and drop, and undo removes them again', async () => {
    const window = workbench();
    await window.expand(/^Groups/);
    await window.select('Eve Example', 'Finn Example');
    await window.row('Finn Example').dragTo(window.row(/^crew/));
    await eventually('both are members', () =>
      ['eve', 'finn'].every(id => user(id)!.groups.includes('crew')),
    );
    await window.toast('Changed the groups of 2 users.');
    await window.row(/^crew, .*2 members/).waitFor();
    await window.shot('tree-drag');
    await window.notificationButton('Changed the groups of 2 users.', 'Undo');
    await eventually('they are not any more', () =>
      ['eve', 'finn'].every(id => user(id)!.groups.length === 0),
    );
    await window.clearNotifications();
  });

  it('deleteUsers › deletes several users once the ID was typed', async () => {
    const window = workbench();
    await window.select('Gus Example', 'Hal Example');
    await window.tree.press('Delete');
    await window.dialog.waitFor();
    await window.shot('tree-delete');
    await window.dialogButton('Delete');
    await window.answer('Type “gus” to confirm', 'gus');
    await window.row('Gus Example').waitFor({ state: 'detached' });
    assert.ok(!user('gus') && !user('hal'));
    await window.clearNotifications();
  });

  it('leaves keys typed into the find box to the find box', async () => {
    const window = workbench();
    await window.row('Eve Example').click();
    await window.tab('eve.json').waitFor();
    nextcloud.requests.length = 0;
    await window.tree.press('F3');
    const box = window.page.locator('.part.sidebar .monaco-tree-type-filter-input input:focus');
    await box.waitFor();
    await window.page.keyboard.type('e x');
    await press('Delete', 'F2', 'Space');
    await eventually('the box took the keys', async () => (await box.inputValue()) === 'e x ');
    await press('Escape');
    // What the keys had started would be there before what is started now.
    await window.row('Finn Example').click();
    await window.tab('finn.json').waitFor();
    assert.equal(await window.dialog.count(), 0);
    assert.equal(await window.quickInput.count(), 0);
    assert.ok(nextcloud.requests.every(({ method }) => method === 'GET'));
  });

  it('enables and disables apps from the keyboard', async () => {
    const window = workbench();
    const apps = [...nextcloud.state.apps.values()].filter(app => app.enabled && !app.alwaysEnabled);
    await window.row(/^Apps/).click();
    await window.tree.press('ArrowRight');
    await window.row(/^Enabled/).waitFor();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'Space']) await window.tree.press(key);
    await eventually('an app is off', () => apps.some(({ enabled }) => !enabled));
    const off = apps.find(({ enabled }) => !enabled)!;
    await window.row(`${off.id}, Enabled`).waitFor({ state: 'detached' });
    await window.shot('tree-apps');
    await window.clearNotifications();
  });

  it('stays readable in a narrow sidebar, dark and light', async () => {
    const window = workbench();
    const before = (await window.sideBar.boundingBox())?.width ?? 0;
    await window.setSidebarWidth(250);
    for (const theme of Object.keys(themes) as Theme[]) {
      await window.setTheme(theme);
      await window.shot(`tree-250-${theme}`);
    }
    await window.setTheme('dark');
    await window.setSidebarWidth(before);
  });
});

async function eachInTurn(keys: readonly string[], run: (key: string) => Promise<void>): Promise<void> {
  for (const key of keys) await run(key);
}
