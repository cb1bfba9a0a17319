import assert from 'node:assert/strict';
import type { NextcloudClient } from '../../../src/ocs/index.ts';
import type { SimulatedNextcloud } from '../../nextcloud/index.ts';
import { clientOf, failsWith, sent, withNextcloud, type Version } from './support.ts';

const minute = 60_000;

/** A client with an app password, and how often it asked for the login password. */
async function withAppPassword(
  answer: (nc: SimulatedNextcloud) => Promise<string | undefined>,
  test: (client: NextcloudClient, nc: SimulatedNextcloud, asked: () => number) => Promise<void>,
  version: Version = 35,
): Promise<void> {
  await withNextcloud({ version }, async nc => {
    let asked = 0;
    const client = clientOf(nc, {
      credentials: { user: 'admin', password: nc.state.createAppPassword('admin', 'admin', 'tests') },
      confirmPassword: () => {
        asked++;
        return answer(nc);
      },
    });
    try {
      await test(client, nc, () => asked);
    } finally {
      client.close();
    }
  });
}

const right = async (nc: SimulatedNextcloud) => {
  await new Promise(resolve => setTimeout(resolve, 10));
  return nc.admin.password;
};
const confirmations = (nc: SimulatedNextcloud) =>
  sent(nc).filter(line => line === 'PUT core/apppassword/confirm').length;

describe('password confirmation', () => {
  it('is requested once for concurrent writes, and remembered', () =>
    withAppPassword(right, async (client, nc, asked) => {
      await client.users.list();
      await Promise.all(Array.from({ length: 10 }, (_, n) => client.groups.create(`g${n}`)));
      await client.groups.create('later');
      assert.deepEqual([asked(), confirmations(nc)], [1, 1]);
      assert.equal(nc.state.groups.size, 12);
    }));

  it('is requested immediately if the first request is a write', () =>
    withAppPassword(right, async (client, nc, asked) => {
      await client.groups.create('x');
      assert.equal(asked(), 1);
      assert.deepEqual(sent(nc), ['POST cloud/groups', 'PUT core/apppassword/confirm', 'POST cloud/groups']);
    }));

  it('is requested once if each request must carry the password', () =>
    withAppPassword(right, async (client, nc, asked) => {
      const disabled = (await client.apps.list('disabled')).slice(0, 6);
      await Promise.all([...disabled.map(id => client.apps.enable(id)), client.groups.create('x')]);
      assert.equal(asked(), 1);
      assert(disabled.every(id => nc.state.apps.get(id)?.enabled));
    }));

  it('appears in no log, error or other request', () =>
    withAppPassword(right, async (client, nc) => {
      await client.apps.list('disabled').then(([id]) => client.apps.enable(id!));
      const login = `Basic ${Buffer.from(`admin:${nc.admin.password}`).toString('base64')}`;
      const strict = nc.requests.filter(({ headers }) => headers.authorization === login);
      assert.deepEqual(
        strict.map(({ method }) => method),
        ['POST'],
      );
    }));

  for (const [name, answer] of [
    ['cancelled', () => Promise.resolve(undefined)],
    ['empty', () => Promise.resolve('')],
    ['wrong', () => Promise.resolve('wrong')],
    ['broken', () => Promise.reject(new Error('no window'))],
  ] as const)
    it(`that is ${name} fails all waiting calls, and is not repeated`, () =>
      withAppPassword(answer, async (client, nc, asked) => {
        await client.users.list();
        const calls = Array.from({ length: 6 }, (_, n) => client.groups.create(`g${n}`));
        await Promise.all(calls.map(call => failsWith('passwordConfirmation', call)));
        assert.equal(asked(), 1);
        assert.equal(confirmations(nc), name === 'wrong' ? 1 : 0);
        assert.equal(nc.gate.recentFailures(), name === 'wrong' ? 1 : 0);
        await failsWith('passwordConfirmation', client.groups.create('again'));
        assert.equal(asked(), 2);
      }));

  it('can be aborted by a waiting call', () =>
    withAppPassword(
      () => new Promise(() => undefined),
      async client => {
        const controller = new AbortController();
        const call = client.groups.create('x', undefined, { signal: controller.signal });
        setTimeout(() => controller.abort(), 30);
        await failsWith('aborted', call);
      },
    ));

  it('comes with a sign-in by login password, and is renewed when it has expired', () =>
    withNextcloud({}, async (nc, client) => {
      await client.groups.create('a');
      for (const id of ['b', 'c']) {
        nc.clock.advance(31 * minute);
        await client.groups.create(id);
      }
      assert(['a', 'b', 'c'].every(id => nc.state.groups.has(id)));
      assert.equal(confirmations(nc), 0);
    }));

  it('is requested again when it has expired', () =>
    withAppPassword(right, async (client, nc, asked) => {
      await client.groups.create('a');
      nc.clock.advance(31 * minute);
      await client.groups.create('b');
      assert.equal(asked(), 2);
    }));

  it('fails if nobody can be asked', () =>
    withNextcloud({}, async nc => {
      const client = clientOf(nc, {
        credentials: { user: 'admin', password: nc.state.createAppPassword('admin', 'admin', 'tests') },
      });
      const error = await failsWith('passwordConfirmation', client.groups.create('x'));
      assert.equal(error.path, '/ocs/v2.php/cloud/groups');
      client.close();
    }));

  for (const version of [17, 20, 25] as const)
    it(`is not needed for Nextcloud ${version}`, () =>
      withAppPassword(
        right,
        async (client, nc, asked) => {
          await client.groups.create('x');
          assert(nc.state.groups.has('x') && asked() === 0);
        },
        version,
      ));
});
