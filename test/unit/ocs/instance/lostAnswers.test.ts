import assert from 'node:assert/strict';
import type { NextcloudClient } from '../../../../src/ocs/index.ts';
import type { HttpAnswer, SimulatedNextcloud } from '../../../nextcloud/index.ts';
import { failsWith, withNextcloud } from '../support.ts';

const notificationProvider = 'twofactor_nextcloud_notification';

interface Write {
  name: string;
  run: (client: NextcloudClient) => Promise<unknown>;
  isDone: (nc: SimulatedNextcloud) => boolean;
}

/** Writes whose effect can be seen. */
const writes: readonly Write[] = [
  {
    name: 'apps.enable',
    run: c => c.apps.enable('maps'),
    isDone: ({ state }) => state.apps.get('maps')?.enabled === true,
  },
  {
    name: 'apps.enable for groups',
    run: c => c.apps.enable('maps', { groups: ['Staff'] }),
    isDone: ({ state }) => state.apps.get('maps')?.limitedTo?.[0] === 'Staff',
  },
  {
    name: 'apps.update',
    run: c => c.apps.update('mail'),
    isDone: ({ state }) => state.apps.get('mail')?.info.version === '5.5.2',
  },
  {
    name: 'apps.uninstall',
    run: c => c.apps.uninstall('mail'),
    isDone: ({ state }) => !state.apps.has('mail'),
  },
  {
    name: 'twoFactor.enable',
    run: c => c.twoFactor.enable('bob', [notificationProvider]),
    isDone: ({ state }) => state.users.get('bob')?.providers[notificationProvider] === true,
  },
  {
    name: 'twoFactor.disable',
    run: c => c.twoFactor.disable('bob', ['totp']),
    isDone: ({ state }) => state.users.get('bob')?.providers.totp === false,
  },
  {
    name: 'appConfig.set',
    run: c => c.appConfig.set('core', 'key', 'value'),
    isDone: ({ state }) => state.config.get('core')?.get('key') === 'value',
  },
  {
    name: 'appConfig.delete',
    run: c => c.appConfig.delete('core', 'vendor'),
    isDone: ({ state }) => state.config.get('core')?.has('vendor') === false,
  },
];

function withPeople(test: (nc: SimulatedNextcloud, client: NextcloudClient) => Promise<void>): Promise<void> {
  return withNextcloud({ version: 34 }, async (nc, client) => {
    nc.state.createUser({ id: 'bob', providers: { totp: true }, groups: ['Staff'] });
    nc.state.apps.get(notificationProvider)!.enabled = true;
    await client.users.get();
    await test(nc, client);
  });
}

const isWrite = ({ method }: { method: string }): boolean => method !== 'GET';
const sentWrites = ({ requests }: SimulatedNextcloud): number => requests.filter(isWrite).length;

describe('a write about the instance', () => {
  for (const { name, run, isDone } of writes) {
    it(`succeeds if it was done and the answer got lost: ${name}`, () =>
      withPeople(async (nc, client) => {
        nc.faults.add({ kind: 'cutAfter', match: isWrite });
        await run(client);
        assert(isDone(nc));
        assert.equal(sentWrites(nc), 1);
      }));

    it(`is unknown, not repeated, if it cannot be found: ${name}`, () =>
      withPeople(async (nc, client) => {
        nc.faults.add({ kind: 'cutBefore', match: isWrite });
        const error = await failsWith('network', run(client));
        assert.equal(error.isOpen, true);
        assert.match(error.message, /unknown whether the change was made/);
        assert.equal(sentWrites(nc), 1);
        assert(!isDone(nc));
      }));

    it(`succeeds if it crashed after it was done: ${name}`, () =>
      withPeople(async (nc, client) => {
        nc.faults.add({ kind: 'lockedAfter', match: isWrite });
        await run(client);
        assert(isDone(nc));
      }));
  }

  it('waits while the update of an app keeps the server in maintenance mode', () =>
    withPeople(async (nc, client) => {
      const gaveUp: HttpAnswer = { status: 504, headers: { 'content-type': 'text/html' }, body: '<html>' };
      nc.faults.add({
        kind: 'reply',
        match: isWrite,
        reply: () => {
          nc.maintenance = true;
          return gaveUp;
        },
      });
      let looks = 0;
      nc.faults.add({
        kind: 'reply',
        match: request => {
          if (nc.maintenance && request.path.endsWith('/apps/mail') && ++looks === 3) {
            nc.maintenance = false;
            const app = nc.state.apps.get('mail')!;
            app.info = { ...app.info, version: '5.5.2' };
          }
          return false;
        },
      });
      await client.apps.update('mail');
      assert.equal(looks, 3);
      assert.equal(sentWrites(nc), 1);
    }));
});

describe('a notification', () => {
  for (const [kind, failure] of [
    ['cutBefore', 'network'],
    ['cutAfter', 'network'],
    ['lockedBefore', 'server'],
    ['lockedAfter', 'server'],
    ['status', 'server'],
  ] as const)
    it(`is never sent twice: ${kind}`, () =>
      withPeople(async (nc, client) => {
        nc.faults.add({ kind, match: isWrite, status: 504 });
        const error = await failsWith(failure, client.notifications.send('bob', { subject: 'Hello' }));
        assert.equal(error.isOpen, true);
        assert.match(error.message, /unknown whether the notification was sent. Ask “bob”/);
        assert.equal(sentWrites(nc), 1);
      }));

  it('that was refused was certainly not sent', () =>
    withPeople(async (_nc, client) => {
      const error = await failsWith('notFound', client.notifications.send('nobody', { subject: 'Hello' }));
      assert.equal(error.isOpen, undefined);
    }));
});
