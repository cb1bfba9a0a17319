import assert from 'node:assert/strict';
import { addServer } from '../../../src/servers/addServer.ts';
import { startNextcloud, type SimulatedNextcloud } from '../../nextcloud/index.ts';
import { grantAccess, openWindow, setServers, SharedSecrets, type TestWindow } from './window.ts';

type Refusal = 'store' | 'get' | 'delete';

/** A keyring that refuses, or forgets what it took. */
class BrokenSecrets extends SharedSecrets {
  readonly refuses = new Set<Refusal>();
  forgets = false;

  override get(key: string): Promise<string | undefined> {
    return this.refuses.has('get') ? this.#refuse() : super.get(key);
  }

  override store(key: string, value: string): Promise<void> {
    if (this.refuses.has('store')) return this.#refuse();
    return this.forgets ? Promise.resolve() : super.store(key, value);
  }

  override delete(key: string): Promise<void> {
    return this.refuses.has('delete') ? this.#refuse() : super.delete(key);
  }

  #refuse(): Promise<never> {
    return Promise.reject(new Error('org.freedesktop.secrets was not provided'));
  }
}

const browser = 'Sign in with the browser';
const withPassword = 'Sign in with user ID and password';

describe('a failing keyring', () => {
  let nextcloud: SimulatedNextcloud;
  let keyring: BrokenSecrets;
  let window: TestWindow;

  beforeEach(async () => {
    nextcloud = await startNextcloud({ seed: 'empty' });
    keyring = new BrokenSecrets();
    window = await openWindow(keyring);
  });

  afterEach(async () => {
    window.dispose();
    await setServers(undefined);
    await nextcloud.close();
  });

  const secret = (password = nextcloud.admin.password) => ({
    origin: new URL(nextcloud.url).origin,
    user: 'admin',
    password,
    revocable: false,
  });
  const add = () => window.servers.add({ url: nextcloud.url, user: 'admin' }, secret());
  const run = async (...replies: Parameters<TestWindow['prompts']['answer']>) => {
    window.prompts.answer(...replies);
    await addServer(window.servers, window).catch((error: unknown) =>
      window.messages.error(error, 'Add Server'),
    );
  };
  const kept = () => JSON.stringify([...keyring.values]);

  for (const [what, breaks] of [
    ['does not store', () => keyring.refuses.add('store')],
    ['forgets what it stores', () => (keyring.forgets = true)],
  ] as const)
    it(`${what}: revokes the new app password and reports why and what to do`, async () => {
      breaks();
      await run(nextcloud.url, browser, ({ text }) => grantAccess(text, nextcloud.admin), false, undefined);
      assert.equal(nextcloud.state.appPasswords.size, 0);
      assert.deepEqual(window.servers.all(), []);
      const question = window.prompts.asked.find(({ kind }) => kind === 'confirm');
      assert.match(question!.text, /Could not store the secret in the keyring/);
      if (process.platform === 'linux') assert.match(question!.text, /password-store.*argv\.json/s);
    });

  it('does not store: keeps the session in memory with consent, and writes nothing elsewhere', async () => {
    keyring.refuses.add('store');
    await run(nextcloud.url, withPassword, 'admin', nextcloud.admin.password, true);
    const [server] = window.servers.all();
    assert.equal((await server!.connect()).role, 'admin');
    assert.equal(keyring.values.size, 0);
    const { globalState, workspaceState } = window.context;
    const states = [globalState, workspaceState].map(state =>
      JSON.stringify(state.keys().map(key => state.get(key))),
    );
    assert.ok(![...states, JSON.stringify(server!.entry)].join().includes(nextcloud.admin.password));
  });

  it('does not read: says so in the row, sends nothing, and is fixed by signing in again', async () => {
    const server = await add();
    keyring.refuses.add('get');
    await server.retry().catch(() => undefined);
    assert.equal(server.state.kind, 'keyring');
    assert.match(server.appearance.words, /keyring/);
    assert.equal(server.appearance.action, 'signIn');
    assert.deepEqual(nextcloud.requests, []);
    keyring.refuses.delete('get');
    await window.servers.signIn(server, secret());
    assert.equal(server.state.kind, 'connected');
  });

  it('does not read, even after signing in again: keeps the session in memory', async () => {
    const server = await add();
    keyring.refuses.add('get');
    window.prompts.answer(true);
    await window.servers.signIn(server, secret());
    assert.equal(server.state.kind, 'connected');
  });

  it('does not read: signing out still removes the secret', async () => {
    const server = await add();
    keyring.refuses.add('get');
    await window.servers.signOut(server);
    assert.equal(server.state.kind, 'signedOut');
    assert.equal(kept(), '[]');
  });

  it('does not delete: signs out here, and warns that the secret remains', async () => {
    const server = await add();
    await server.connect();
    keyring.refuses.add('delete');
    await assert.rejects(window.servers.signOut(server), /Could not delete the secret from the keyring/);
    assert.equal(server.state.kind, 'signedOut');
    await assert.rejects(server.connect(), { kind: 'auth' });
    keyring.refuses.clear();
    await window.servers.signIn(server, secret());
    assert.equal(server.state.kind, 'connected');
  });

  it('holds a damaged value: ignores it, and replaces it after signing in', async () => {
    const server = await add();
    for (const key of keyring.values.keys()) keyring.values.set(key, '{"origin":');
    await server.retry().catch(() => undefined);
    assert.equal(server.state.kind, 'signedOut');
    await window.servers.signIn(server, secret());
    assert.equal(server.state.kind, 'connected');
  });
});
