import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Server } from '../../../src/servers/server.ts';
import { userUri } from '../../../src/servers/uris.ts';
import { uriOf } from '../../../src/ui/tabs.ts';
import { startNextcloud } from '../../nextcloud/index.ts';
import type { SimulatedNextcloud } from '../../nextcloud/index.ts';
import { eventually } from '../../support/eventually.ts';
import { addServer, theExtension } from '../support/extension.ts';

describe('opening a document', () => {
  let nextcloud: SimulatedNextcloud;
  let server: Server;
  let told: string[];

  before(async () => {
    nextcloud = await startNextcloud({ seed: 'empty' });
    for (const id of ['ada', 'bob', 'eve', 'fay', 'ike0', 'ike500']) nextcloud.state.createUser({ id });
    server = await addServer(nextcloud);
    const { messages } = await theExtension();
    messages.error = (error, what) => told.push(`${what}: ${(error as Error).message}`);
  });

  beforeEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    told = [];
    nextcloud.latencyMs = 0;
    nextcloud.faults.clear();
    nextcloud.requests.length = 0;
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const { messages, servers } = await theExtension();
    Reflect.deleteProperty(messages, 'error');
    await servers.remove(server);
    await nextcloud.close();
  });

  const uri = (id: string) => userUri(server.id, id);
  const open = (id: string) => vscode.commands.executeCommand('vscode.open', uri(id));
  const tabs = () =>
    vscode.window.tabGroups.all
      .flatMap(group => group.tabs)
      .filter(tab => uriOf(tab)?.authority === server.id)
      .map(({ label }) => label);
  const textOf = (id: string) =>
    vscode.workspace.textDocuments
      .find(document => document.uri.toString() === uri(id).toString())
      ?.getText();
  const questions = (id: string) =>
    nextcloud.requests.filter(({ path }) => path.endsWith(`/cloud/users/${id}`)).length;
  const broken = {
    kind: 'reply',
    times: 9,
    reply: () => ({ status: 503, headers: {}, body: 'Gone fishing' }),
  } as const;

  it('sends one request', async () => {
    await open('ada');
    assert.deepEqual(tabs(), ['ada.json']);
    assert.equal(questions('ada'), 1);
    assert.deepEqual(told, []);
  });

  it('reveals an open tab, then updates it from the server', async () => {
    const { documents } = await theExtension();
    await documents.open(uri('ada'));
    nextcloud.state.users.get('ada')!.displayname = 'Ada, renamed elsewhere';
    await documents.open(uri('ada'));
    await eventually('the new name is there', () => textOf('ada')?.includes('Ada, renamed elsewhere'));
    assert.deepEqual(tabs(), ['ada.json']);
  });

  it('shows current data even if VS Code still holds the closed document', async () => {
    const { documents } = await theExtension();
    // As after a comparison: the document is held for a while without a tab.
    await vscode.workspace.openTextDocument(uri('fay'));
    nextcloud.state.users.get('fay')!.displayname = 'Fay, renamed elsewhere';
    await documents.open(uri('fay'));
    assert.match(textOf('fay') ?? '', /Fay, renamed elsewhere/);
    assert.deepEqual(tabs(), ['fay.json']);
  });

  it('shows the tab while the server is still answering', async () => {
    nextcloud.latencyMs = 500;
    const opening = open('eve');
    await eventually('the tab is there', () => tabs().length === 1);
    assert.equal(
      vscode.workspace.textDocuments.some(({ uri: { path } }) => path.includes('eve')),
      false,
    );
    await opening;
  });

  for (const latencyMs of [0, 500]) {
    it(`closes the tab and reports why when the server fails, ${latencyMs} ms later`, async () => {
      const id = `ike${latencyMs}`;
      await open('bob');
      Object.assign(nextcloud, { latencyMs });
      nextcloud.faults.add({ ...broken, match: { path: `/users/${id}` } });
      await open(id);
      assert.equal(told.length, 1);
      assert.match(told[0]!, /Could not open “ike\d+” on .*: /);
      await eventually('the tab is gone', () => !tabs().includes(`${id}.json`));
    });
  }

  it('closes the tab and reports it for a missing user', async () => {
    await open('nobody');
    assert.match(told[0]!, /Could not open “nobody” on .*: /);
    await eventually('the tab is gone', () => tabs().length === 0);
  });

  it('opens on the next attempt', async () => {
    await open('latecomer');
    nextcloud.state.createUser({ id: 'latecomer' });
    await open('latecomer');
    await eventually('the account is read', () => textOf('latecomer')?.includes('"id": "latecomer"'));
    assert.deepEqual(tabs(), ['latecomer.json']);
    assert.equal(told.length, 1);
  });

  it('reports one message when a row is clicked twice', async () => {
    nextcloud.latencyMs = 100;
    await Promise.all([open('stranger'), open('stranger')]);
    assert.equal(told.length, 1);
    await eventually('the tab is gone', () => tabs().length === 0);
  });

  it('reports the failure to callers only', async () => {
    await assert.rejects(async () => vscode.workspace.fs.readFile(uri('nobody else')), /nobody%20else/);
    await assert.rejects(async () => vscode.workspace.fs.stat(uri('nobody else')), /nobody%20else/);
    await assert.rejects(async () => vscode.workspace.openTextDocument(uri('nobody else')), /nobody%20else/);
    assert.deepEqual(told, []);
  });

  it('sends no request for an open document', async () => {
    await open('ada');
    nextcloud.requests.length = 0;
    await open('ada');
    assert.equal(questions('ada'), 0);
  });
});
