import assert from 'node:assert/strict';
import { CreateError, NextcloudClient, NextcloudError } from '../../../src/ocs/index.ts';
import type { HttpAnswer, SimulatedNextcloud } from '../../nextcloud/index.ts';
import { startNextcloud } from '../../nextcloud/index.ts';
import { failsWith } from './support.ts';

const versions = [23, 29, 32, 34] as const;

const json = (status: number, code: number, message = ''): HttpAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({
    ocs: { meta: { status: code === 200 ? 'ok' : 'failure', statuscode: code, message }, data: [] },
  }),
});
const page = (status: number): HttpAnswer => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: '<html>Gateway</html>',
});

interface Scene {
  nextcloud: SimulatedNextcloud;
  client: NextcloudClient;
  /** Milliseconds that the client has waited. */
  waited: () => number;
  /** Calls of this method and path are answered so from now on. */
  answer: (method: string, path: RegExp, reply: () => HttpAnswer, times?: number) => void;
  /** Runs when the client has waited so long. */
  at: (ms: number, happens: () => void) => void;
}

async function withScene(
  version: (typeof versions)[number] | 35,
  use: (scene: Scene) => Promise<void>,
): Promise<void> {
  const nextcloud = await startNextcloud({ version, seed: 'empty' });
  let waited = 0;
  const due: { ms: number; happens: () => void }[] = [];
  const clock = {
    now: () => Date.now() + waited,
    wait: (ms: number, signal?: AbortSignal) => {
      if (signal?.aborted) return Promise.reject(new NextcloudError('aborted', 'Cancelled.'));
      waited += ms;
      for (const entry of due.splice(0))
        if (entry.ms <= waited) entry.happens();
        else due.push(entry);
      return Promise.resolve();
    },
  };
  const client = new NextcloudClient({ baseUrl: nextcloud.url, credentials: nextcloud.admin }, clock);
  nextcloud.state.createUser({ id: 'alice', email: 'alice@example.com', groups: ['staff'] });
  nextcloud.state.createUser({ id: 'ldap-user', backend: 'LDAP' });
  nextcloud.state.createGroup('crew');
  try {
    await use({
      nextcloud,
      client,
      waited: () => waited,
      answer: (method, path, reply, times = Infinity) =>
        void nextcloud.faults.add({
          kind: 'reply',
          times,
          match: request => request.method === method && path.test(request.path),
          reply,
        }),
      at: (ms, happens) => void due.push({ ms, happens }),
    });
  } finally {
    client.close();
    await nextcloud.close();
  }
}

const writes = ({ requests }: SimulatedNextcloud, method: string, path: RegExp) =>
  requests.filter(request => request.method === method && path.test(request.path)).length;

for (const version of versions)
  describe(`done means done, Nextcloud ${version}`, () => {
    it('addToGroup › refuses a group that accepts nobody, the second time without a request', () =>
      withScene(version, async ({ client, nextcloud, answer }) => {
        answer('POST', /users\/alice\/groups$/, () => json(200, 200));
        await failsWith('forbidden', client.users.addToGroup('alice', 'crew'));
        nextcloud.requests.length = 0;
        await failsWith('forbidden', client.users.addToGroup('alice', 'crew'));
        assert.equal(nextcloud.requests.length, 0);
      }));

    it('removeFromGroup › refuses a group that nobody can leave', () =>
      withScene(version, async ({ client, answer }) => {
        answer('DELETE', /users\/alice\/groups$/, () => json(200, 200));
        const error = await failsWith('forbidden', client.users.removeFromGroup('alice', 'staff'));
        assert.match(error.message, /LDAP or SAML/);
      }));

    it('addToGroup › verifies a working group once', () =>
      withScene(version, async ({ client, nextcloud }) => {
        await client.users.get('alice');
        nextcloud.requests.length = 0;
        await client.users.addToGroup('alice', 'crew');
        await client.users.addToGroup('ldap-user', 'crew');
        assert.equal(nextcloud.requests.filter(({ method }) => method === 'GET').length, 1);
      }));

    it('addToGroup › does not verify a group known to accept members', () =>
      withScene(version, async ({ client, nextcloud }) => {
        await client.groups.listDetails();
        nextcloud.requests.length = 0;
        await client.users.addToGroup('alice', 'crew');
        assert.equal(nextcloud.requests.length, 1);
      }));

    it('enable › fails for a remnant of LDAP', () =>
      withScene(version, async ({ client, nextcloud, answer }) => {
        nextcloud.state.users.get('ldap-user')!.enabled = false;
        await client.users.get('ldap-user');
        answer('PUT', /ldap-user\/enable$/, () => json(200, 200));
        const error = await failsWith('forbidden', client.users.enable('ldap-user'));
        assert.match(error.message, /the user is still disabled|the user is still enabled/);
        answer('PUT', /ldap-user\/disable$/, () => json(200, 200));
        nextcloud.state.users.get('ldap-user')!.enabled = true;
        await failsWith('forbidden', client.users.disable('ldap-user'));
      }));

    it('enable › trusts the answer for a database user', () =>
      withScene(version, async ({ client, nextcloud }) => {
        await client.users.get('alice');
        nextcloud.requests.length = 0;
        await client.users.disable('alice');
        assert.equal(nextcloud.requests.length, 1);
      }));

    it('delete › reports a refusing backend, not a missing user', () =>
      withScene(version, async ({ client, answer }) => {
        answer('DELETE', /users\/ldap-user$/, () => json(400, 101));
        const error = await failsWith('forbidden', client.users.delete('ldap-user'));
        assert.match(error.message, /backend of .*\(LDAP\)/);
        answer('DELETE', /users\/nobody$/, () => json(400, 101));
        await failsWith('notFound', client.users.delete('nobody'));
      }));
  });

describe('a slow write', () => {
  for (const status of [504, 524])
    it(`succeeds once it is done, minutes after a gateway gave up on it (${status})`, () =>
      withScene(34, async ({ client, nextcloud, answer, at, waited }) => {
        answer('DELETE', /users\/alice$/, () => page(status));
        at(180_000, () => void nextcloud.state.deleteUser('alice'));
        await client.users.delete('alice');
        assert.ok(waited() >= 180_000 && waited() < 260_000, String(waited()));
        assert.equal(writes(nextcloud, 'DELETE', /alice/), 1);
      }));

  for (const status of [502, 503, 520, 522])
    it(`is soon reported as unknown if a gateway did not pass it on (${status})`, () =>
      withScene(34, async ({ client, nextcloud, answer, waited }) => {
        answer('DELETE', /users\/alice$/, () => page(status));
        const error = await failsWith('server', client.users.delete('alice'));
        assert.equal(error.isOpen, true);
        assert.match(error.message, /unknown whether/);
        assert.ok(waited() < 10_000);
        assert.equal(writes(nextcloud, 'DELETE', /alice/), 1);
      }));

  it('succeeds if it was done although the answer got lost', () =>
    withScene(34, async ({ client, nextcloud }) => {
      nextcloud.faults.add({ kind: 'cutAfter', match: ({ method }) => method === 'PUT' });
      await client.users.disable('alice');
      nextcloud.faults.add({ kind: 'cutAfter', match: ({ method }) => method === 'POST' });
      await client.users.addToGroup('alice', 'crew');
      nextcloud.faults.add({ kind: 'cutAfter', match: ({ method }) => method === 'DELETE' });
      await client.users.removeFromGroup('alice', 'crew');
    }));

  it('can be aborted', () =>
    withScene(34, async ({ client, answer, at }) => {
      const controller = new AbortController();
      answer('DELETE', /users\/alice$/, () => page(504));
      at(30_000, () => controller.abort());
      await failsWith('aborted', client.users.delete('alice', { signal: controller.signal }));
    }));

  it('fails immediately if it was refused', () =>
    withScene(34, async ({ client, answer, waited }) => {
      answer('PUT', /users\/alice\/disable$/, () => json(403, 403));
      await failsWith('forbidden', client.users.disable('alice'));
      assert.equal(waited(), 0);
    }));

  it('to an unreachable server is just a failed connection', () =>
    withScene(34, async ({ client, nextcloud, waited }) => {
      await client.users.get('alice');
      await nextcloud.close();
      const error = await failsWith('network', client.users.disable('alice'));
      assert.ok(waited() < 5000, error.message);
    }));
});

describe('an interrupted creation', () => {
  const wanted = {
    displayName: 'Dora',
    password: 'correct-Horse-9',
    email: 'dora@example.com',
    quota: '5 GB',
    language: 'de',
    manager: 'alice',
    groups: ['staff', 'crew'],
    subadmin: ['crew'],
  };
  const bareAccount =
    ({ state }: SimulatedNextcloud) =>
    (): HttpAnswer => {
      state.createUser({ id: 'dora', password: wanted.password });
      return json(400, 101, 'Bad request');
    };

  for (const version of [29, 32, 34, 35] as const)
    it(`is finished with single calls, Nextcloud ${version}`, () =>
      withScene(version, async ({ client, nextcloud, answer }) => {
        answer('POST', /cloud\/users$/, bareAccount(nextcloud));
        assert.equal(await client.users.create('dora', wanted), 'dora');
        const { displayname, email, quota, language, manager, groups, subadmin } =
          nextcloud.state.users.get('dora')!;
        assert.deepEqual(
          {
            displayname,
            email,
            quota,
            language,
            manager,
            groups: [...groups].sort(),
            subadmin: [...subadmin],
          },
          {
            displayname: 'Dora',
            email: 'dora@example.com',
            quota: '5 GB',
            language: 'de',
            manager: 'alice',
            groups: ['crew', 'staff'],
            subadmin: ['crew'],
          },
        );
        assert.equal(writes(nextcloud, 'POST', /cloud\/users$/), 1);
      }));

  it('completes what is missing, each once, and names what cannot be completed', () =>
    withScene(34, async ({ client, nextcloud, answer }) => {
      answer('POST', /cloud\/users$/, bareAccount(nextcloud));
      answer('POST', /dora\/groups$/, () => json(400, 104));
      const error = await client.users.create('dora', wanted).catch((reason: unknown) => reason);
      assert.ok(error instanceof CreateError && error.created);
      assert.deepEqual(error.missing, ['groups']);
      assert.match(error.message, /created, but without groups/);
      assert.equal(nextcloud.state.users.get('dora')!.email, 'dora@example.com');
      nextcloud.faults.clear();
      nextcloud.requests.length = 0;
      await client.users.finish('dora', wanted);
      assert.deepEqual([...nextcloud.state.users.get('dora')!.groups].sort(), ['crew', 'staff']);
      assert.equal(writes(nextcloud, 'PUT', /./) + writes(nextcloud, 'PATCH', /./), 0);
    }));

  it('leaves somebody else\u2019s account alone', () =>
    withScene(34, async ({ client, nextcloud }) => {
      const error = await client.users.create('alice', wanted).catch((reason: unknown) => reason);
      assert.ok(error instanceof CreateError && !error.created && error.kind === 'conflict');
      assert.equal(nextcloud.state.users.get('alice')!.displayname, 'alice');
      await failsWith('notFound', client.users.finish('nobody', wanted));
    }));

  it('is bad input if nothing was created', () =>
    withScene(34, async ({ client, answer }) => {
      answer('POST', /cloud\/users$/, () => json(400, 101, 'Bad request'));
      const error = await client.users.create('dora', wanted).catch((reason: unknown) => reason);
      assert.ok(error instanceof CreateError && !error.created && error.kind === 'invalid');
    }));
});
