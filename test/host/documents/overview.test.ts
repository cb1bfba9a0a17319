import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { FormSession } from '../../../src/documents/forms/formSession.ts';
import type { Server } from '../../../src/servers/server.ts';
import { overviewUri } from '../../../src/servers/uris.ts';
import type { OverviewAction, OverviewState } from '../../../src/webview/overview/protocol.ts';
import { startNextcloud } from '../../nextcloud/index.ts';
import type { SimulatedNextcloud } from '../../nextcloud/index.ts';
import { eventually } from '../../support/eventually.ts';
import { addServer, theExtension } from '../support/extension.ts';
import { FakePanel } from '../support/fakePanel.ts';

type Version = 17 | 25 | 29 | 32 | 34;
const versions: readonly Version[] = [17, 25, 29, 32, 34];
const password = 'worker-Passw0rd';

describe('the overview of a server', () => {
  let nextcloud: SimulatedNextcloud;
  let server: Server;
  let panel: FakePanel<OverviewState, OverviewAction>;
  let session: FormSession;
  let text: string;

  interface Opening {
    version?: Version;
    prepare?: (cloud: SimulatedNextcloud) => void;
    as?: string;
  }

  const open = async ({ version = 34, prepare, as }: Opening = {}) => {
    nextcloud = await startNextcloud({ version, seed: 'empty' });
    prepare?.(nextcloud);
    server = await addServer(nextcloud, ...(as === undefined ? [] : [{ user: as, password }]));
    const document = await vscode.workspace.openTextDocument(overviewUri(server.id));
    text = document.getText();
    panel = new FakePanel();
    const { documents } = await theExtension();
    session = new FormSession(documents, document, panel as unknown as vscode.WebviewPanel);
    panel.send({ type: 'ready' });
    await eventually('all is told', () => panel.state.outlook);
  };

  afterEach(async () => {
    session.dispose();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await (await theExtension()).servers.remove(server);
    await nextcloud.close();
  });

  const asked = () => nextcloud.requests.filter(({ path }) => path.includes('/serverinfo/')).length;
  const vitals = () => panel.state.vitals!;

  for (const version of versions)
    it(`shows on ${version} what is told there`, async () => {
      await open({
        version,
        prepare: ({ state: { apps, health } }) => {
          apps.get('deck')!.update = '1.17.2';
          health.update = '35.0.1';
        },
      });
      assert.equal(vitals().lacking, null);
      assert.equal(vitals().storage?.users, 1);
      assert.equal(vitals().php?.version, '8.3.14');
      assert.equal(vitals().disks?.length, 1);
      assert.equal(vitals().activeUsers?.lastDay, 1);
      assert.equal(vitals().storage?.disabledUsers, version > 29 ? 0 : undefined);
      assert.equal(panel.state.samples?.[0]?.load, 0.42);
      assert.equal(panel.state.outlook?.updates?.deck, '1.17.2');
      assert.equal(panel.state.outlook.update?.version, version >= 28 ? '35.0.1' : undefined);
      assert.equal(panel.state.outlook.jobs?.mode, 'cron');
      assert.match(panel.state.version ?? '', new RegExp(`^${version}`));
    });

  it('has a document of what is told, for comparing servers', async () => {
    await open();
    const told = JSON.parse(text) as Record<string, Record<string, unknown>>;
    assert.equal(told.id, 'overview');
    assert.equal(told.php?.version, '8.3.14');
    assert.ok(!('at' in told));
    const stat = await vscode.workspace.fs.stat(overviewUri(server.id));
    assert.equal(stat.permissions, vscode.FilePermission.Readonly);
  });

  for (const [role, words] of [
    ['delegated', 'delegated administrator'],
    ['subadmin', 'group administrator'],
  ] as const)
    it(`asks nothing as ${role} that is only for administrators, and says so`, async () => {
      await open({
        as: 'worker',
        prepare: ({ state }) => {
          state.createGroup('crew');
          state.createUser({ id: 'worker', password, delegated: role === 'delegated' });
          if (role === 'subadmin') state.promote('worker', 'crew');
        },
      });
      assert.match(vitals().lacking ?? '', /Only administrators/);
      assert.equal(panel.state.role, words);
      assert.match(panel.state.version ?? '', /^34/);
      panel.send({ type: 'run', action: 'refresh' });
      await eventually('it is asked again', () => vitals().lacking);
      assert.equal(asked(), 0);
    });

  it('says that the app for it is missing, and shows all once it is there', async () => {
    await open({ prepare: ({ state }) => void (state.apps.get('serverinfo')!.enabled = false) });
    assert.match(vitals().lacking ?? '', /requires the app “serverinfo”/);
    nextcloud.state.apps.get('serverinfo')!.enabled = true;
    panel.send({ type: 'run', action: 'refresh' });
    await eventually('it is', () => vitals().lacking === null && panel.state.outlook?.problem === null);
  });

  it('loses one part by one odd part', async () => {
    const wrong = { load: 'heavy', disks: 'none', type: 7 } as never;
    await open({
      prepare: ({ state: { health } }) => {
        Object.assign(health, { load: wrong, disks: [['a', 'b']] });
        health.memoryFree = '??' as never;
      },
    });
    assert.equal(vitals().system?.load, undefined);
    assert.equal(vitals().system?.memoryFree, undefined);
    assert.equal(vitals().system?.cpus, 4);
    assert.equal(vitals().storage?.users, 1);
    assert.deepEqual(panel.state.samples?.[0], {
      at: panel.state.samples?.[0]?.at,
      load: null,
      memory: null,
    });
  });

  it('shows hostile texts as what they are', async () => {
    const hostile = '<img src=x onerror=alert(1)> [click](command:nextcloudAdmin.test.boom)';
    await open({
      prepare: ({ state: { health, apps } }) => {
        Object.assign(health, { webServer: hostile, php: hostile, update: hostile, localCache: hostile });
        health.database = { ...health.database, type: hostile, version: '__proto__' };
        apps.get('deck')!.update = hostile;
      },
    });
    assert.equal(vitals().webServer, hostile);
    assert.equal(vitals().database?.type, hostile);
    assert.equal(panel.state.outlook?.updates?.deck, hostile);
  });

  it('says why it could not be asked again, and goes on', async () => {
    await open();
    const ending = nextcloud.faults.add({
      kind: 'status',
      status: 502,
      times: Infinity,
      match: ({ path }) => path.includes('/serverinfo/'),
    });
    panel.send({ type: 'run', action: 'refresh' });
    await eventually('the trouble', () => panel.state.trouble);
    assert.equal(vitals().storage?.users, 1);
    ending();
    panel.send({ type: 'run', action: 'refresh' });
    await eventually('it is over', () => panel.state.trouble === null);
    await eventually('another sample', () => panel.state.samples?.length === 2);
  });

  it('asks what can be updated after an app was changed, as soon as it is visible', async () => {
    await open({ prepare: ({ state }) => void (state.apps.get('deck')!.update = '1.17.2') });
    panel.show(false);
    delete nextcloud.state.apps.get('deck')!.update;
    const before = asked();
    server.changes.fire({ kind: 'app', appId: 'deck' });
    assert.equal(asked(), before);
    panel.show(true);
    await eventually('it is', () => {
      const { updates } = panel.state.outlook ?? {};
      return updates && !('deck' in updates);
    });
  });
});
