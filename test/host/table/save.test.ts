import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Server } from '../../../src/servers/server.ts';
import { usersUri } from '../../../src/servers/uris.ts';
import { startNextcloud } from '../../nextcloud/index.ts';
import type { SimulatedNextcloud } from '../../nextcloud/index.ts';
import { eventually } from '../../support/eventually.ts';
import { Answers } from '../support/answers.ts';
import { addServer, theExtension } from '../support/extension.ts';
import { OpenTable } from './page.ts';

describe('saving a table of users', () => {
  let nextcloud: SimulatedNextcloud;
  let server: Server;
  let table: OpenTable;
  let consent: Answers | undefined;

  beforeEach(async () => {
    nextcloud = await startNextcloud({ seed: 'empty' });
    for (const id of ['ada', 'bob', 'eve'])
      nextcloud.state.createUser({ id, displayname: `Name of ${id}`, email: `${id}@example.com` });
    nextcloud.state.createGroup('crew');
    server = await addServer(nextcloud);
    table = await OpenTable.complete(usersUri([server.id]));
    nextcloud.requests.length = 0;
  });

  afterEach(async () => {
    consent?.dispose();
    consent = undefined;
    await table.dispose();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await (await theExtension()).servers.remove(server);
    await nextcloud.close();
  });

  const user = (id: string) => nextcloud.state.users.get(id)!;
  const key = (id: string) => `${server.id}/${id}`;
  const writes = () => nextcloud.requests.filter(({ method }) => method !== 'GET').map(({ path }) => path);
  const answering = (answer: 'Apply' | 'Show Plan' | undefined) => (consent = new Answers(answer));
  const quota = (id: string, value: string) => ({ [key(id)]: { quota: { old: 'default', new: value } } });
  const email = (id: string, value: string) => ({
    [key(id)]: { email: { old: `${id}@example.com`, new: value } },
  });

  it('applies the edits of several users after one question, and is clean and empty then', async () => {
    const asked = answering('Apply').asked;
    await table.edit({
      [key('ada')]: {
        email: { old: 'ada@example.com', new: 'ada@example.org' },
        groups: { old: [], new: ['crew'] },
      },
      [key('bob')]: { enabled: { old: true, new: false } },
    });
    assert.ok(table.document.isDirty);
    assert.deepEqual(writes(), []);
    assert.ok(await table.document.save());
    assert.equal(user('ada').email, 'ada@example.org');
    assert.deepEqual(user('ada').groups, ['crew']);
    assert.equal(user('bob').enabled, false);
    assert.equal(asked.length, 1);
    assert.match(asked[0] ?? '', /Disable.*bob/s);
    await eventually('the document is empty', () => Object.keys(table.edits).length === 0);
    assert.ok(!table.document.isDirty);
    await eventually('the rows follow', () => table.cell(key('bob'), 'enabled') === false);
    assert.equal(table.cell(key('ada'), 'email'), 'ada@example.org');
  });

  it('keeps a refused and a conflicting edit with their reasons, and saves the others', async () => {
    answering('Apply');
    user('bob').email = 'changed@example.com';
    await table.edit({
      ...email('ada', 'ada@host'),
      ...email('bob', 'bob@example.org'),
      ...email('eve', 'eve@example.org'),
    });
    assert.equal(await table.document.save(), false);
    assert.equal(user('eve').email, 'eve@example.org');
    assert.equal(user('bob').email, 'changed@example.com');
    assert.deepEqual(Object.keys(table.edits).sort(), [key('ada'), key('bob')].sort());
    assert.ok(table.document.isDirty);
    await eventually('the reasons are shown', () => Object.keys(table.state.refused ?? {}).length === 2);
    const { [key('ada')]: ofAda, [key('bob')]: ofBob } = table.state.refused ?? {};
    assert.match(ofAda?.email ?? '', /rejected this value/);
    assert.match(ofBob?.email ?? '', /changed on the server/);

    await table.edit({
      ...email('ada', 'ada@example.org'),
      [key('bob')]: { email: { old: 'changed@example.com', new: 'bob@example.org' } },
    });
    assert.ok(await table.document.save(), 'the corrections are saved');
    assert.equal(user('ada').email, 'ada@example.org');
    assert.equal(user('bob').email, 'bob@example.org');
    await eventually('the document is empty', () => Object.keys(table.edits).length === 0);
    assert.ok(!table.document.isDirty);
  });

  it('changes nothing and loses nothing when the person cancels', async () => {
    answering(undefined);
    await table.edit(quota('ada', '5 GB'));
    assert.equal(await table.document.save(), false);
    assert.deepEqual(writes(), []);
    assert.deepEqual(table.edits, quota('ada', '5 GB'));
    assert.ok(table.document.isDirty);
  });

  it('shows the plan instead, whose edits leave the table once it is applied', async () => {
    answering('Show Plan');
    const { desk } = await theExtension();
    await table.edit(quota('ada', '5 GB'));
    assert.equal(await table.document.save(), false);
    assert.deepEqual(writes(), []);
    const [plan] = await desk.list(server);
    assert.ok(plan);
    assert.deepEqual(table.edits, quota('ada', '5 GB'));
    await desk.apply(server, plan.id, false);
    assert.equal(user('ada').quota, '5 GB');
    await eventually('the edit is gone', () => Object.keys(table.edits).length === 0);
    await eventually('nothing is left to save', () => !table.document.isDirty);
  });

  it('does not ask where the server has all values already', async () => {
    const { asked } = answering('Apply');
    user('ada').email = 'ada@example.org';
    await table.edit(email('ada', 'ada@example.org'));
    assert.ok(await table.document.save());
    assert.deepEqual(asked, []);
    assert.deepEqual(writes(), []);
  });

  it('never saves by itself', async () => {
    const { asked } = answering('Apply');
    const files = vscode.workspace.getConfiguration('files');
    await files.update('autoSave', 'afterDelay', vscode.ConfigurationTarget.Global);
    await files.update('autoSaveDelay', 1, vscode.ConfigurationTarget.Global);
    try {
      const setting = vscode.workspace.getConfiguration('files', table.document).get('autoSave');
      assert.equal(table.document.languageId, 'nextcloud-table');
      assert.equal(setting, 'off');
      await table.edit(quota('ada', '5 GB'));
      await new Promise(resolve => setTimeout(resolve, 500));
      assert.ok(table.document.isDirty);
      assert.deepEqual([asked, writes()], [[], []]);
    } finally {
      await files.update('autoSave', undefined, vscode.ConfigurationTarget.Global);
      await files.update('autoSaveDelay', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('takes one step of undo for each edit, and one of redo', async () => {
    await vscode.commands.executeCommand('vscode.openWith', table.document.uri, 'default');
    await table.edit({ ...quota('ada', '5 GB'), ...quota('bob', '5 GB') });
    await table.edit(email('ada', 'ada@example.org'));
    await vscode.commands.executeCommand('undo');
    await eventually(
      'one step',
      () => Object.keys(table.edits).length === 2 && !table.edits[key('ada')]?.email,
    );
    await vscode.commands.executeCommand('undo');
    await eventually('two steps', () => Object.keys(table.edits).length === 0);
    assert.ok(!table.document.isDirty);
    await vscode.commands.executeCommand('redo');
    await eventually('back', () => Object.keys(table.edits).length === 2);
    await eventually('the page follows', () => Object.keys(table.state.document ?? {}).length === 2);
  });

  it('takes an edit back, and refuses one of an unknown field', async () => {
    await table.edit(quota('ada', '5 GB'));
    await table.edit({ [key('ada')]: { quota: null } });
    assert.deepEqual(table.edits, {});
    await table.edit({ [key('ada')]: { password: { old: '', new: 'secret' } } });
    assert.deepEqual(table.edits, {});
  });

  it('marks in the text what cannot be saved, where it stands', async () => {
    await table.edit(quota('ada', 'many'));
    const problems = await eventually('it is marked', () => {
      const found = vscode.languages.getDiagnostics(table.document.uri);
      return found.length > 0 ? found : undefined;
    });
    assert.match(table.document.getText(problems[0]?.range), /^\{\s*"old": "default",\s*"new": "many"\s*\}$/);
  });
});

describe('saving a table of several servers', () => {
  it('asks once, and applies the edits of each on its own server', async () => {
    const nextclouds = [await startNextcloud({ seed: 'empty' }), await startNextcloud({ seed: 'empty' })];
    const servers: Server[] = [];
    for (const nextcloud of nextclouds) {
      nextcloud.state.createUser({ id: 'ada' });
      servers.push(await addServer(nextcloud));
    }
    const [one, two] = servers as [Server, Server];
    const table = await OpenTable.complete(usersUri([one.id, two.id]));
    const consent = new Answers('Apply');
    try {
      await table.edit({
        [`${one.id}/ada`]: { quota: { old: 'default', new: '1 GB' } },
        [`${two.id}/ada`]: { quota: { old: 'default', new: '2 GB' } },
      });
      assert.ok(await table.document.save());
      assert.deepEqual(
        nextclouds.map(({ state }) => state.users.get('ada')?.quota),
        ['1 GB', '2 GB'],
      );
      assert.equal(consent.asked.length, 1);
    } finally {
      consent.dispose();
      await table.dispose();
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      for (const server of servers) await (await theExtension()).servers.remove(server);
      for (const nextcloud of nextclouds) await nextcloud.close();
    }
  });
});
