import assert from 'node:assert/strict';
import { get } from 'node:https';
import { generate } from 'selfsigned';
import { startNextcloud } from '../../nextcloud/index.ts';
import type { Options, SimulatedNextcloud } from '../../nextcloud/index.ts';
import { send } from './wire.ts';
import type { Received } from './wire.ts';

const admin = 'admin:admin-Passw0rd';
const minute = 60_000;
const form = { 'content-type': 'application/x-www-form-urlencoded' };

describe('the simulated server', () => {
  let server: SimulatedNextcloud;

  async function start(options: Options = {}): Promise<void> {
    server = await startNextcloud({ seed: 'empty', ...options });
    server.state.createUser({ id: 'bob', password: 'bob-Passw0rd', groups: ['Staff'] });
  }

  function ocs(
    method: string,
    path: string,
    more: { login?: string; cookie?: string; body?: string; format?: string } = {},
  ): Promise<Received> {
    const { login, cookie, body = '', format = 'json' } = more;
    const query = `${path.includes('?') ? '&' : '?'}format=${format}`;
    const headers = { 'ocs-apirequest': 'true', ...form, ...(cookie !== undefined && { cookie }) };
    return send(server, {
      method,
      path: `/nextcloud/ocs/v2.php/${path}${query}`,
      headers,
      body,
      ...(login !== undefined && { login }),
    });
  }

  afterEach(() => server.close());

  describe('sessions and the clock', () => {
    it('lets a session cookie win over a wrong password, and forgets it after a day', async () => {
      await start();
      const { cookies } = await ocs('GET', 'cloud/user', { login: admin });
      assert.equal((await ocs('GET', 'cloud/user', { cookie: cookies, login: 'admin:wrong' })).status, 200);
      server.clock.advance(24 * 60 * minute + 1);
      assert.equal((await ocs('GET', 'cloud/user', { cookie: cookies })).status, 401);
    });

    it('ends the sessions of an account whose password changes, or that is disabled', async () => {
      await start();
      const bob = server.state.users.get('bob')!;
      const first = await ocs('GET', 'cloud/user', { login: 'bob:bob-Passw0rd' });
      bob.password = 'another-Passw0rd';
      assert.equal((await ocs('GET', 'cloud/user', { cookie: first.cookies })).status, 401);
      const second = await ocs('GET', 'cloud/user', { login: 'bob:another-Passw0rd' });
      bob.enabled = false;
      assert.equal((await ocs('GET', 'cloud/user', { cookie: second.cookies })).status, 401);
    });

    it('wants the login password again after 30 minutes, and takes it by confirmation', async () => {
      await start();
      const appPassword = server.state.createAppPassword('admin', 'admin', 'test');
      const { cookies } = await ocs('GET', 'cloud/user', { login: `admin:${appPassword}` });
      const disable = () => ocs('PUT', 'cloud/users/bob/disable', { cookie: cookies });
      assert.equal((await disable()).status, 403);
      const confirm = { cookie: cookies, body: 'password=admin-Passw0rd' };
      assert.equal((await ocs('PUT', 'core/apppassword/confirm', confirm)).status, 200);
      assert.equal((await disable()).status, 200);
      server.clock.advance(31 * minute);
      assert.equal((await disable()).status, 403);
    });

    it('enables an app only with the login password in that very request', async () => {
      await start();
      const { cookies } = await ocs('GET', 'cloud/user', { login: admin });
      assert.equal((await ocs('POST', 'cloud/apps/testing', { cookie: cookies })).status, 403);
      assert.equal((await ocs('POST', 'cloud/apps/testing', { cookie: cookies, login: admin })).status, 200);
      assert.ok(server.state.apps.get('testing')!.enabled);
    });

    it('refuses login passwords of an account with two-factor authentication, not its app passwords', async () => {
      await start();
      server.state.users.get('bob')!.twoFactor = true;
      const refused = await ocs('GET', 'cloud/user', { login: 'bob:bob-Passw0rd' });
      assert.deepEqual([refused.status, refused.headers['www-authenticate']], [401, undefined]);
      const appPassword = server.state.createAppPassword('bob', 'bob', 'test');
      assert.equal((await ocs('GET', 'cloud/user', { login: `bob:${appPassword}` })).status, 200);
    });
  });

  describe('limits', () => {
    const edit = { login: admin, body: 'key=address&value=here' };

    it('allows 50 edits in ten minutes, and counts others on their own', async () => {
      await start({ rateLimits: true });
      for (let call = 0; call < 50; call++)
        assert.equal((await ocs('PUT', 'cloud/users/bob', edit)).status, 200);
      const refused = await ocs('PUT', 'cloud/users/bob', edit);
      assert.deepEqual([refused.status, refused.body, refused.type], [429, '', 'text/html; charset=UTF-8']);
      assert.equal((await ocs('PATCH', 'cloud/users/bob', { login: admin, body: 'email=' })).status, 200);
      server.clock.advance(10 * minute);
      assert.equal((await ocs('PUT', 'cloud/users/bob', edit)).status, 200);
    });

    it('throttles everybody after wrong passwords, the right one too, for half an hour', async () => {
      await start({ bruteForce: true });
      for (let attempt = 0; attempt < 11; attempt++)
        assert.equal((await ocs('GET', 'cloud/user', { login: 'admin:wrong' })).status, 401);
      assert.equal((await ocs('GET', 'cloud/user', { login: admin })).status, 429);
      server.clock.advance(30 * minute);
      assert.equal((await ocs('GET', 'cloud/user', { login: admin })).status, 200);
    });

    it('sleeps before it refuses a password, up to 20', async () => {
      await start({ bruteForce: true, version: 20 });
      const began = Date.now();
      assert.equal((await ocs('GET', 'cloud/user', { login: 'admin:wrong' })).status, 401);
      assert.ok(Date.now() - began >= 900);
    }).timeout(4000);
  });

  describe('Login Flow v2', () => {
    const agent = { 'user-agent': 'Test <client>' };

    async function begin(): Promise<{ login: string; token: string; endpoint: string }> {
      const { body } = await send(server, {
        method: 'POST',
        path: '/nextcloud/index.php/login/v2',
        headers: agent,
      });
      const { poll, login } = JSON.parse(body) as {
        poll: { token: string; endpoint: string };
        login: string;
      };
      return { login: new URL(login).pathname, token: poll.token, endpoint: new URL(poll.endpoint).pathname };
    }

    function poll({ endpoint, token }: { endpoint: string; token: string }): Promise<Received> {
      return send(server, { method: 'POST', path: endpoint, headers: form, body: `token=${token}` });
    }

    it('is granted by the forms of its pages, once', async () => {
      await start();
      const flow = await begin();
      assert.equal((await poll(flow)).status, 404);
      assert.match((await send(server, { path: flow.login })).body, /Test &#60;client&#62;/);
      const signIn = { method: 'POST', path: `${flow.login}/login`, headers: form };
      assert.match((await send(server, { ...signIn, body: 'user=bob&password=wrong' })).body, /Wrong login/);
      const granting = await send(server, { ...signIn, body: 'user=bob&password=bob-Passw0rd' });
      const [, stateToken = ''] = /name="stateToken" value="(\w+)"/.exec(granting.body)!;
      const headers = { ...form, cookie: granting.cookies };
      await send(server, {
        method: 'POST',
        path: `${flow.login}/grant`,
        headers,
        body: `stateToken=${stateToken}`,
      });
      const granted = JSON.parse((await poll(flow)).body) as Record<
        'server' | 'loginName' | 'appPassword',
        string
      >;
      assert.deepEqual([granted.server, granted.loginName], [server.url.slice(0, -1), 'bob']);
      assert.equal(server.state.appPasswords.get(granted.appPassword)?.name, 'Test <client>');
      assert.equal((await poll(flow)).status, 404);
    });

    it('is over after 20 minutes', async () => {
      await start();
      const flow = await begin();
      server.flows.grant(server.flows.waiting!, 'bob');
      server.clock.advance(20 * minute);
      assert.equal((await poll(flow)).status, 404);
    });

    it('names another host where a test wants it to', async () => {
      await start();
      server.flows.announces = { login: 'https://evil.example/' };
      const { body } = await send(server, {
        method: 'POST',
        path: '/nextcloud/index.php/login/v2',
        headers: agent,
      });
      assert.equal(JSON.parse(body).login, 'https://evil.example/');
    });
  });

  describe('of other versions', () => {
    const weak = { login: admin, body: 'userid=new&password=abc' };

    it('20 and 17 say 401 to what is not permitted', async () => {
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

    it('17 says nothing at all to a weak password, and makes no account', async () => {
      await start({ version: 17 });
      const { status, body } = await ocs('POST', 'cloud/users', weak);
      assert.deepEqual([status, body, server.state.users.has('new')], [200, '', false]);
    });

    it('17 cannot rename groups, and decodes their ids once', async () => {
      await start({ version: 17 });
      server.state.createGroup('C++');
      assert.equal(
        (await ocs('PUT', 'cloud/groups/Staff', { login: admin, body: 'key=displayname&value=x' })).status,
        405,
      );
      assert.equal((await ocs('GET', 'cloud/groups/C%2B%2B', { login: admin })).status, 200);
    });

    it('20 writes XML that is not well-formed for ids that are no names', async () => {
      await start({ version: 20 });
      server.state.createUser({ id: 'john doe' });
      const { body } = await ocs('GET', 'cloud/users/details', { login: admin, format: 'xml' });
      assert.match(body, /<john doe>/);
    });

    it('25, 20 and 17 say XML to a disabled account that asks for JSON', async () => {
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

  describe('in its surroundings', () => {
    it('locks SQLite to writes that overlap: an edit is stored all the same, a membership is not', async () => {
      await start({ sqliteLocks: true, latencyMs: 30 });
      const add = () => ocs('POST', 'cloud/users/bob/groups', { login: admin, body: 'groupid=admin' });
      const edit = () =>
        ocs('PUT', 'cloud/users/bob', { login: admin, body: 'key=email&value=b%40example.org' });
      const [first, second] = await Promise.all([add(), edit()]);
      assert.deepEqual([first.status, second.status].sort(), [200, 500]);
      assert.equal(server.state.users.get('bob')!.email, 'b@example.org');
    });

    it('can refuse encoded slashes as Apache does, and takes raw ones', async () => {
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

  describe('as a tool for tests', () => {
    it('keeps what it received, with the account it came from', async () => {
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

    it('shows at once what a test changes in its state', async () => {
      await start();
      server.state.users.get('bob')!.displayname = 'Bobby';
      server.state.join('bob', 'Night Shift');
      const { data } = JSON.parse((await ocs('GET', 'cloud/users/bob', { login: admin })).body).ocs;
      assert.deepEqual([data.displayname, data.groups], ['Bobby', ['Staff', 'Night Shift']]);
      server.state.deleteUser('BOB');
      assert.equal(server.state.groups.get('Staff')!.members.size, 0);
    });

    it('seeds the same organisation each time', async () => {
      await start();
      const [one, two] = [await startNextcloud(), await startNextcloud()];
      const names = (demo: SimulatedNextcloud) =>
        demo.state.sortedUsers.map(({ id, displayname, groups }) => [id, displayname, groups]);
      assert.deepEqual(names(one), names(two));
      assert.ok(one.state.users.size > 300 && one.state.apps.size > 50);
      await Promise.all([one.close(), two.close()]);
    });

    it('holds 100,000 users, and pages through them quickly', async () => {
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
