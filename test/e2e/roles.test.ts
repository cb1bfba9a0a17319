import assert from 'node:assert/strict';
import { startNextcloud } from '../nextcloud/index.ts';
import type { SimulatedNextcloud } from '../nextcloud/index.ts';
import { eventually } from '../support/eventually.ts';
import { limits } from '../support/limits.ts';
import { addServer, removeServer } from './support/addServer.ts';
import { onNewest } from './support/onNewest.ts';
import { step } from './support/step.ts';
import { useWorkbench } from './support/useWorkbench.ts';

const password = 'worker-Passw0rd';

function seed({ state }: SimulatedNextcloud): void {
  for (const [id, name] of [
    ['crew', 'The Crew'],
    ['fleet', 'The Fleet'],
    ['far', 'Far Away'],
  ] as const)
    state.createGroup(id, name);
  state.createUser({ id: 'ada', displayname: 'Ada', groups: ['crew'] });
  state.createUser({ id: 'ben', displayname: 'Ben', groups: ['crew'] });
  state.createUser({ id: 'zed', displayname: 'Zed', groups: ['far'] });
  state.createUser({ id: 'gina', displayname: 'Gina', password, subadmin: ['crew', 'fleet'] });
  state.createUser({ id: 'dele', displayname: 'Dele', password, delegated: true });
}

/** Requests that were refused. */
const refused = ({ requests }: SimulatedNextcloud) =>
  requests
    .filter(({ status }) => status === 403)
    .map(({ method, path }) => `${method} ${path.replace(/.*\/cloud\//, '')}`);

onNewest('group administrators and delegated administrators', () => {
  const servers = new Map<29 | 34, SimulatedNextcloud>();
  const workbench = useWorkbench(async () => {
    for (const version of [29, 34] as const) {
      const nextcloud = await startNextcloud({ version, seed: 'empty' });
      seed(nextcloud);
      servers.set(version, nextcloud);
    }
    return {};
  });

  after(() => Promise.all([...servers.values()].map(server => server.close())));

  beforeEach('nobody is signed in', async () => {
    for (const server of servers.values()) await removeServer(workbench(), server);
  });

  for (const version of [29, 34] as const)
    it(`a group administrator on ${version} manages the users of their groups`, async () => {
      const window = workbench();
      const nextcloud = servers.get(version)!;
      const { state } = nextcloud;
      const form = () => window.form();
      const press = (key: string) => window.page.keyboard.press(key);
      const saved = () => window.page.locator('.tab.active:not(.dirty)').waitFor();
      await addServer(window, nextcloud, { user: 'gina', password });
      const server = new RegExp(`^${new URL(nextcloud.url).host}.*group administrator`);

      await step('sees his groups and their members, and no more', async () => {
        await window.show('Nextcloud Admin');
        await window.expand(server);
        await window.expand(/^Groups/);
        await window.expand(version === 34 ? /^The Crew/ : /^crew/);
        await window.row(/^Ada/).waitFor();
        assert.equal(await window.row(/^Far Away|^far/).count(), 0);
        assert.equal(await window.row(/^Apps/).count(), 0);
        await window.shot(`roles-tree-${version}`);
        // What the role may not ask was found out by the trial of the sign-in and by the connection, each once.
        assert.deepEqual([...new Set(refused(nextcloud))], ['GET groups/details']);
        nextcloud.requests.length = 0;
      });

      await step('edits an account with its groups', async () => {
        await window.row(/^Ada/).click();
        await form().getByLabel('Display name').fill('Ada Lovelace');
        await form().getByRole('combobox', { name: 'Groups', exact: true }).fill('fleet');
        await form().getByRole('option', { name: /fleet/i }).click();
        await window.shot(`roles-form-${version}`);
        await press('Control+s');
        await saved();
        await eventually('it is stored', () => state.users.get('ada')!.groups.length === 2);
        assert.equal(state.users.get('ada')!.displayname, 'Ada Lovelace');
      });

      await step('creates a user by the palette', async () => {
        await window.command('Nextcloud Admin: Create User…');
        await window.answer('User ID', 'carla');
        await window.answer('Display name', 'Carla');
        await window.pick('Type a Password');
        await window.answer('At least 10 characters', 'correct-Horse-battery');
        await window.option(version === 34 ? 'The Crew' : 'crew').waitFor();
        await window.pick(version === 34 ? 'The Crew' : 'crew');
        await window.page.locator('.quick-input-list [aria-checked=true]').first().waitFor();
        await window.confirm();
        await eventually('she is there', () => state.users.get('carla')?.groups.includes('crew'));
        await window.clearNotifications();
      });

      await step('creates a user in the form, which asks for a group first', async () => {
        await window.command('Nextcloud Admin: Create User in Form…');
        await form().getByLabel('User ID', { exact: true }).fill('dora');
        await form().getByText('With a password that you hand over').click();
        await form().getByLabel('Password', { exact: true }).fill('correct-Horse-battery');
        await form().getByRole('button', { name: 'Create', exact: true }).click();
        await form().getByText('Select at least one of your groups.').first().waitFor();
        await form().getByRole('combobox', { name: 'Groups', exact: true }).fill('crew');
        await form().getByRole('option', { name: /crew/i }).click();
        await form().getByRole('button', { name: 'Create', exact: true }).click();
        await eventually('she is there', () => state.users.get('dora')?.groups.includes('crew'));
      });

      await step('adds and removes members in the form of the group', async () => {
        await window.fresh();
        await window.command('Nextcloud Admin: Open Group');
        await window.pick(version === 34 ? 'The Fleet' : 'fleet');
        await form().getByRole('button', { name: 'Paste a List…' }).click();
        await form().getByRole('textbox', { name: 'User IDs' }).fill('ben');
        await form().getByRole('button', { name: 'Add All' }).click();
        await press('Control+s');
        await saved();
        await eventually('Ben is in', () => state.groups.get('fleet')!.members.has('ben'));
        assert.equal(await form().getByRole('button', { name: 'Delete Group…' }).count(), 0);
        const row = form().getByRole('listbox', { name: 'Members' }).getByRole('option', { name: /ben/i });
        // What was saved is read again, which may come between a click and a key.
        const remove = form().getByRole('button', { name: /Remove .*Selected/ });
        await eventually('Ben is selected', async () => {
          await row.click();
          return remove.isEnabled();
        });
        await remove.click();
        await row.waitFor({ state: 'detached' });
        await press('Control+s');
        await saved();
        await eventually('Ben is out', () => !state.groups.get('fleet')!.members.has('ben'));
        await window.shot(`roles-group-${version}`);
      });

      await step('inspects', async () => {
        await window.command('Nextcloud Admin: Find User…');
        await window.type('ada');
        await window.option('Ada Lovelace').hover();
        await window.option('Ada Lovelace').getByRole('button', { name: 'Inspect' }).click();
        await form().getByRole('heading', { name: 'Ada Lovelace' }).waitFor();
      });

      assert.deepEqual(refused(nextcloud), []);
      await window.fresh();
      await removeServer(window, nextcloud);
      await window.row(server).waitFor({ state: 'detached' });
    }).timeout(limits.long);

  it('a delegated administrator gets users and groups, but no apps', async () => {
    const window = workbench();
    const nextcloud = servers.get(34)!;
    nextcloud.requests.length = 0;
    await addServer(window, nextcloud, { user: 'dele', password });
    await window.show('Nextcloud Admin');
    await window.expand(new RegExp(`^${new URL(nextcloud.url).host}.*delegated administrator`));
    await window.expand(/^All/);
    await window.row(/^Zed/).waitFor();
    await window.expand(/^Groups/);
    await window.row(/^Far Away/).waitFor();
    assert.equal(await window.row(/^Apps/).count(), 0);
    await window.shot('roles-delegated');
    assert.deepEqual(refused(nextcloud), []);
  });
});
