import assert from 'node:assert/strict';
import { startNextcloud } from '../nextcloud/index.ts';
import type { SimulatedNextcloud } from '../nextcloud/index.ts';
import { eventually } from '../support/eventually.ts';
import { keptInBrowser, placesOf } from './support/kept.ts';
import { story } from './support/step.ts';
import { useWorkbench } from './support/useWorkbench.ts';

/** Method and the path from `cloud/` on, of whatever was not merely read. */
function writes(nextcloud: SimulatedNextcloud): string[] {
  return nextcloud.requests
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path }) => `${method} ${path.replace(/.*\/cloud\//, '')}`);
}

describe('the main journey, end to end', () => {
  let nextcloud: SimulatedNextcloud;
  const workbench = useWorkbench(async () => {
    nextcloud = await startNextcloud({ seed: 'empty' });
    const { state } = nextcloud;
    for (const id of ['editors', 'R&D/Lab #1', '50%', 'C++']) state.createGroup(id);
    const person = { displayname: 'Alice Example', email: 'alice@example.com', groups: ['editors'] };
    state.createUser({ id: 'alice', ...person });
    state.createUser({ id: 'john doe', displayname: '<b>John</b> [x](command:workbench.action.quit)' });
    return {};
  });

  after(() => nextcloud.close());

  const alice = () => nextcloud.state.users.get('alice')!;

  /** Saves with the keyboard, wherever the focus is, and waits until the server holds what it should. */
  const save = async (isStored: () => boolean) => {
    await workbench().page.keyboard.press('Control+S');
    await eventually('the server holds what was typed', isStored);
    await workbench().page.locator('.tab.active:not(.dirty)').waitFor();
  };

  const part = story('from the sign-in to the next start of the window');

  part('adds a server through the command palette and shows its three branches', async () => {
    const window = workbench();
    await window.command('Nextcloud Admin: Add Server…');
    await window.answer('Enter the server address', `${nextcloud.url}index.php/apps/files`);
    await window.pick('Sign in with user ID and password');
    await window.answer('Enter your user ID', nextcloud.admin.user);
    await window.answer('Enter the login password', nextcloud.admin.password);
    await window.show('Nextcloud Admin');
    for (const branch of ['Users', 'Groups', 'Apps']) await window.row(branch).waitFor();
    await window.expand(/^All/);
    await window.row(/^john|<b>John/).waitFor();
    await workbench().shot('journey-tree');
  });

  part('opens a user as a form', async () => {
    const window = workbench();
    await window.row(/Alice Example/).click();
    await window.form().getByLabel('Display name').waitFor();
    await workbench().tab('alice.json').waitFor();
  });

  part('changes fields, groups and a subadmin role, and saves just those', async () => {
    const window = workbench();
    nextcloud.requests.length = 0;
    await window.form().getByLabel('Display name').fill('Alice B. Example');
    await window.form().getByLabel('Email', { exact: true }).fill('alice.b@example.com');
    await window.form().getByRole('combobox', { name: 'Quota' }).fill('5 GB');
    await window.form().getByRole('combobox', { name: 'Groups', exact: true }).fill('Lab');
    await window.form().getByRole('option', { name: 'R&D/Lab #1' }).click();
    await window.form().getByRole('button', { name: 'Remove editors' }).click();
    await window.form().getByRole('combobox', { name: 'Group administrator of' }).fill('Lab');
    await window.form().getByRole('option', { name: 'R&D/Lab #1' }).click();
    await workbench().shot('journey-form');
    await save(() => alice().subadmin.length === 1 && alice().groups.length === 1);
    assert.deepEqual(writes(nextcloud), [
      'PATCH users/alice',
      'POST users/alice/groups',
      'POST users/alice/subadmins',
      'DELETE users/alice/groups',
    ]);
    const { displayname, email, quota, groups, subadmin } = alice();
    assert.deepEqual(
      { displayname, email, quota, groups: [...groups], subadmin: [...subadmin] },
      {
        displayname: 'Alice B. Example',
        email: 'alice.b@example.com',
        quota: '5 GB',
        groups: ['R&D/Lab #1'],
        subadmin: ['R&D/Lab #1'],
      },
    );
    await workbench()
      .row(/Alice B\. Example/)
      .waitFor();
  });

  part('saves what is in the field that has the focus', async () => {
    await workbench().form().getByLabel('Headline').fill('Typed, not left');
    await save(() => alice().headline === 'Typed, not left');
  });

  part('saves the others when one is refused, keeps what was typed and says why at the field', async () => {
    const window = workbench();
    await window.form().getByLabel('Display name').fill('Alice C. Example');
    await window.form().getByLabel('Email', { exact: true }).fill('alice@example');
    await workbench().page.keyboard.press('Control+S');
    await window.form().getByText('Invalid email address').first().waitFor();
    assert.equal(alice().displayname, 'Alice C. Example');
    assert.equal(alice().email, 'alice.b@example.com');
    await workbench().page.locator('.tab.active.dirty').waitFor();
    assert.equal(await window.form().getByLabel('Email', { exact: true }).inputValue(), 'alice@example');
    const modified = window.form().locator('.field.modified');
    await eventually('only what was not saved is marked', async () => (await modified.count()) === 1);
    await modified.getByLabel('Email', { exact: true }).waitFor();
    await workbench().shot('journey-refused');
    await window.form().getByLabel('Email', { exact: true }).fill('alice.c@example.com');
    await save(() => alice().email === 'alice.c@example.com');
    await workbench().clearNotifications();
  });

  part(
    'leads to the compare view when somebody else changed the account, also to the same length',
    async () => {
      const window = workbench();
      await window.form().getByRole('textbox', { name: 'Role' }).fill('Editor');
      alice().displayname = 'Alice D. Example';
      await workbench().page.keyboard.press('Control+S');
      await workbench().notificationButton(/alice\.json/, 'Compare');
      await workbench().page.locator('.editor-instance .monaco-diff-editor').waitFor();
      await workbench().page.getByText('Alice D. Example').first().waitFor();
      await workbench().shot('journey-compare');
      assert.equal(alice().role, '');
      await workbench().command('File: Revert File');
      await workbench().command('View: Close All Editors');
    },
  );

  part('switches an app off', async () => {
    const window = workbench();
    await window.expand('Apps');
    nextcloud.requests.length = 0;
    await window.rowAction(/^dashboard/, 'Disable');
    await eventually('the app is off', () => !nextcloud.state.apps.get('dashboard')!.enabled);
    await window.row(/^dashboard, Enabled/).waitFor({ state: 'detached' });
    assert.deepEqual(writes(nextcloud), ['DELETE apps/dashboard']);
  });

  part('is still signed in after a reload of the window', async () => {
    await eventually(
      'the secrets are kept',
      async () => placesOf(['secrets.provider'], await keptInBrowser(workbench().page)).length > 0,
    );
    await workbench().reload();
    await workbench().show('Nextcloud Admin');
    await workbench().expand(/^All/);
    await workbench()
      .row(/Alice D\. Example/)
      .waitFor();
  });
});
