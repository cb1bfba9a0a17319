import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { FormSession } from '../../../src/documents/forms/formSession.ts';
import type { Server } from '../../../src/servers/server.ts';
import { userUri } from '../../../src/servers/uris.ts';
import { userTooltip } from '../../../src/tree/tooltips/user.ts';
import type { AccountAction, AccountState } from '../../../src/webview/protocol.ts';
import { startNextcloud } from '../../nextcloud/index.ts';
import type { Options, SimulatedNextcloud } from '../../nextcloud/index.ts';
import { eventually } from '../../support/eventually.ts';
import { FakePanel } from '../support/fakePanel.ts';
import { addServer, theExtension } from '../support/extension.ts';

const worker = { user: 'worker', password: 'worker-Passw0rd' };

describe('the second factor of a user', () => {
  let nextcloud: SimulatedNextcloud;
  let server: Server;
  let session: FormSession | undefined;

  const start = async (options: Options = {}, login?: typeof worker) => {
    nextcloud = await startNextcloud({ seed: 'empty', ...options });
    const { state } = nextcloud;
    state.createGroup('crew');
    state.createUser({ id: 'ada', groups: ['crew'], providers: { totp: true, backup_codes: true } });
    state.createUser({ id: worker.user, password: worker.password });
    state.promote(worker.user, 'crew');
    server = await addServer(nextcloud, login);
  };
  const openForm = async () => {
    const { documents } = await theExtension();
    const document = await vscode.workspace.openTextDocument(userUri(server.id, 'ada'));
    const panel = new FakePanel<AccountState, AccountAction>();
    session = new FormSession(documents, document, panel as unknown as vscode.WebviewPanel);
    panel.send({ type: 'ready' });
    return panel;
  };
  const shown = (panel: Awaited<ReturnType<typeof openForm>>) =>
    eventually('the second factor is told', () => panel.state.secondFactor);
  const asked = () => nextcloud.requests.filter(({ path }) => path.includes('/twofactor/')).length;
  const tooltip = async () =>
    (await userTooltip({ kind: 'user', server, id: 'ada' }, new AbortController().signal)).value;
  const isFactor = ({ path }: { path: string }) => path.includes('/twofactor/');

  afterEach(async () => {
    session?.dispose();
    session = undefined;
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await (await theExtension()).servers.remove(server);
    await nextcloud.close();
  });

  it('comes to the form, with where to see whether one is required, and follows changes', async () => {
    await start();
    const panel = await openForm();
    assert.deepEqual(await shown(panel), { providers: ['totp', 'backup_codes'] });
    assert.equal(panel.state.facts?.securityPage, `${nextcloud.url}index.php/settings/admin/security`);
    nextcloud.state.users.get('ada')!.providers = { totp: false };
    server.changes.fire({ kind: 'user', userId: 'ada' });
    await eventually(
      'the form follows',
      () => JSON.stringify(panel.state.secondFactor) === '{"providers":[]}',
    );
    nextcloud.state.users.get('ada')!.providers = { totp: true };
    panel.send({ type: 'run', action: 'refresh' });
    await eventually('it is asked anew', () => JSON.stringify(panel.state.secondFactor).includes('totp'));
  });

  it('costs nothing but itself where it cannot be read', async () => {
    await start();
    nextcloud.faults.add({ kind: 'page', match: isFactor, times: Infinity });
    const panel = await openForm();
    const told = await shown(panel);
    assert.ok('unknown' in told);
    await eventually(
      'all else is there',
      () => panel.state.facts?.fields.includes('email') && panel.state.groupNames,
    );
    assert.match(await tooltip(), /ada.*Second factor: \*\*Not known/s);
    assert.equal(server.state.kind, 'connected');
  });

  it('does not hold up a tooltip', async () => {
    await start();
    nextcloud.faults.add({ kind: 'silence', match: isFactor, times: Infinity });
    assert.match(await tooltip(), /Second factor: \*\*Not known/);
  });

  it('is asked for by nothing but what shows it, and once', async () => {
    await start();
    await server.connect();
    assert.equal(asked(), 0);
    assert.match(await tooltip(), /Second factor: \*\*Authenticator app.*TOTP.*Backup codes\*\*/);
    await tooltip();
    assert.equal(asked(), 1);
    // The form belongs to the extension, which remembers by itself.
    await shown(await openForm());
    session?.dispose();
    await shown(await openForm());
    assert.equal(asked(), 2);
  });

  for (const version of [29, 25, 17] as const)
    it(`is said to be missing on ${version}`, async () => {
      await start({ version });
      const panel = await openForm();
      const told = await shown(panel);
      assert.match('unknown' in told ? told.unknown : '', /since Nextcloud 32/);
      assert.match(await tooltip(), /since Nextcloud 32/);
      assert.equal(asked(), 0);
    });

  it('is said to be for administrators, to a group administrator', async () => {
    await start({}, worker);
    const panel = await openForm();
    const told = await shown(panel);
    assert.match('unknown' in told ? told.unknown : '', /Only an administrator/);
    assert.equal(panel.state.facts?.securityPage, undefined);
    assert.equal(asked(), 0);
  });
});
