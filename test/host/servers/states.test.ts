import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { NextcloudError, type ErrorKind } from '../../../src/ocs/index.ts';
import type { Server } from '../../../src/servers/server.ts';
import type { CommandId } from '../../../src/ui/commands.ts';
import { startNextcloud, type SimulatedNextcloud } from '../../nextcloud/index.ts';
import { eventually } from '../../support/eventually.ts';
import { openWindow, setServers, type SharedSecrets, type TestWindow } from './window.ts';

describe('the state of a server', () => {
  let nextcloud: SimulatedNextcloud;
  let window: TestWindow & { secrets: SharedSecrets };

  beforeEach(async () => {
    nextcloud = await startNextcloud();
    window = await openWindow();
  });

  afterEach(async () => {
    window.dispose();
    await setServers(undefined);
    await nextcloud.close();
  });

  const add = (user = 'admin', password = nextcloud.admin.password): Promise<Server> => {
    const { url } = nextcloud;
    return window.servers.add(
      { url, user },
      { origin: new URL(url).origin, user, password, revocable: false },
    );
  };
  const fails = (kind: ErrorKind, sentence: RegExp) => (error: unknown) => {
    assert(error instanceof NextcloudError, String(error));
    assert.equal(error.kind, kind);
    assert.match(error.message, sentence);
    return true;
  };
  const shows = (server: Server, kind: string, words: RegExp, command?: CommandId) => {
    const { appearance, state } = server;
    assert.equal(state.kind, kind);
    assert.match(appearance.words, words);
    assert.equal(appearance.action, command);
    assert.ok(appearance.icon.id);
  };

  it('is idle at first: no request is made', async () => {
    const server = await add();
    // What was stored is read back once, as some keyrings forget; nothing else is read.
    assert.equal(window.secrets.reads, 1);
    assert.deepEqual(nextcloud.requests, []);
    shows(server, 'idle', /^$/);
  });

  it('is read only from the settings at the start', async () => {
    const server = await add();
    window.secrets.reads = 0;
    const again = await openWindow(window.secrets);
    assert.deepEqual(again.servers.all().map(({ id }) => id), [server.id]); // prettier-ignore
    assert.equal(window.secrets.reads, 0);
    assert.deepEqual(nextcloud.requests, []);
    again.dispose();
  });

  it('goes from signing in to connected with version, user and role, in one shared attempt', async () => {
    const server = await add();
    const seen: string[] = [];
    window.servers.onDidChangeState(({ state }) => seen.push(state.kind));
    const [one, two] = await Promise.all([server.connect(), server.connect()]);
    assert.equal(one, two);
    assert.deepEqual(seen, ['signingIn', 'connected']);
    shows(server, 'connected', /^35\.\S+.* · admin · administrator$/);
    assert.equal(nextcloud.requests.length, 2);
  });

  it('tells a group administrator from an administrator', async () => {
    nextcloud.state.createGroup('choir');
    nextcloud.state.createUser({ id: 'conductor', password: 'Lento-12345', subadmin: ['choir'] });
    const server = await add('conductor', 'Lento-12345');
    assert.equal((await server.connect()).role, 'subadmin');
    shows(server, 'connected', / · conductor · group administrator$/);
  });

  it('is signed out without a secret', async () => {
    await setServers([{ url: nextcloud.url, user: 'admin' }]);
    const server = await eventually('the server', () => window.servers.all()[0]);
    await assert.rejects(server.connect(), fails('auth', /signed out/));
    shows(server, 'signedOut', /signed out/, 'signIn');
    assert.deepEqual(nextcloud.requests, []);
  });

  it('reports a wrong password, and sends nothing until the user acts', async () => {
    const server = await add('admin', 'wrong');
    await assert.rejects(server.connect(), fails('auth', /rejected the sign-in as “admin”/));
    shows(server, 'wrongPassword', /password refused/, 'signIn');
    nextcloud.requests.length = 0;
    await assert.rejects(server.connect(), fails('auth', /rejected the sign-in/));
    await assert.rejects(
      server.call(client => client.users.list()),
      fails('auth', /rejected the sign-in/),
    );
    assert.deepEqual(nextcloud.requests, []);
    await assert.rejects(server.retry(), fails('auth', /rejected the sign-in/));
    assert.equal(nextcloud.requests.length, 1);
  });

  it('reports insufficient rights of a regular user, and sends nothing more', async () => {
    nextcloud.state.createUser({ id: 'plain', password: 'Simple-12345' });
    const server = await add('plain', 'Simple-12345');
    await assert.rejects(server.connect(), fails('forbidden', /^“plain” is neither an administrator/));
    shows(server, 'insufficientRights', /not an administrator/, 'changeServerUser');
    nextcloud.requests.length = 0;
    await assert.rejects(server.connect(), fails('forbidden', /plain/));
    assert.deepEqual(nextcloud.requests, []);
  });

  it('is in maintenance, until it is over', async () => {
    nextcloud.maintenance = true;
    const server = await add();
    await assert.rejects(server.connect(), fails('maintenance', /maintenance/));
    shows(server, 'maintenance', /in maintenance/, 'retryServer');
    nextcloud.maintenance = false;
    await server.retry();
    shows(server, 'connected', /admin/);
  });

  it('is unreachable, until it is back', async () => {
    const server = await add();
    const port = Number(new URL(nextcloud.url).port);
    await nextcloud.close();
    await assert.rejects(server.connect(), fails('network', /127\.0\.0\.1:\d+ refused the connection/));
    shows(server, 'unreachable', /unreachable/, 'retryServer');
    nextcloud = await startNextcloud({ port });
    await server.connect();
    shows(server, 'connected', /admin/);
  });

  it('has failed when the server answers with something else', async () => {
    const server = await add();
    nextcloud.faults.add({ kind: 'page' });
    await assert.rejects(server.connect(), NextcloudError);
    shows(server, 'failed', /failed/, 'retryServer');
    await server.retry();
    shows(server, 'connected', /admin/);
  });

  it('follows failures of calls', async () => {
    const server = await add();
    await server.connect();
    nextcloud.maintenance = true;
    await assert.rejects(
      server.call(client => client.users.list()),
      fails('maintenance', /maintenance/),
    );
    shows(server, 'maintenance', /in maintenance/, 'retryServer');
    nextcloud.maintenance = false;
    await server.call(client => client.users.list());
    shows(server, 'connected', /admin/);
  });

  it('ignores failures that concern a single call', async () => {
    const server = await add();
    await assert.rejects(
      server.call(client => client.users.get('nobody')),
      fails('notFound', /nobody/),
    );
    shows(server, 'connected', /admin/);
  });

  it('becomes "password refused" when the password is changed on the server', async () => {
    const server = await add();
    await server.connect();
    nextcloud.state.users.get('admin')!.password = 'Another-12345';
    await assert.rejects(
      server.call(client => client.users.list()),
      fails('auth', /rejected the sign-in/),
    );
    shows(server, 'wrongPassword', /password refused/, 'signIn');
  });

  it('shows how long a rate limit lasts', async () => {
    await nextcloud.close();
    nextcloud = await startNextcloud({
      rateLimits: { edit: { calls: 1, seconds: 600 }, patch: { calls: 1, seconds: 600 } },
    });
    nextcloud.state.createUser({ id: 'often' });
    const server = await add();
    await server.connect();
    const edit = (email: string) => server.call(client => client.users.edit('often', { email }));
    await edit('a@example.com');
    const waiting = edit('b@example.com').catch((error: unknown) => error);
    await eventually('the wait', () => server.appearance.words.includes('rate limited, resuming at'));
    await window.servers.signOut(server);
    assert((await waiting) instanceof NextcloudError);
    shows(server, 'signedOut', /^signed out$/, 'signIn');
  });

  it('lets a waiting caller abort', async () => {
    nextcloud.latencyMs = 200;
    const server = await add();
    const controller = new AbortController();
    const given = server.connect(controller.signal);
    const kept = server.connect();
    controller.abort();
    await assert.rejects(given, fails('aborted', /./));
    assert.equal((await kept).role, 'admin');
  });

  it('follows the new sign-in when an old one ends late', async () => {
    nextcloud.latencyMs = 100;
    const server = await add('admin', 'wrong');
    const old = server.connect().catch((error: unknown) => error);
    await window.servers.signIn(server, {
      origin: new URL(nextcloud.url).origin,
      user: 'admin',
      password: nextcloud.admin.password,
      revocable: false,
    });
    await old;
    shows(server, 'connected', /admin/);
  });
});

describe('the confirmation of the password', () => {
  let nextcloud: SimulatedNextcloud;
  let window: TestWindow;
  let server: Server;

  before(async () => {
    nextcloud = await startNextcloud();
    for (const id of ['a', 'b', 'c', 'd', 'e']) nextcloud.state.createUser({ id });
    window = await openWindow();
  });

  beforeEach(async () => {
    const { url } = nextcloud;
    const password = nextcloud.state.createAppPassword('admin', 'admin', 'test');
    const secret = { origin: new URL(url).origin, user: 'admin', password, revocable: true };
    server = await window.servers.add({ url, user: 'admin' }, secret);
    window.prompts.asked.length = 0;
    window.messages.texts.length = 0;
  });

  afterEach(() => window.servers.remove(server));

  after(async () => {
    window.dispose();
    await setServers(undefined);
    await nextcloud.close();
  });

  const disable = (id: string) => server.call(client => client.users.disable(id));

  it('asks once for all waiting and following writes', async () => {
    window.prompts.answer(nextcloud.admin.password);
    await Promise.all(['a', 'b', 'c'].map(disable));
    await disable('d');
    const [question, ...more] = window.prompts.asked;
    assert.deepEqual(more, []);
    assert.equal(question?.password, true);
    assert.match(question.text, /127\.0\.0\.1.*login password of “admin” before changes/);
  });

  it('cancels all waiting writes with one message', async () => {
    window.prompts.answer(undefined);
    const outcomes = await Promise.allSettled(
      ['a', 'b', 'c'].map(id => server.call(client => client.users.enable(id))),
    );
    for (const outcome of outcomes)
      assert(outcome.status === 'rejected' && outcome.reason instanceof vscode.CancellationError);
    assert.equal(window.prompts.asked.length, 1);
    assert.equal(window.messages.texts.length, 1);
    assert.match(window.messages.texts[0]!, /not confirmed/);
  });

  it('asks again after a wrong password, which is never sent twice', async () => {
    window.prompts.answer('wrong', nextcloud.admin.password);
    nextcloud.requests.length = 0;
    await assert.rejects(disable('e'), { kind: 'passwordConfirmation' });
    const tries = () => nextcloud.requests.filter(({ path }) => path.endsWith('/confirm')).length;
    assert.equal(tries(), 1);
    await disable('e');
    assert.equal(tries(), 2);
  });

  it('is forgotten when the user signs out', async () => {
    window.prompts.answer(nextcloud.admin.password, nextcloud.admin.password);
    await disable('a');
    const { url } = server;
    const password = nextcloud.state.createAppPassword('admin', 'admin', 'test');
    await window.servers.signOut(server);
    await window.servers.signIn(server, {
      origin: new URL(url).origin,
      user: 'admin',
      password,
      revocable: true,
    });
    await disable('b');
    assert.equal(window.prompts.asked.length, 2);
  });
});
