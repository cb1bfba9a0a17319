import assert from 'node:assert/strict';
import { get } from 'node:https';
import { generate } from 'selfsigned';
import { startNextcloud } from '../../nextcloud/index.ts';
import type { Options, SimulatedNextcloud } from '../../nextcloud/index.ts';
import { callOcs, startWithBob } from './wire.ts';
import type { OcsDetails, Received } from './wire.ts';

const admin = 'admin:admin-Passw0rd';

describe('the simulated server', () => {
  let server: SimulatedNextcloud;

  async function start(options: Options = {}): Promise<void> {
    server = await startWithBob(options);
  }

  function ocs(method: string, path: string, details?: OcsDetails): Promise<Received> {
    return callOcs(server, method, path, details);
  }

  afterEach(() => server.close());

  describe('simulating other versions', () => {
    const weak = { login: admin, body: 'userid=new&password=abc' };

    it('20 and 17 answer 401 to forbidden calls', async () => {
      for (const version of [20, 17] as const) {
        await start({ version });
        const foreign = await ocs('PUT', 'cloud/users/admin', {
          login: 'bob:bob-Passw0rd',
          body: 'key=email&value=',
        });
        const unknownField = await ocs('PUT', 'cloud/users/bob', {
          login: admin,
          body: 'key=nonsense&value=',
        });
        assert.deepEqual([foreign.status, unknownField.status], [401, 401]);
        await server.close();
      }
      await start();
    });

    it('17 sends an empty answer to a weak password, and creates no user', async () => {
      await start({ version: 17 });
      const { status, body } = await ocs('POST', 'cloud/users', weak);
      assert.deepEqual([status, body, server.state.users.has('new')], [200, '', false]);
    });

    it('17 cannot rename groups, and decodes their IDs once', async () => {
      await start({ version: 17 });
      server.state.createGroup('C++');
      assert.equal(
        (await ocs('PUT', 'cloud/groups/Staff', { login: admin, body: 'key=displayname&value=x' })).status,
        405,
      );
      assert.equal((await ocs('GET', 'cloud/groups/C%2B%2B', { login: admin })).status, 200);
    });

    it('20 writes malformed XML for IDs that are not XML names', async () => {
      await start({ version: 20 });
      server.state.createUser({ id: 'john doe' });
      const { body } = await ocs('GET', 'cloud/users/details', { login: admin, format: 'xml' });
      assert.match(body, /<john doe>/);
    });

    it('25, 20 and 17 answer XML to a disabled user who requests JSON', async () => {
      for (const version of [25, 20, 17] as const) {
        await start({ version });
        server.state.users.get('bob')!.enabled = false;
        const { status, body, headers } = await ocs('GET', 'cloud/user', { login: 'bob:bob-Passw0rd' });
        assert.deepEqual(
          [status, body.slice(0, 5), headers['www-authenticate']?.slice(0, 5)],
          [401, '<?xml', 'Basic'],
        );
        await server.close();
      }
      await start();
    });
  });

  describe('in various environments', () => {
    it('fails overlapping writes like SQLite: an edit is stored anyway, a membership is not', async () => {
      await start({ sqliteLocks: true, latencyMs: 30 });
      const add = () => ocs('POST', 'cloud/users/bob/groups', { login: admin, body: 'groupid=admin' });
      const edit = () =>
        ocs('PUT', 'cloud/users/bob', { login: admin, body: 'key=email&value=b%40example.org' });
      const [first, second] = await Promise.all([add(), edit()]);
      assert.deepEqual([first.status, second.status].sort(), [200, 500]);
      assert.equal(server.state.users.get('bob')!.email, 'b@example.org');
    });

    it('can refuse encoded slashes like Apache, and accepts raw ones', async () => {
      await start({ encodedSlashes: false });
      server.state.createGroup('a/b');
      assert.equal((await ocs('GET', 'cloud/groups/a%2Fb/users', { login: admin })).status, 404);
      assert.equal((await ocs('GET', 'cloud/groups/a/b/users', { login: admin })).status, 200);
    });

    it('speaks HTTPS with the certificate it is given', async () => {
      const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }]);
      await start({ tls: { key, cert } });
      assert.match(server.url, /^https:/);
      const status = await new Promise((resolve, reject) => {
        get(`${server.url}status.php`, { ca: cert, checkServerIdentity: () => undefined }, ({ statusCode }) =>
          resolve(statusCode),
        ).once('error', reject);
      });
      assert.equal(status, 200);
    });
  });

  it('returns only the ID of a user whose storage fails', async () => {
    await start();
    server.state.users.get('bob')!.unreadable = true;
    const { body } = await ocs('GET', 'cloud/users/details?search=bob', { login: admin });
    assert.match(body, /"users":\{"bob":\{"id":"bob"\}\}/);
  });

  describe('as a tool for tests', () => {
    it('records requests with their user', async () => {
      await start();
      await ocs('PUT', 'cloud/users/bob', { login: admin, body: 'key=email&value=bob%40example.org' });
      const [request] = server.requests;
      assert.deepEqual(request?.body, { key: 'email', value: 'bob@example.org' });
      assert.deepEqual(
        [request.method, request.path, request.user],
        ['PUT', '/nextcloud/ocs/v2.php/cloud/users/bob', 'admin'],
      );
      assert.deepEqual(request.query, { format: 'json' });
    });

    it('shows state changes immediately', async () => {
      await start();
      server.state.users.get('bob')!.displayname = 'Bobby';
      server.state.join('bob', 'Night Shift');
      const { data } = JSON.parse((await ocs('GET', 'cloud/users/bob', { login: admin })).body).ocs;
      assert.deepEqual([data.displayname, data.groups], ['Bobby', ['Staff', 'Night Shift']]);
      server.state.deleteUser('BOB');
      assert.equal(server.state.groups.get('Staff')!.members.size, 0);
    });

    it('seeds the same organization each time', async () => {
      await start();
      const [one, two] = [await startNextcloud(), await startNextcloud()];
      const names = (demo: SimulatedNextcloud) =>
        demo.state.sortedUsers.map(({ id, displayname, groups }) => [id, displayname, groups]);
      assert.deepEqual(names(one), names(two));
      assert.ok(one.state.users.size > 300 && one.state.apps.size > 50);
      await Promise.all([one.close(), two.close()]);
    });

    it('pages through 100,000 users quickly', async () => {
      await start();
      const began = Date.now();
      const large = await startNextcloud({ seed: { users: 100_000, groups: 5000 } });
      await server.close();
      server = large;
      assert.ok(Date.now() - began < 5000, `started in ${Date.now() - began} ms`);
      await ocs('GET', 'cloud/users/details?limit=500', { login: admin });
      const paged = Date.now();
      const { body } = await ocs('GET', 'cloud/users/details?limit=500&offset=50000', { login: admin });
      assert.equal(body.match(/"storageLocation"/g)?.length, 500);
      assert.ok(Date.now() - paged < 500, `a page in ${Date.now() - paged} ms`);
    }).timeout(15_000);
  });
});
