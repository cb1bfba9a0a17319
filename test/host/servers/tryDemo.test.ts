import assert from 'node:assert/strict';
import { request } from 'node:http';
import * as vscode from 'vscode';
import type { ActionContext } from '../../../src/commands/engine/context.ts';
import { execute } from '../../../src/commands/engine/dispatch.ts';
import type { Server } from '../../../src/servers/server.ts';
import { settingName } from '../../../src/servers/settings.ts';
import { eventually } from '../../support/eventually.ts';
import { theAction } from '../commands/person.ts';
import { openWindow } from './window.ts';
import type { SharedSecrets, TestWindow } from './window.ts';

describe('tryDemo', () => {
  let window: TestWindow & { secrets: SharedSecrets };
  let forgotten: string[];

  beforeEach(async () => {
    window = await openWindow();
    forgotten = [];
  });

  afterEach(() => window.dispose());

  const tryDemo = async (): Promise<Server> => {
    const forget = ({ id }: { id: string }) => Promise.resolve(void forgotten.push(id));
    const context = { ...window, ask: window.prompts, desk: { forget } } as unknown as ActionContext;
    await execute(context, theAction('tryDemo'));
    const server = window.servers.get('demo');
    assert.ok(server, window.messages.texts.join('\n'));
    return server;
  };
  /** The status of an answer, `undefined` where nobody answers. */
  const ask = (url: string, headers: Record<string, string> = {}) =>
    new Promise<number | undefined>(resolve =>
      request(`${url}ocs/v2.php/cloud/users?format=json`, { headers }, response => {
        response.resume();
        resolve(response.statusCode);
      })
        .once('error', () => resolve(undefined))
        .end(),
    );

  it('shows a server with users, groups and apps, which is in no setting and whose password is kept nowhere', async () => {
    const server = await tryDemo();
    assert.equal(server.label, 'Demo');
    assert.ok(server.url.startsWith('http://127.0.0.1:'));
    const { role } = await server.connect();
    assert.equal(role, 'admin');
    const [users, groups, apps] = await server.call(client =>
      Promise.all([client.users.list(), client.groups.list(), client.apps.list('enabled')]),
    );
    assert.ok(users.length > 250 && groups.length > 10 && apps.length > 20);
    assert.deepEqual(vscode.workspace.getConfiguration().get(settingName), []);
    assert.equal(window.secrets.values.size, 0);
    assert.deepEqual(forgotten, ['demo']);
  });

  it('is one server, however often it is tried, and can be renamed in this window', async () => {
    const first = await tryDemo();
    await window.servers.change(first, { label: 'Mine' });
    assert.equal(await tryDemo(), first);
    assert.equal(first.label, 'Mine');
    assert.equal(window.servers.all().length, 1);
  });

  it('answers nobody without its password, nor by another name', async () => {
    const { url } = await tryDemo();
    assert.equal(await ask(url), 401);
    assert.equal(await ask(url, { host: 'rebound.example' }), 421);
    const authorization = `Basic ${Buffer.from('lior.cohen:demo-Passw0rd').toString('base64')}`;
    assert.equal(await ask(url, { authorization }), 401);
  });

  it('ends when it is removed, and starts anew', async () => {
    const { url } = await tryDemo();
    const [server] = window.servers.all();
    await window.servers.remove(server!);
    assert.deepEqual(window.servers.all(), []);
    await eventually('nobody answers', async () => (await ask(url)) === undefined);
    assert.notEqual((await tryDemo()).url, url);
  });

  it('starts anew after it was signed out of, as nobody knows its password', async () => {
    const server = await tryDemo();
    await window.servers.signOut(server);
    assert.notEqual(await tryDemo(), server);
  });

  it('ends with the window', async () => {
    const { url } = await tryDemo();
    window.dispose();
    await eventually('nobody answers', async () => (await ask(url)) === undefined);
  });
});
