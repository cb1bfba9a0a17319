import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Subject } from '../../../src/subjects/subject.ts';
import { allTabs } from '../../../src/ui/tabs.ts';
import { configUri } from '../../../src/servers/uris.ts';
import { startNextcloud } from '../../nextcloud/index.ts';
import type { SimulatedNextcloud } from '../../nextcloud/index.ts';
import { eventually } from '../../support/eventually.ts';
import { setServers } from '../servers/window.ts';
import { sitDown, sitDownAs } from './person.ts';
import type { Desk } from './person.ts';

describe('openAppConfig, compareAppConfig and revealSecrets', () => {
  let nextcloud: SimulatedNextcloud;
  let second: SimulatedNextcloud;
  let desk: Desk;

  beforeEach(async () => {
    nextcloud = await startNextcloud({ seed: 'demo', version: 34 });
    second = await startNextcloud({ seed: 'demo', version: 29 });
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    desk.dispose();
    await setServers(undefined);
    await nextcloud.close();
    await second.close();
  });

  const server = (): Subject => ({ kind: 'server', server: desk.server });
  const app = (id: string): Subject => ({ kind: 'app', server: desk.server, id });
  const said = () => desk.person.said.map(({ text }) => text).join();

  it('openAppConfig › asks for the app where the row is that of a server', async () => {
    desk = await sitDown(nextcloud);
    desk.person.will('theming');
    await desk.run('openAppConfig', server());
    assert.equal(said(), '');
    assert.deepEqual(desk.person.opened, [configUri(desk.server.id, 'theming').toString()]);
    assert.deepEqual(desk.person.asked, ['Select an app']);
  });

  it('openAppConfig › is refused to a group administrator before anything is sent', async () => {
    nextcloud.state.createUser({ id: 'sub', password: 'worker-Passw0rd' });
    nextcloud.state.promote('sub', 'Marketing');
    desk = await sitDownAs({ user: 'sub', password: 'worker-Passw0rd' }, nextcloud);
    await desk.server.connect();
    nextcloud.requests.length = 0;
    await desk.run('openAppConfig', app('theming'));
    assert.match(said(), /Only an administrator can do this/);
    assert.deepEqual(nextcloud.requests, []);
  });

  it('compareAppConfig › compares with the only other server, or with the chosen one', async () => {
    desk = await sitDown(nextcloud, second);
    await desk.run('compareAppConfig', app('theming'));
    await eventually('the comparison', () => allTabs().some(({ label }) => label.includes('theming (')));
    const [tab] = allTabs();
    assert.ok(tab?.input instanceof vscode.TabInputTextDiff);
    assert.equal(tab.input.modified.toString(), configUri(desk.server.id, 'theming').toString());
    assert.equal(tab.input.original.scheme, 'nextcloud-admin-snapshot');
    assert.deepEqual(desk.person.asked, []);
  });

  it('compareAppConfig › says what is missing', async () => {
    desk = await sitDown(nextcloud);
    await desk.run('compareAppConfig', app('theming'));
    assert.match(said(), /Add the server first that you want to compare with/);
  });

  it('revealSecrets › wants an open configuration', async () => {
    desk = await sitDown(nextcloud);
    await desk.run('revealSecrets');
    assert.match(said(), /Open the configuration of an app first/);
  });
});
