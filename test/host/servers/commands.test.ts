import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import * as vscode from 'vscode';
import { actions } from '../../../src/commands/actions.ts';
import type { ActionContext } from '../../../src/commands/engine/context.ts';
import { execute } from '../../../src/commands/engine/dispatch.ts';
import type { Server } from '../../../src/servers/server.ts';
import { commandName, type CommandId } from '../../../src/ui/commands.ts';
import { startNextcloud, type Options, type SimulatedNextcloud } from '../../nextcloud/index.ts';
import { selfSigned } from '../../support/certificates.ts';
import { grantAccess, openWindow, setServers, type SharedSecrets, type TestWindow } from './window.ts';

const browser = 'Sign in with the browser';
const password = 'Sign in with user ID and password';

describe('server commands', () => {
  let nextcloud: SimulatedNextcloud;
  let window: TestWindow & { secrets: SharedSecrets };
  const opened: SimulatedNextcloud[] = [];

  beforeEach(async () => {
    nextcloud = await start();
    window = await openWindow();
  });

  afterEach(async () => {
    window.dispose();
    await setServers(undefined);
    for (const server of opened.splice(0)) await server.close();
  });

  const start = async (options: Options = {}) => {
    const server = await startNextcloud(options);
    opened.push(server);
    return server;
  };
  const run = async (
    id: CommandId,
    server?: Server,
    ...replies: Parameters<TestWindow['prompts']['answer']>
  ) => {
    window.prompts.answer(...replies);
    const action = actions.find(candidate => candidate.id === id);
    assert(action);
    const copy = (text: string) => vscode.env.clipboard.writeText(text);
    const ask = {
      input: window.prompts.input.bind(window.prompts),
      pick: window.prompts.pick.bind(window.prompts),
      confirm: window.prompts.confirm.bind(window.prompts),
      open: window.prompts.open.bind(window.prompts),
      copy,
    };
    const desk = { forget: () => Promise.resolve() };
    const context = { ...window, ask, desk } as unknown as ActionContext;
    await execute(context, action, ...(server ? [{ serverId: server.id }] : []));
    assert.equal(window.prompts.replies.length, 0, 'all questions were asked');
  };
  const add = async (cloud = nextcloud): Promise<Server> => {
    await run('addServer', undefined, cloud.url, browser, ({ text }) => grantAccess(text, cloud.admin));
    const server = window.servers.find(cloud.url, 'admin');
    assert(server);
    await server.connect();
    return server;
  };
  const stateOf = ({ state }: Server): string => state.kind;
  const setting = () => vscode.workspace.getConfiguration().get<object[]>('nextcloudAdmin.servers');
  const tokens = (cloud = nextcloud) => cloud.state.appPasswords.size;

  it('are exactly the contributed ones', async () => {
    const { contributes } = window.context.extension.packageJSON as {
      contributes: { commands: { command: string }[] };
    };
    const all = contributes.commands.map(({ command }) => command);
    const contributed = all.filter(command => !command.endsWith('.row'));
    const registered = await vscode.commands.getCommands(true);
    for (const { id, internal } of actions) {
      assert.equal(contributed.includes(commandName(id)), !internal, id);
      assert.ok(registered.includes(commandName(id)), id);
    }
    assert.equal(contributed.length, actions.filter(({ internal }) => !internal).length);
    assert.deepEqual(
      all.filter(command => !registered.includes(command)),
      [],
    );
  });

  it('signOut › revokes the app password of the browser sign-in', async () => {
    const server = await add();
    assert.equal(tokens(), 1);
    await run('signOut', server);
    assert.equal(tokens(), 0);
    assert.equal(window.secrets.values.size, 0);
    assert.equal(stateOf(server), 'signedOut');
    assert.equal(setting()?.length, 1);
  });

  it('signOut › warns that the app password stays valid on an unreachable server', async () => {
    const server = await add();
    await nextcloud.close();
    await run('signOut', server);
    assert.match(window.messages.texts.at(-1)!, /^Sign Out: .*app password.*refused the connection/);
    assert.equal(stateOf(server), 'signedOut');
    assert.equal(window.secrets.values.size, 0);
  });

  it('signOut › succeeds if the app password is already gone', async () => {
    const server = await add();
    nextcloud.state.appPasswords.clear();
    await run('signOut', server);
    assert.match(window.messages.texts.at(-1)!, /^You are signed out/);
  });

  it('signOut › keeps an app password that the user entered', async () => {
    const token = nextcloud.state.createAppPassword('admin', 'admin', 'mine');
    await run('addServer', undefined, nextcloud.url, password, 'admin', token);
    await run('signOut', window.servers.all()[0]);
    assert.equal(tokens(), 1);
  });

  it('removeServer › asks, then removes the secret and the entry', async () => {
    const server = await add();
    await run('removeServer', server, false);
    assert.equal(window.servers.all().length, 1);
    await run('removeServer', server, true);
    assert.deepEqual(setting(), []);
    assert.equal(tokens(), 0);
    assert.equal(window.secrets.values.size, 0);
  });

  it('signIn › asks before accepting another user of the browser', async () => {
    nextcloud.state.createUser({ id: 'second', password: 'Second-12345', groups: ['admin'] });
    const second = { user: 'second', password: 'Second-12345' };
    const server = await add();
    const grantToSecond = ({ text }: { text: string }) => grantAccess(text, second);
    await run('signIn', server, browser, grantToSecond, false, undefined);
    assert.equal(server.user, 'admin');
    assert.equal(tokens(), 1);
    await run('signIn', server, browser, grantToSecond, true);
    assert.equal(server.user, 'second');
    assert.equal((await server.connect()).me.userId, 'second');
    assert.equal(tokens(), 1);
  });

  it('signIn › accepts a changed password', async () => {
    const { url, admin } = nextcloud;
    await run('addServer', undefined, url, password, admin.user, admin.password);
    const [server] = window.servers.all();
    nextcloud.state.users.get('admin')!.password = 'Another-12345';
    await assert.rejects(
      server!.call(client => client.users.list()),
      { kind: 'auth' },
    );
    await run('signIn', server, password, 'Another-12345');
    await server!.connect();
  });

  it('changeServerUser › keeps the ID', async () => {
    nextcloud.state.createUser({ id: 'second', password: 'Second-12345', groups: ['admin'] });
    const server = await add();
    const { id } = server;
    await run('changeServerUser', server, password, 'second', 'Second-12345');
    assert.deepEqual(window.servers.all(), [server]);
    assert.deepEqual([server.id, server.user], [id, 'second']);
    assert.equal(tokens(), 0);
  });

  it('renameServer › changes the label', async () => {
    const server = await add();
    await run('renameServer', server, ' Production ');
    assert.equal(server.label, 'Production');
    assert.equal(stateOf(server), 'connected');
  });

  it('changeServerUrl › needs no new sign-in within the origin', async () => {
    const server = await add();
    await setServers([{ ...setting()![0], url: new URL('/wrong/', nextcloud.url).href }]);
    await assert.rejects(server.connect());
    await run('changeServerUrl', server, `${nextcloud.url}apps/files`);
    assert.equal(server.url, nextcloud.url);
    await server.connect();
  });

  it('changeServerUrl › signs in after changing a signed-out server', async () => {
    const server = await add();
    await run('signOut', server);
    await run('changeServerUrl', server, nextcloud.url, password, nextcloud.admin.password);
    assert.equal(stateOf(server), 'connected');
  });

  it('changeServerUrl › needs a new sign-in for another origin and never sends the old secret there', async () => {
    const other = await start();
    const server = await add();
    const [token] = nextcloud.state.appPasswords.keys();
    await run('changeServerUrl', server, other.url, undefined);
    assert.equal(server.url, nextcloud.url);
    await run('changeServerUrl', server, other.url, password, other.admin.password);
    assert.equal(server.url, other.url);
    await server.connect();
    assert.equal(tokens(), 0);
    const sent = JSON.stringify(other.requests);
    assert.ok(!sent.includes(Buffer.from(`admin:${token}`).toString('base64')) && !sent.includes(token!));
  });

  it('changeServerUrl › warns that the app password may stay valid on an unreachable server', async () => {
    const other = await start();
    const server = await add();
    await nextcloud.close();
    await run('changeServerUrl', server, other.url, browser, ({ text }: { text: string }) =>
      grantAccess(text, other.admin),
    );
    assert.equal(stateOf(server), 'connected');
    assert.match(
      window.messages.texts.join(),
      /Could not revoke the app password. It is still valid on 127\.0\.0\.1/,
    );
    assert.equal(tokens(other), 1);
  });

  it('never send the secret to another origin written into the settings', async () => {
    const other = await start();
    const server = await add();
    await setServers([{ ...setting()![0], url: other.url }]);
    await assert.rejects(server.connect(), { kind: 'auth' });
    assert.equal(stateOf(server), 'signedOut');
    assert.deepEqual(other.requests, []);
  });

  it('retryServer › connects again', async () => {
    const server = await add();
    nextcloud.maintenance = true;
    await run('retryServer', server);
    assert.match(window.messages.texts.at(-1)!, /maintenance/);
    nextcloud.maintenance = false;
    await run('retryServer', server);
    assert.equal(stateOf(server), 'connected');
  });

  it('show a changed certificate, and replace it only with consent', async () => {
    const before = await selfSigned('127.0.0.1');
    const after = await selfSigned('127.0.0.1');
    const port = await start({ tls: before }).then(async cloud => {
      window.prompts.answer(cloud.url, true, password, 'admin', cloud.admin.password);
      await run('addServer');
      await cloud.close();
      opened.splice(opened.indexOf(cloud), 1);
      return Number(new URL(cloud.url).port);
    });
    const [server] = window.servers.all();
    const secure = await start({ tls: after, port });
    await assert.rejects(server!.retry(), { kind: 'tls' });
    assert.equal(stateOf(server!), 'certificate');
    assert.equal(server!.appearance.action, 'trustCertificate');
    assert.equal(secure.requests.length, 0);

    await run('trustCertificate', server, false);
    assert.equal(stateOf(server!), 'certificate');
    const question = window.prompts.asked.at(-1)!.text;
    for (const { cert } of [before, after])
      assert.ok(question.includes(new X509Certificate(cert).fingerprint256));
    assert.ok(!secure.requests.some(({ headers }) => headers.authorization));

    await run('trustCertificate', server, true);
    assert.equal(stateOf(server!), 'connected');
    await run('changeServerUrl', server, `${secure.url}apps/files`);
    assert.equal(stateOf(server!), 'connected');
  });

  it('work from a row and from the Command Palette, which asks for the server', async () => {
    const second = await start();
    const first = await add();
    await run('copyServerUrl');
    assert.equal(await vscode.env.clipboard.readText(), first.url);
    await add(second);
    await run('openServerInBrowser', undefined, new URL(second.url).host + '/nextcloud', undefined);
    assert.equal(window.prompts.asked.at(-1)!.text, second.url);
    await run('openServerInBrowser', first, undefined);
    assert.equal(window.prompts.asked.at(-1)!.text, first.url);
    await run('signOut', undefined, undefined);
    assert.equal(stateOf(first), 'connected');
  });

  it('leave a server unchanged if the sign-in fails, and report why', async () => {
    const server = await add();
    nextcloud.maintenance = true;
    await run('signIn', server);
    assert.match(window.messages.texts.at(-1)!, /^Sign In: .*in maintenance/);
    assert.equal(tokens(), 1);
  });
});
