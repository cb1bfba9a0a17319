import assert from 'node:assert/strict';
import { Secrets, type Secret } from '../../../src/servers/secrets.ts';
import { startNextcloud, type SimulatedNextcloud } from '../../nextcloud/index.ts';
import { eventually } from '../../support/eventually.ts';
import { openWindow, setServers, SharedSecrets } from './window.ts';

const entry = { id: 'one', label: 'One', url: 'https://cloud.example.com/nc/', user: 'admin' };
const secret: Secret = {
  origin: 'https://cloud.example.com',
  user: 'admin',
  password: 'a secret',
  revocable: true,
};

describe('a secret', () => {
  let storage: SharedSecrets;
  let secrets: Secrets;

  beforeEach(() => {
    storage = new SharedSecrets();
    secrets = new Secrets(storage);
  });

  afterEach(() => secrets.dispose());

  it('is one value per server', async () => {
    await secrets.store('one', secret);
    assert.deepEqual(await secrets.read(entry), secret);
    assert.equal(storage.values.size, 1);
    await secrets.delete('one');
    assert.equal(storage.values.size, 0);
  });

  const spoilt = ['', 'null', '[]', '7', '"a secret"', '{"origin":"https://cloud.example.com"}', '{"origin":', JSON.stringify({ ...secret, password: 7 })];
  for (const text of spoilt)
    it(`is ignored if it reads ${text || 'nothing'}`, async () => {
      storage.values.set('nextcloudAdmin.server.one', text);
      assert.equal(await secrets.read(entry), undefined);
    });

  it('is used for another path, but for no other host, port, scheme or user', async () => {
    await secrets.store('one', secret);
    assert.deepEqual(await secrets.read({ ...entry, url: 'https://cloud.example.com/' }), secret);
    for (const change of [
      { url: 'https://evil.example.com/nc/' },
      { url: 'https://cloud.example.com:8443/nc/' },
      { url: 'http://cloud.example.com/nc/' },
      { user: 'other' },
    ])
      assert.equal(await secrets.read({ ...entry, ...change }), undefined);
  });

  it('reports the server of a change, and ignores values of other extensions', () => {
    const told: string[] = [];
    secrets.onDidChange(id => told.push(id));
    void storage.store('nextcloudAdmin.server.one', '{}');
    void storage.store('another.server.two', '{}');
    assert.deepEqual(told, ['one']);
  });
}); // prettier-ignore

describe('two windows with the same secrets', () => {
  let nextcloud: SimulatedNextcloud;
  let here: Awaited<ReturnType<typeof openWindow>>;
  let there: typeof here;

  before(async () => {
    nextcloud = await startNextcloud();
    const storage = new SharedSecrets();
    here = await openWindow(storage);
    there = await openWindow(storage);
  });

  after(async () => {
    here.dispose();
    there.dispose();
    await setServers(undefined);
    await nextcloud.close();
  });

  it('sign in, change the user and sign out together', async () => {
    const { url, admin } = nextcloud;
    const own = (password: string) => ({
      origin: new URL(url).origin,
      user: admin.user,
      password,
      revocable: false,
    });
    const server = await here.servers.add({ url, user: admin.user }, own('wrong'));
    const other = await eventually('the server over there', () => there.servers.get(server.id));
    await assert.rejects(other.connect(), { kind: 'auth' });

    await here.servers.signIn(server, own(admin.password));
    await eventually('a new try over there', () => other.state.kind === 'idle');
    await other.connect();

    const connection = await server.connect();
    await there.secrets.store(`nextcloudAdmin.server.${server.id}`, JSON.stringify(own(admin.password)));
    assert.equal(await server.connect(), connection, 'the same secret again changes nothing');

    await here.servers.signOut(server);
    await eventually('signed out over there', () => other.state.kind === 'signedOut');
    await assert.rejects(other.connect(), { kind: 'auth' });
  });
});
