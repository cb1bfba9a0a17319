import assert from 'node:assert/strict';
import {
  clientOf,
  failsWith,
  ocs,
  password,
  sent,
  until,
  versions,
  withNextcloud,
  withStub,
} from '../support.ts';

const me = { id: 'admin' };

function cookieOf(exchange: { request: { headers: { cookie?: string | undefined } } }): string | undefined {
  return exchange.request.headers.cookie;
}

describe('sessions', () => {
  it('send the first request alone, the others with its cookies', () =>
    withStub(
      async exchange => {
        await new Promise(resolve => setTimeout(resolve, 20));
        exchange.response.setHeader('set-cookie', ['sid=1; Path=/; HttpOnly', 'old=x; Max-Age=0']);
        ocs(exchange, { users: [] });
      },
      async (client, stub) => {
        const calls = ['a', 'b', 'c'].map(search => client.users.list({ search }));
        await until(() => stub.exchanges.length === 1);
        await new Promise(resolve => setTimeout(resolve, 10));
        assert.equal(stub.exchanges.length, 1);
        await Promise.all(calls);
        assert.deepEqual(stub.exchanges.map(cookieOf), [undefined, 'sid=1', 'sid=1']);
      },
    ));

  it('start the next request if the first gets no answer', () =>
    withStub(
      exchange => (exchange.n === 1 ? ocs(exchange, [], 996) : ocs(exchange, { users: ['x'] })),
      async client => {
        const [first, second] = await Promise.allSettled([client.groups.create('x'), client.users.list()]);
        assert.deepEqual([first.status, second.status], ['rejected', 'fulfilled']);
      },
    ));

  it('send at most four requests at once', () => {
    let [now, most] = [0, 0];
    return withStub(
      async exchange => {
        most = Math.max(most, ++now);
        await new Promise(resolve => setTimeout(resolve, 5));
        now--;
        ocs(exchange, { users: [] });
      },
      async client => {
        await Promise.all(Array.from({ length: 20 }, (_, n) => client.users.list({ search: String(n) })));
        assert.equal(most, 4);
      },
    );
  });

  it('sign in again once if the session expired', () =>
    withStub(
      exchange => {
        const { headers } = exchange.request;
        if (headers.cookie === 'sid=1' && exchange.n > 2) {
          ocs(exchange, [], 997, 'Current user is not logged in');
          return;
        }
        if (headers.cookie === undefined) exchange.response.setHeader('set-cookie', `sid=${exchange.n}`);
        ocs(exchange, exchange.request.url?.startsWith('/ocs/v2.php/cloud/user?') ? me : { users: [] });
      },
      async (client, stub) => {
        await client.users.list();
        await client.users.list();
        await Promise.all([
          client.users.list({ search: 'a' }),
          client.groups.list().catch(() => []),
          client.apps.list('enabled').catch(() => []),
        ]);
        const checks = stub.exchanges.filter(({ request }) =>
          request.url?.startsWith('/ocs/v2.php/cloud/user?'),
        );
        assert.equal(checks.length, 1);
        assert.equal(cookieOf(stub.exchanges.at(-1)!), `sid=${stub.exchanges.indexOf(checks[0]!) + 1}`);
      },
    ));

  for (const version of versions) {
    it(`stop after one request with a wrong password, Nextcloud ${version}`, () =>
      withNextcloud({ version }, async nc => {
        const client = clientOf(nc, { credentials: { user: 'admin', password: 'wrong' } });
        const results = await Promise.allSettled([
          client.users.list(),
          client.groups.list(),
          client.apps.list(),
        ]);
        assert(results.every(({ status }) => status === 'rejected'));
        const error = await failsWith('auth', client.users.create('x', { password }));
        await failsWith('auth', client.server.status());
        assert.match(error.message, /admin/);
        assert(!error.message.includes('wrong '));
        assert.equal(nc.requests.length, 1);
        client.setCredentials(nc.admin);
        assert.equal((await client.users.get()).userId, 'admin');
        client.close();
      }));

    it(`do not treat "not permitted" as signed out, Nextcloud ${version}`, () =>
      withNextcloud({ version }, async nc => {
        nc.state.createUser({ id: 'hank', password });
        const client = clientOf(nc, { credentials: { user: 'hank', password } });
        await failsWith('forbidden', client.users.list());
        const results = await Promise.allSettled([
          client.groups.list(),
          client.apps.list(),
          client.users.list(),
        ]);
        assert(results.every(({ status }) => status === 'rejected'));
        assert.equal((await client.users.get()).userId, 'hank');
        client.close();
      }));

    it(`notice a disabled user, Nextcloud ${version}`, () =>
      withNextcloud({ version }, async nc => {
        const hank = nc.state.createUser({ id: 'hank', password });
        const client = clientOf(nc, { credentials: { user: 'hank', password } });
        await client.users.get();
        hank.enabled = false;
        await failsWith('auth', client.users.get());
        const { length } = nc.requests;
        await failsWith('auth', client.users.get());
        assert.equal(nc.requests.length, length);
        client.close();
      }));

    it(`change with the credentials, Nextcloud ${version}`, () =>
      withNextcloud({ version }, async (nc, client) => {
        nc.state.createUser({ id: 'hank', password });
        assert.equal((await client.users.get()).userId, 'admin');
        client.setCredentials({ user: 'hank', password });
        assert.equal((await client.users.get()).userId, 'hank');
      }));
  }

  it('send no waiting requests after a refusal', () =>
    withNextcloud({ latencyMs: 5 }, async (nc, client) => {
      await client.users.get();
      nc.state.users.get('admin')!.password = 'another';
      nc.requests.length = 0;
      const calls = Array.from({ length: 30 }, (_, n) => client.users.list({ search: String(n) }));
      await Promise.all(calls.map(call => failsWith('auth', call)));
      assert(nc.requests.length <= 5, String(nc.requests.length));
    }));

  it('suggest an app password if the password is not enough', () =>
    withNextcloud({}, async (nc, client) => {
      nc.state.tokenAuthEnforced = true;
      const error = await failsWith('auth', client.users.list());
      assert.match(error.message, /app password/);
    }));

  it('explain throttling, and send nothing by themselves', () =>
    withNextcloud({ bruteForce: true }, async (nc, client) => {
      for (let n = 0; n < 12; n++) nc.gate.checkPassword('admin', 'wrong');
      const error = await failsWith('rateLimited', client.users.list());
      assert.match(error.message, /failed sign-ins/);
      assert.equal(nc.requests.length, 1);
    }));

  it('request the status without signing in', () =>
    withNextcloud({}, async (nc, client) => {
      await client.server.status();
      assert.equal(nc.requests[0]!.headers.authorization, undefined);
      assert.deepEqual(sent(nc), ['GET status.php']);
    }));
});
