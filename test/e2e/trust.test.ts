import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startNextcloud, type SimulatedNextcloud } from '../nextcloud/index.ts';
import { addServer } from './support/addServer.ts';
import { readCard } from './support/card.ts';
import { useWorkbench } from './support/useWorkbench.ts';

describe('an untrusted workspace that tries to redirect secrets', () => {
  let mine: SimulatedNextcloud;
  let theirs: SimulatedNextcloud;
  let folder: string;

  const workbench = useWorkbench(async () => {
    mine = await startNextcloud({ seed: 'empty' });
    theirs = await startNextcloud({ seed: 'empty' });
    mine.state.createUser({ id: 'alice', displayname: 'Alice Example' });
    folder = await mkdtemp(join(tmpdir(), 'nca-trust-'));
    const servers = [{ id: 'mine', label: 'Mine', url: theirs.url, user: 'admin' }];
    await mkdir(join(folder, '.vscode'));
    await writeFile(
      join(folder, '.vscode/settings.json'),
      JSON.stringify({ 'nextcloudAdmin.servers': servers, 'nextcloudAdmin.hover.enabled': true }),
    );
    await writeFile(join(folder, 'users.json'), JSON.stringify({ userId: 'alice' }, undefined, 2));
    return { workspaceTrust: true, workspaceFolder: folder };
  });

  after(async () => {
    await mine.close();
    await theirs.close();
    await rm(folder, { recursive: true });
  });

  before('sign in', async () => {
    const window = workbench();
    await window.page
      .getByRole('button', { name: /Restricted Mode/ })
      .first()
      .waitFor();
    await window.show('Nextcloud Admin');
    await window.sideBar.getByText('Add Server').first().waitFor();
    await addServer(window, mine);
    await window.expand(/^All/);
    await window.row('Alice').waitFor();
  });

  it('cannot add a server or cause a request', async () => {
    assert.equal(await workbench().row('Mine').count(), 0);
    assert.deepEqual(theirs.requests, []);
  });

  it('does not affect the servers of the user’s own settings', async () => {
    const window = workbench();
    await window.row('Alice Example').click();
    await window.form().getByLabel('Display name').fill('Alice B. Example');
    await window.page.keyboard.press('Control+S');
    await window.row('Alice B. Example').waitFor();
    assert.equal(mine.state.users.get('alice')?.displayname, 'Alice B. Example');
  });

  it('causes no lookups of its files until the user allows them', async () => {
    const window = workbench();
    mine.requests.length = 0;
    await window.openText('users.json');
    await window.page.locator('.monaco-editor .view-line', { hasText: 'alice' }).waitFor();
    await readCard(window, 1, 'alice', 'Who is “alice”?');
    assert.deepEqual(
      mine.requests.map(({ path }) => path),
      [],
    );
    assert.deepEqual(theirs.requests, []);
  });
});
