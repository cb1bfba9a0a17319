import assert from 'node:assert/strict';
import { NextcloudClient, NextcloudError } from '../../../src/ocs/index.ts';
import type { ErrorKind, Notice, UserInfo } from '../../../src/ocs/index.ts';
import { startNextcloud } from '../../nextcloud/index.ts';
import type { SimulatedNextcloud, WorldName } from '../../nextcloud/index.ts';
import { worlds } from '../../nextcloud/worlds.ts';

interface Scene {
  nextcloud: SimulatedNextcloud;
  client: NextcloudClient;
  notices: Notice[];
}

/** What is right in each world: it works, or is said in words. */
const right: Record<WorldName, (scene: Scene) => Promise<void>> = {
  async oddFields({ client, nextcloud, notices }) {
    const users = await client.users.listDetails();
    assert.deepEqual(ids(users).sort(), [...nextcloud.state.users.values()].map(({ id }) => id).sort());
    assert.ok(users.some(({ unreadable }) => unreadable?.includes('phone')));
    assert.ok(
      users.every(
        ({ phone, lastLogin }) =>
          phone !== '491234' && (lastLogin === null || lastLogin === undefined || lastLogin.getTime() > 0),
      ),
    );
    assert.ok(notices.length > 0 && notices.every(({ text }) => !text.includes('491234')));
  },
  lostAccount: oneBroken,
  brokenAccount: oneBroken,
  shortPages: allOnce,
  ignoresLimit: allOnce,
  ignoresOffset: allOnce,
  emptyPage: allOnce,
  async readOnlyGroups({ client, nextcloud }) {
    await fails('forbidden', /LDAP or SAML/, client.users.addToGroup('u1', 'ldap-4f1c'));
    assert.equal((await client.groups.get('ldap-4f1c')).canAdd, false);
    await client.users.addToGroup('u1', 'crew');
    assert.deepEqual(nextcloud.state.users.get('u1')!.groups, ['crew']);
  },
  async ldap({ client, nextcloud }) {
    const id = 'CN=Doe+J';
    assert.equal((await client.users.get(id)).displayName, 'Jane Doe');
    await fails('forbidden', /backend of .*\(LDAP\)/, client.users.delete(id));
    await fails('forbidden', /but the user is still enabled/, client.users.disable(id));
    await fails('forbidden', /password/, client.users.edit(id, { password: 'correct-Horse-9' }));
    await client.users.delete('u1');
    assert.ok(!nextcloud.state.users.has('u1') && nextcloud.state.users.has(id));
  },
  async slowDeletes({ client, nextcloud }) {
    await client.users.delete('u1');
    assert.ok(!nextcloud.state.users.has('u1'));
    assert.equal(nextcloud.requests.filter(({ method }) => method === 'DELETE').length, 1);
  },
  async proxyPages({ client, nextcloud }) {
    // Before Nextcloud has answered once, the address itself is in doubt.
    await client.users.get();
    await client.users.create('newbie', { password: 'correct-Horse-9' });
    assert.ok(nextcloud.state.users.has('newbie'));
    await fails('notFound', /no user/, client.users.get('nobody'));
    await fails('invalid', /proxy/, client.users.edit('u1', { language: 'xx' }));
  },
  async noPatch({ client, nextcloud }) {
    await client.users.edit('u1', { displayname: 'One', email: 'one@example.com' });
    assert.deepEqual(
      [nextcloud.state.users.get('u1')!.displayname, nextcloud.state.users.get('u1')!.email],
      ['One', 'one@example.com'],
    );
  },
  async noPutDelete({ client }) {
    await fails('forbidden', /blocks PUT.*Ask its operator to allow/s, client.users.disable('u1'));
    await fails('forbidden', /blocks DELETE.*Ask its operator to allow/s, client.users.delete('u1'));
    await client.users.addToGroup('u1', 'crew');
  },
  async loginPage({ client }) {
    await fails('network', /sign-in page.*\/ocs\//s, client.users.get('u1'));
  },
  async phpWarnings({ client, nextcloud, notices }) {
    await client.users.disable('u1');
    assert.equal(nextcloud.state.users.get('u1')!.enabled, false);
    assert.deepEqual(
      notices.map(({ kind }) => kind),
      ['phpMessages'],
    );
  },
  async lyingEncoding({ client, nextcloud }) {
    await client.users.disable('u1');
    assert.equal(nextcloud.state.users.get('u1')!.enabled, false);
  },
  async strippedAuthorization({ client }) {
    await fails('auth', /“Authorization” may not reach PHP/, client.users.get('u1'));
  },
  async adminIp({ client }) {
    await client.users.get();
    await fails('forbidden', /certain networks/, client.users.list());
  },
  async brokenCreation({ client, nextcloud }) {
    await client.users.create('dora', {
      password: 'correct-Horse-9',
      email: 'd@example.com',
      groups: ['crew'],
      quota: '5 GB',
    });
    const { email, groups, quota } = nextcloud.state.users.get('dora')!;
    assert.deepEqual([email, [...groups], quota], ['d@example.com', ['crew'], '5 GB']);
  },
};

const ids = (users: readonly UserInfo[]) => users.map(({ userId }) => userId);

async function fails(kind: ErrorKind, pattern: RegExp, promise: Promise<unknown>): Promise<void> {
  const error = await promise.then(
    () => assert.fail('it succeeded'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof NextcloudError, String(error));
  assert.match(error.message, pattern);
  assert.equal(error.kind, kind, error.message);
}

async function oneBroken({ client, nextcloud }: Scene): Promise<void> {
  const all = [...nextcloud.state.users.values()].map(({ id }) => id).sort();
  const page = await client.users.listDetails({ limit: 500 });
  const iterated: UserInfo[] = [];
  for await (const user of client.users.iterate({ pageSize: 50 })) iterated.push(user);
  for (const users of [page, iterated]) {
    assert.deepEqual(ids(users).sort(), all);
    assert.deepEqual(
      users.filter(({ problem }) => problem !== undefined).map(({ userId }) => userId),
      ['ghost'],
    );
  }
}

/** No row is lost, and none comes twice. */
async function allOnce({ client, nextcloud }: Scene): Promise<void> {
  const all = [...nextcloud.state.users.values()].map(({ id }) => id).sort();
  const iterated: UserInfo[] = [];
  for await (const user of client.users.iterate({ pageSize: 50 })) iterated.push(user);
  assert.deepEqual(ids(iterated).sort(), all);
}

describe('misbehaving worlds of the simulated server', () => {
  for (const [name, { says }] of Object.entries(worlds))
    for (const version of [29, 34] as const)
      it(`${name} on ${version}: ${says}`, async () => {
        const nextcloud = await startNextcloud({ version, seed: 'empty', worlds: [name as WorldName] });
        for (let n = 1; n <= 130; n++) nextcloud.state.createUser({ id: `u${n}` });
        nextcloud.state.createGroup('crew');
        const notices: Notice[] = [];
        const client = new NextcloudClient({
          baseUrl: nextcloud.url,
          credentials: nextcloud.admin,
          onNotice: notice => notices.push(notice),
        });
        try {
          await right[name as WorldName]({ nextcloud, client, notices });
          nextcloud.worlds.clear();
          if (name !== 'strippedAuthorization')
            assert.equal((await client.users.get()).userId, 'admin', 'it goes on working');
        } finally {
          client.close();
          await nextcloud.close();
        }
      });
});
