import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { FormSession } from '../../../src/documents/forms/formSession.ts';
import type { Server } from '../../../src/servers/server.ts';
import { appsUri } from '../../../src/servers/uris.ts';
import type { AppsAction, AppsState } from '../../../src/webview/protocol.ts';
import { startNextcloud } from '../../nextcloud/index.ts';
import type { SimulatedNextcloud } from '../../nextcloud/index.ts';
import { eventually } from '../../support/eventually.ts';
import { addServer, theExtension } from '../support/extension.ts';
import { FakePanel } from '../support/fakePanel.ts';

describe('the form of apps', () => {
  let nextcloud: SimulatedNextcloud;
  let server: Server;
  let panel: FakePanel<AppsState, AppsAction>;
  let session: FormSession;

  const open = async (version: 17 | 25 | 29 | 32 | 34, prepare?: (cloud: SimulatedNextcloud) => void) => {
    nextcloud = await startNextcloud({ version, seed: 'demo' });
    prepare?.(nextcloud);
    server = await addServer(nextcloud);
    const document = await vscode.workspace.openTextDocument(appsUri(server.id));
    panel = new FakePanel();
    const { documents } = await theExtension();
    session = new FormSession(documents, document, panel as unknown as vscode.WebviewPanel);
    panel.send({ type: 'ready' });
    await eventually('all is told', () => panel.state.store && panel.state.details);
  };

  afterEach(async () => {
    session.dispose();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await (await theExtension()).servers.remove(server);
    await nextcloud.close();
  });

  const listings = () =>
    nextcloud.requests.filter(({ path }) => path.endsWith('/appstore/api/v1/apps')).length;
  const run = (action: AppsAction, id: string, groups?: string[]) =>
    panel.send({ type: 'run', action, target: { id, ...(groups && { groups }) } });

  it('shows what the store has, and what is known of it', async () => {
    await open(34);
    const { apps, categories, lacking } = panel.state.store!;
    assert.equal(lacking, null);
    assert.ok(categories.some(({ displayName }) => displayName === 'Office & text'));
    assert.equal(apps.deck?.update, '1.17.2');
    assert.deepEqual(apps.polls?.limitedTo, ['Marketing', 'Works Council']);
    assert.equal(apps.cospend?.level, 'community');
    assert.equal(apps.old_gallery?.compatible, false);
    assert.equal(apps.facerecognition?.missingDependencies?.length, 1);
    assert.equal(apps.notes?.removable, true);
  });

  it('says at the row what is being done, and asks again for that app alone', async () => {
    await open(34);
    nextcloud.faults.add({ kind: 'slow', match: { method: 'POST', path: '/apps/update' } });
    run('update', 'deck');
    await eventually('it says so', () => panel.state.doing?.deck === 'Updating…');
    await eventually('it is done', () => panel.state.latest?.deck?.version === '1.17.2');
    assert.equal(panel.state.latest?.deck?.update, undefined);
    assert.equal(panel.state.latest?.deck?.removable, true);
    await eventually('and over', () => panel.state.doing?.deck === undefined);
    assert.equal(listings(), 1);
  });

  it('names the groups that apps are limited to, also those that were deleted', async () => {
    await open(34, ({ state }) => {
      state.createGroup('g-17', 'Night Shift');
      state.apps.get('polls')!.limitedTo = ['g-17', 'gone'];
    });
    await eventually('the names', () => panel.state.groupNames);
    assert.equal(panel.state.groupNames?.['g-17'], 'Night Shift');
    assert.equal(panel.state.groupNames.gone, '');
  });

  it('brings the updates to the front where they are asked for', async () => {
    await open(34);
    assert.equal(panel.state.updatesAskedAt, null);
    await vscode.commands.executeCommand('nextcloudAdmin.openAppUpdates', { serverId: server.id });
    await eventually('they are', () => typeof panel.state.updatesAskedAt === 'number');
  });

  it('saves a switch after an app that is being updated', async () => {
    await open(34);
    const order = () =>
      nextcloud.requests
        .filter(({ method, path }) => method !== 'GET' && path.includes('/apps'))
        .map(({ path }) => path.split('/').at(-1));
    nextcloud.faults.add({ kind: 'slow', ms: 400, match: { method: 'POST', path: '/apps/update' } });
    run('update', 'deck');
    run('update', 'mail');
    await eventually('it is being updated', () => panel.state.doing?.deck === 'Updating…');
    const enabled = panel.state.document!.enabled!.filter(id => id !== 'polls');
    panel.send({ type: 'edit', sequence: 1, changes: { enabled } });
    const uri = appsUri(server.id);
    const document = vscode.workspace.textDocuments.find(other => other.uri.toString() === uri.toString());
    await eventually('it is edited', () => document?.isDirty);
    assert.ok(await document?.save());
    assert.deepEqual(order(), ['update', 'update', 'polls']);
    assert.equal(nextcloud.state.apps.get('polls')?.enabled, false);
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('says at the row why something failed', async () => {
    await open(34);
    nextcloud.state.storeWorks = false;
    run('update', 'deck');
    await eventually('the reason', () => panel.state.failures?.deck);
    assert.match(panel.state.failures!.deck!, /the app store may be unreachable/);
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('follows an app that is installed, limited to groups, and removed elsewhere in this window', async () => {
    await open(34);
    run('install', 'collectives');
    await eventually('it is on the server', () => panel.state.apps?.includes('collectives'));
    await eventually('it can be removed', () => panel.state.latest?.collectives?.removable);
    await eventually('it is enabled', () => panel.state.document?.enabled?.includes('collectives'));
    run('limit', 'collectives', ['Marketing', 'Works Council']);
    await eventually('the groups', () => panel.state.latest?.collectives?.limitedTo?.length === 2);
    const { client } = await server.connect();
    await client.apps.uninstall('collectives');
    server.changes.fire({ kind: 'app', appId: 'collectives' });
    await eventually('it is gone', () => !panel.state.apps?.includes('collectives'));
    await eventually('so is the limit', () => panel.state.latest?.collectives?.limitedTo === undefined);
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('says that the server cannot reach the app store, and asks it again on Reload', async () => {
    await open(34, cloud => (cloud.state.storeWorks = false));
    assert.match(panel.state.store?.lacking ?? '', /cannot reach the app store/);
    assert.ok(panel.state.store?.canRemove);
    nextcloud.state.storeWorks = true;
    panel.send({ type: 'run', action: 'refresh' });
    await eventually('it can', () => panel.state.store?.lacking === null);
  });

  for (const version of [17, 25, 29, 32] as const)
    it(`tells of updates on ${version}, and what is missing there`, async () => {
      await open(version);
      assert.match(
        panel.state.store?.lacking ?? '',
        new RegExp(`requires Nextcloud 34 or later\\. This server has ${version}\\.`),
      );
      assert.equal(panel.state.store?.apps.deck?.update, '1.17.2');
      assert.equal(panel.state.details?.deck?.name, 'Deck');
    });

  it('says why updates are not known where the app for that is disabled', async () => {
    await open(32, cloud => (cloud.state.apps.get('serverinfo')!.enabled = false));
    assert.match(
      panel.state.store?.lacking ?? '',
      /Updates are not known: This requires the app “serverinfo”/,
    );
  });

  it('asks the store again before it updates all', async () => {
    await open(34);
    for (const id of ['deck', 'mail', 'polls']) delete nextcloud.state.apps.get(id)!.update;
    panel.send({ type: 'run', action: 'updateAll' });
    await eventually('it has', () => listings() === 2);
    assert.equal(nextcloud.requests.filter(({ method }) => method === 'POST').length, 0);
    await vscode.commands.executeCommand('notifications.clearAll');
  });
});
