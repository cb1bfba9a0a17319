import assert from 'node:assert/strict';
import type { SimulatedNextcloud } from '../nextcloud/index.ts';
import { startNextcloud } from '../nextcloud/index.ts';
import { eventually } from '../support/eventually.ts';
import { addServer } from './support/addServer.ts';
import { seriousProblems } from './support/axe.ts';
import { onNewest } from './support/onNewest.ts';
import { useWorkbench } from './support/useWorkbench.ts';

onNewest('one table of the users of two servers', () => {
  let head: SimulatedNextcloud;
  let branch: SimulatedNextcloud;
  const workbench = useWorkbench(async () => {
    head = await startNextcloud({ seed: 'empty', host: '127.0.0.2' });
    branch = await startNextcloud({ seed: 'empty', version: 28 });
    for (const [{ state }, where] of [
      [head, 'head office'],
      [branch, 'branch'],
    ] as const)
      for (const id of ['alice', 'bob'])
        state.createUser({ id, displayname: `${id} of the ${where}`, email: `${id}@example.invalid` });
    return {};
  });

  after(async () => {
    await head.close();
    await branch.close();
  });

  const form = () => workbench().form();
  const hostOf = ({ url }: SimulatedNextcloud) => new URL(url).host;
  const nameOf = ({ state }: SimulatedNextcloud, id: string) => state.users.get(id)?.displayname;
  const row = (id: string, nextcloud: SimulatedNextcloud) =>
    form()
      .getByRole('row')
      .filter({ hasText: id })
      .filter({ hasText: hostOf(nextcloud) });
  const filter = (line: string) => form().getByRole('combobox', { name: 'Filter', exact: true }).fill(line);
  const says = (words: string) => form().getByText(words, { exact: true }).waitFor();

  async function cell(id: string, nextcloud: SimulatedNextcloud, column: string) {
    const index = await form().getByRole('columnheader', { name: column }).getAttribute('aria-colindex');
    return row(id, nextcloud).locator(`[aria-colindex="${index}"]`);
  }

  before('add both servers, and open the table', async () => {
    for (const nextcloud of [head, branch]) await addServer(workbench(), nextcloud);
    await workbench().page.setViewportSize({ width: 1600, height: 900 });
    await workbench().command('View: Toggle Primary Side Bar Visibility');
  });

  it('tells users with equal IDs apart, and saves an edit on its own server', async () => {
    const { page } = workbench();
    await workbench().command('Nextcloud Admin: Open Users as a Table');
    for (const nextcloud of [head, branch]) await workbench().pick(hostOf(nextcloud));
    await workbench().shot('table-servers-asked');
    await workbench().confirm();
    await says('6 users');
    await row('alice', head).getByText('alice of the head office').waitFor();
    await row('alice', branch).getByText('alice of the branch').waitFor();
    await (await cell('alice', branch, 'Display name')).click();
    await page.keyboard.type('Alice of the north');
    await page.keyboard.press('Enter');
    await says('1 cell changed');
    await filter(`server:${hostOf(branch).replaceAll(/[.:]/g, '-')}*`);
    await workbench().shot('table-servers');
    assert.deepEqual(await seriousProblems(form()), []);
    await filter('');
    await says('6 users');
    await (await cell('alice', branch, 'Display name')).click();
    await page.keyboard.press('Control+s');
    await workbench().dialog.getByText(hostOf(branch)).first().waitFor();
    await workbench().shot('table-servers-consent');
    await workbench().dialogButton('Apply');
    await eventually('it is saved', () => nameOf(branch, 'alice') === 'Alice of the north');
    assert.equal(nameOf(head, 'alice'), 'alice of the head office');
    await says('6 users');
  });

  it('groups by server', async () => {
    await workbench().command('Nextcloud Admin: Open Users as a Table');
    for (const nextcloud of [head, branch]) await workbench().pick(hostOf(nextcloud));
    await workbench().confirm();
    await says('6 users');
    await form().getByRole('button', { name: 'Group By' }).click();
    await form().getByRole('menuitemradio', { name: 'Server' }).click();
    for (const nextcloud of [head, branch])
      await form()
        .getByRole('gridcell', { name: `${hostOf(nextcloud)}/nextcloud, 3 users` })
        .waitFor();
    await workbench().shot('table-servers-grouped');
  });
});
