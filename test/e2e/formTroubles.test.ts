import assert from 'node:assert/strict';
import { startNextcloud } from '../nextcloud/index.ts';
import { eventually } from '../support/eventually.ts';
import { addServer } from './support/addServer.ts';
import { useAliceForm, writes } from './support/aliceForm.ts';

describe('the form of a user, when something goes wrong', () => {
  const { workbench, nextcloud, alice, field, shows, press, dirty, clean, open, choose } = useAliceForm();

  it('stays usable while the server is unreachable, says why saving fails, and saves later', async () => {
    await open(35);
    const reachable = nextcloud().faults.add({ kind: 'cutBefore', times: Infinity });
    await field('Role').fill('Offline');
    await press('Control+s');
    await workbench().toast(/Could not save: .*(reach|connection|network)/i);
    await dirty();
    await field('Headline').fill('Still typing');
    assert.equal(await field('Role').inputValue(), 'Offline');
    reachable();
    await workbench().clearNotifications();
    await field('Headline').click();
    await press('Control+s');
    await clean();
    assert.deepEqual([alice().role, alice().headline], ['Offline', 'Still typing']);
  });

  it('reports a failure only once under auto save', async () => {
    await open(35);
    await workbench().command('File: Toggle Auto Save');
    await field('Email').fill('nobody@nowhere');
    const toast = workbench().page.locator('.notification-toast', { hasText: 'alice.json' });
    await toast.first().waitFor();
    assert.equal(await field('Email').inputValue(), 'nobody@nowhere');
    // Another account is saved by itself meanwhile: Alice's turn would have come again.
    await choose(35);
    await workbench().pick('The Boss');
    await workbench().tab('boss.json').waitFor();
    await field('Role').fill('Saved by itself');
    await eventually(
      'the other account is saved',
      () => nextcloud().state.users.get('boss')!.role === 'Saved by itself',
    );
    assert.equal(await toast.count(), 1);
    assert.equal(alice().email, '');
    await workbench().command('File: Toggle Auto Save');
  });

  it('says that the user was deleted elsewhere, and recreates it from the form', async () => {
    Object.assign(alice(), {
      email: 'alice@example.com',
      phone: '+4971125242890',
      address: '12 Rabbit Hole',
      biography: 'Down.\nAnd up again.',
      timezone: 'Europe/Berlin',
      notify_email: 'second@example.com',
    });
    await open(35);
    await field('Role').fill('Ghost');
    await dirty();
    const before = { ...alice() };
    nextcloud().state.deleteUser('alice');
    await workbench().form().getByRole('button', { name: 'Reload from Server' }).click();
    await workbench().form().getByText('This user was deleted on the server.').waitFor();
    await workbench().form().getByRole('button', { name: 'Recreate…' }).click();
    await field('User ID').waitFor();
    assert.equal(await field('User ID').inputValue(), 'alice');
    await workbench().form().getByRole('button', { name: 'Create', exact: true }).click();
    // Who gets an account anew has yet to confirm the second address; everything else is there again.
    const refused = workbench()
      .form()
      .locator('.field', { has: field('Notification email') });
    await refused.locator('.problem').waitFor();
    await dirty();
    assert.equal(await workbench().form().locator('.problem').count(), 1);
    const kept = [
      'email',
      'phone',
      'address',
      'biography',
      'additional_mail',
      'timezone',
      'enabled',
    ] as const;
    for (const name of kept) assert.deepEqual(alice()[name], before[name], name);
    assert.deepEqual([...alice().groups].sort(), [...before.groups].sort());
    assert.equal(alice().role, 'Ghost');
    assert.equal(await field('Phone').inputValue(), before.phone);
    assert.equal(await field('Notification email').inputValue(), before.notify_email);
    await workbench().command('File: Revert File');
    await clean();
  });

  it('reports that a user cannot be opened instead of showing an error page', async () => {
    await choose(35);
    const boss = workbench().option('The Boss');
    await boss.waitFor();
    nextcloud().maintenance = true;
    await boss.click();
    await workbench().toast(/Could not open “boss” on /);
    await workbench().tab('boss.json').waitFor({ state: 'detached' });
    assert.equal(await workbench().page.locator('.monaco-editor-pane-placeholder').count(), 0);
    nextcloud().maintenance = false;
    await workbench().notificationButton(/Could not open “boss” on /, 'Retry');
    await field('Display name').waitFor();
    assert.equal(await field('Display name').inputValue(), 'The Boss');
  });

  it('reports it for a tab that VS Code restores as well', async () => {
    await open(35);
    nextcloud().maintenance = true;
    await workbench().reload();
    await workbench().toast(/Could not open “alice” on /);
    await workbench().tab('alice.json').waitFor({ state: 'detached' });
    nextcloud().maintenance = false;
    await workbench().notificationButton(/Could not open “alice” on /, 'Retry');
    await field('Display name').waitFor();
  });

  it('waits with a countdown when rate limited, and keeps the input when the wait is canceled', async () => {
    await open(35);
    const before = alice().headline;
    nextcloud().limits.limits = { edit: { calls: 0, seconds: 600 } };
    await field('Headline').fill('Too soon');
    await press('Control+s');
    const waiting = await workbench().toast(/Resuming in \d+:\d\d/);
    await waiting.getByRole('button', { name: 'Cancel' }).click();
    await workbench().form().getByText('You canceled the save.').first().waitFor();
    await dirty();
    assert.equal(await field('Headline').inputValue(), 'Too soon');
    assert.equal(alice().headline, before);
    await workbench().command('File: Revert File');
    // A new connection knows of no limit.
    await workbench().command('Nextcloud Admin: Retry Connection');
    await workbench().pick(new URL(nextcloud().url).host);
  });

  it('asks about unsaved changes before a server is removed', async () => {
    const doomed = await startNextcloud({ seed: 'empty' });
    doomed.state.createUser({ id: 'dora', displayname: 'Dora' });
    await addServer(workbench(), doomed);
    const { host } = new URL(doomed.url);
    await workbench().command('Nextcloud Admin: Open User');
    await workbench().pick(host);
    await workbench().pick('Dora');
    const remove = async (answer: string) => {
      await workbench().command('Nextcloud Admin: Remove Server…');
      await workbench().pick(host);
      await workbench().dialogButton('Remove');
      await workbench().dialog.getByText('Do you want to save the changes').waitFor();
      await workbench().dialogButton(answer);
    };
    await field('Role').fill('Unsaved');
    doomed.requests.length = 0;
    await remove('Cancel');
    await dirty();
    await shows('Role', 'Unsaved');
    await remove("Don't Save");
    await workbench().tab('dora.json').waitFor({ state: 'detached' });
    await workbench().show('Nextcloud Admin');
    await workbench().row(host).waitFor({ state: 'detached' });
    assert.deepEqual(writes(doomed), []);
    await doomed.close();
  });
});
