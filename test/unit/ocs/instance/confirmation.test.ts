import assert from 'node:assert/strict';
import type { NextcloudClient } from '../../../../src/ocs/index.ts';
import type { SimulatedNextcloud } from '../../../nextcloud/index.ts';
import { clientOf, failsWith, sent, withNextcloud, type Version } from '../support.ts';

/** A client with an app password, and how often it asked for the login password. */
async function withAppPassword(
  version: Version,
  answer: (nc: SimulatedNextcloud) => string | undefined,
  test: (client: NextcloudClient, nc: SimulatedNextcloud, asked: () => number) => Promise<void>,
): Promise<void> {
  await withNextcloud({ version }, async nc => {
    nc.state.createUser({ id: 'bob', providers: { totp: true } });
    let asked = 0;
    const client = clientOf(nc, {
      credentials: { user: 'admin', password: nc.state.createAppPassword('admin', 'admin', 'tests') },
      confirmPassword: () => {
        asked++;
        return Promise.resolve(answer(nc));
      },
    });
    await test(client, nc, () => asked).finally(() => client.close());
  });
}

const right = (nc: SimulatedNextcloud) => nc.admin.password;

/** The requests that carried the login password. */
const strict = (nc: SimulatedNextcloud): string[] => {
  const login = `Basic ${Buffer.from(`admin:${nc.admin.password}`).toString('base64')}`;
  const carriers = nc.requests.filter(({ headers }) => headers.authorization === login);
  return carriers.map(({ method, path }) => `${method} ${path.split('/').at(-1) ?? ''}`);
};

const strictWrites: readonly [name: string, call: string, run: (c: NextcloudClient) => Promise<unknown>][] = [
  ['apps.enable for groups', 'POST enable', c => c.apps.enable('maps', { groups: ['admin'] })],
  ['apps.update', 'POST update', c => c.apps.update('mail')],
  ['apps.uninstall', 'POST uninstall', c => c.apps.uninstall('mail')],
  ['twoFactor.disable', 'POST disable', c => c.twoFactor.disable('bob', ['totp'])],
];

describe('confirming the login password for the instance', () => {
  for (const [name, call, run] of strictWrites)
    it(`is requested once, and sent in this very request: ${name}`, () =>
      withAppPassword(34, right, async (client, nc, asked) => {
        await run(client);
        assert.equal(asked(), 1);
        assert.deepEqual(strict(nc), [call]);
      }));

  it('is requested once for updates that run together', () =>
    withAppPassword(34, right, async (client, nc, asked) => {
      await client.users.get();
      await Promise.all(['mail', 'deck', 'polls'].map(id => client.apps.update(id)));
      assert.equal(asked(), 1);
      assert.equal(strict(nc).length, 3);
    }));

  for (const [name, run] of [
    ['appConfig.set', c => c.appConfig.set('core', 'key', 'x')],
    ['appConfig.delete', c => c.appConfig.delete('core', 'vendor')],
    ['twoFactor.enable', c => c.twoFactor.enable('bob', ['twofactor_nextcloud_notification'])],
  ] as const satisfies [string, (c: NextcloudClient) => Promise<unknown>][])
    it(`is not sent with requests that do without: ${name}`, () =>
      withAppPassword(34, right, async (client, nc, asked) => {
        nc.state.apps.get('twofactor_nextcloud_notification')!.enabled = true;
        await run(client);
        assert.equal(asked(), 1);
        assert.deepEqual(strict(nc), []);
      }));

  it('changes nothing when it is canceled', () =>
    withAppPassword(
      34,
      () => undefined,
      async (client, nc) => {
        await failsWith('passwordConfirmation', client.apps.update('mail'));
        assert.equal(nc.state.apps.get('mail')?.info.version, '5.5.0');
      },
    ));

  it('is not needed for notifications, nor before Nextcloud 34', async () => {
    await withAppPassword(34, right, async (client, _nc, asked) => {
      await client.notifications.send('bob', { subject: 'Hello' });
      assert.equal(asked(), 0);
    });
    await withAppPassword(32, right, async (client, _nc, asked) => {
      await client.twoFactor.disable('bob', ['totp']);
      await client.appConfig.set('core', 'key', 'x');
      assert.equal(asked(), 0);
    });
  });

  it('is not what a refusal of the app “serverinfo” asks for: the session goes on', () =>
    withNextcloud({ version: 34 }, async nc => {
      nc.state.createUser({ id: 'bob', password: 'bob-Passw0rd' });
      const client = clientOf(nc, { credentials: { user: 'bob', password: 'bob-Passw0rd' } });
      await client.users.get();
      await failsWith('forbidden', client.server.info());
      assert.equal((await client.users.get()).userId, 'bob');
      assert(sent(nc).every(line => !line.startsWith('PUT')));
      client.close();
    }));
});
