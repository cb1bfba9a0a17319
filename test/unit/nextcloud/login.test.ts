import assert from 'node:assert/strict';
import type { Options, SimulatedNextcloud } from '../../nextcloud/index.ts';
import { callOcs, form, send, startWithBob } from './wire.ts';
import type { OcsDetails, Received } from './wire.ts';

const admin = 'admin:admin-Passw0rd';
const minute = 60_000;

describe('signing in to the simulated server', () => {
  let server: SimulatedNextcloud;

  async function start(options: Options = {}): Promise<void> {
    server = await startWithBob(options);
  }

  function ocs(method: string, path: string, details?: OcsDetails): Promise<Received> {
    return callOcs(server, method, path, details);
  }

  afterEach(() => server.close());

  describe('sessions and the clock', () => {
    it('prefers a session cookie to a wrong password, and drops the session after a day', async () => {
      await start();
      const { cookies } = await ocs('GET', 'cloud/user', { login: admin });
      assert.equal((await ocs('GET', 'cloud/user', { cookie: cookies, login: 'admin:wrong' })).status, 200);
      server.clock.advance(24 * 60 * minute + 1);
      assert.equal((await ocs('GET', 'cloud/user', { cookie: cookies })).status, 401);
    });

    it('ends the sessions of a user whose password changes or who is disabled', async () => {
      await start();
      const bob = server.state.users.get('bob')!;
      const first = await ocs('GET', 'cloud/user', { login: 'bob:bob-Passw0rd' });
      bob.password = 'another-Passw0rd';
      assert.equal((await ocs('GET', 'cloud/user', { cookie: first.cookies })).status, 401);
      const second = await ocs('GET', 'cloud/user', { login: 'bob:another-Passw0rd' });
      bob.enabled = false;
      assert.equal((await ocs('GET', 'cloud/user', { cookie: second.cookies })).status, 401);
    });

    it('requires the login password again after 30 minutes, and accepts it by confirmation', async () => {
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

    it('enables an app only if the request itself carries the login password', async () => {
      await start();
      const { cookies } = await ocs('GET', 'cloud/user', { login: admin });
      assert.equal((await ocs('POST', 'cloud/apps/testing', { cookie: cookies })).status, 403);
      assert.equal((await ocs('POST', 'cloud/apps/testing', { cookie: cookies, login: admin })).status, 200);
      assert.ok(server.state.apps.get('testing')!.enabled);
    });

    it('refuses the login password of a user with two-factor authentication, but accepts app passwords', async () => {
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

    it('allows 50 edits in ten minutes, and counts other calls separately', async () => {
      await start({ rateLimits: true });
      for (let call = 0; call < 50; call++)
        assert.equal((await ocs('PUT', 'cloud/users/bob', edit)).status, 200);
      const refused = await ocs('PUT', 'cloud/users/bob', edit);
      assert.deepEqual([refused.status, refused.body, refused.type], [429, '', 'text/html; charset=UTF-8']);
      assert.equal((await ocs('PATCH', 'cloud/users/bob', { login: admin, body: 'email=' })).status, 200);
      server.clock.advance(10 * minute);
      assert.equal((await ocs('PUT', 'cloud/users/bob', edit)).status, 200);
    });

    it('throttles everybody for half an hour after wrong passwords, even with the right one', async () => {
      await start({ bruteForce: true });
      for (let attempt = 0; attempt < 11; attempt++)
        assert.equal((await ocs('GET', 'cloud/user', { login: 'admin:wrong' })).status, 401);
      assert.equal((await ocs('GET', 'cloud/user', { login: admin })).status, 429);
      server.clock.advance(30 * minute);
      assert.equal((await ocs('GET', 'cloud/user', { login: admin })).status, 200);
    });

    it('delays the refusal of a password on 20 and earlier', async () => {
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

    it('is granted through the forms of its pages, and only once', async () => {
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

    it('expires after 20 minutes', async () => {
      await start();
      const flow = await begin();
      server.flows.grant(server.flows.waiting!, 'bob');
      server.clock.advance(20 * minute);
      assert.equal((await poll(flow)).status, 404);
    });

    it('can announce another host', async () => {
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
});
