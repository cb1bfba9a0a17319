import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import type { NextcloudClient, UserInfo } from '../../../src/ocs/index.ts';
import { failsWith, ocs, withStub } from './support.ts';
import type { Exchange } from './support.ts';

const crash = (exchange: Exchange) => ocs(exchange, [], 996, 'Internal Server Error');

const all = Array.from({ length: 120 }, (_, n) => `u${String(n).padStart(3, '0')}`);

/** What is asked: the path below `cloud/`, and the part of the list. */
function asked({ url = '' }: IncomingMessage): { call: string; ids: string[] } {
  const { pathname, searchParams } = new URL(url, 'http://x');
  const offset = Number(searchParams.get('offset') ?? 0);
  const limit = Number(searchParams.get('limit') ?? all.length);
  return { call: pathname.replace(/^.*\/cloud\//, ''), ids: all.slice(offset, offset + limit) };
}

interface World {
  broken: string[];
  /** What the server says of a page with a broken account. */
  fail: (exchange: Exchange) => void;
  /** And of the account alone. */
  failOne?: (exchange: Exchange) => void;
  list?: string;
}

/** A server on which every page with a broken account fails. */
function withBroken(
  { broken, fail, failOne = fail, list = 'users/details' }: World,
  use: (client: NextcloudClient, requests: string[]) => Promise<void>,
): Promise<void> {
  const requests: string[] = [];
  return withStub(
    exchange => {
      const { call, ids } = asked(exchange.request);
      requests.push(call);
      if (call === 'capabilities') {
        ocs(exchange, {
          version: { major: 29, minor: 0, micro: 0, string: '29.0.0' },
          capabilities: [],
        });
        return;
      }
      if (call === 'users') {
        ocs(exchange, { users: ids });
        return;
      }
      if (call === 'groups/crew/users') {
        ocs(exchange, { users: all });
        return;
      }
      if (call === list) {
        if (ids.some(id => broken.includes(id))) {
          fail(exchange);
          return;
        }
        ocs(exchange, {
          users: Object.fromEntries(ids.map(id => [id, { id, displayname: id, enabled: false }])),
        });
        return;
      }
      const id = call.replace('users/', '');
      if (broken.includes(id)) {
        failOne(exchange);
        return;
      }
      ocs(exchange, { id, displayname: id, enabled: false });
    },
    client => use(client, requests),
  );
}

const lost = (exchange: Exchange) => ocs(exchange, [], 404, 'ghost is not a valid user anymore');
const bare = (exchange: Exchange) => {
  exchange.response.writeHead(500, { 'content-type': 'text/html' });
  exchange.response.end('<html>Internal Server Error</html>');
};
const emptyBody = (exchange: Exchange) => exchange.response.end();

const failures: [what: string, fail: (exchange: Exchange) => void][] = [
  ['404 with a message', lost],
  ['404 with none', exchange => ocs(exchange, [], 404, '')],
  ['404 with the message of an unknown user', exchange => ocs(exchange, [], 404, 'User does not exist')],
  ['996', crash],
  ['500 and a page', bare],
  ['an empty body', emptyBody],
];

const ids = (users: readonly UserInfo[]) => users.map(({ userId }) => userId);
const problems = (users: readonly UserInfo[]) =>
  users.filter(({ problem }) => problem !== undefined).map(({ userId }) => userId);

describe('one broken user', () => {
  for (const [what, fail] of failures)
    it(`hides no other: ${what}`, () =>
      withBroken({ broken: ['u017'], fail }, async (client, requests) => {
        const page = await client.users.listDetails({ limit: 50 });
        assert.deepEqual(ids(page), all.slice(0, 50));
        assert.deepEqual(problems(page), ['u017']);
        assert.match(page[17]!.problem!, /./);
        assert.equal(page[16]!.displayName, 'u016');
        assert(requests.length <= 20, `${requests.length} requests`);
        requests.length = 0;
        const next = await client.users.listDetails({ limit: 50, offset: 50 });
        assert.deepEqual(ids(next), all.slice(50, 100));
        assert.deepEqual(requests, ['users/details'], 'the server still has details');
      }));

  it('is found in any position, even among several', async () => {
    for (const broken of [['u000'], ['u049'], ['u025'], ['u000', 'u024', 'u049'], all.slice(10, 40)])
      await withBroken({ broken, fail: crash }, async client => {
        const page = await client.users.listDetails({ limit: 50 });
        assert.deepEqual(ids(page), all.slice(0, 50));
        assert.deepEqual(problems(page), broken);
      });
  });

  it('has no problem if it can be read alone', () =>
    withBroken(
      {
        broken: ['u003'],
        fail: crash,
        failOne: exchange => ocs(exchange, { id: 'u003', displayname: 'Well' }),
      },
      async client => {
        const page = await client.users.listDetails({ limit: 10 });
        assert.deepEqual(problems(page), []);
        assert.equal(page[3]!.displayName, 'Well');
      },
    ));

  it('hides no other user, read page by page or at once', () =>
    withBroken({ broken: ['u105'], fail: lost }, async client => {
      const iterated: UserInfo[] = [];
      for await (const user of client.users.iterate({ pageSize: 50 })) iterated.push(user);
      assert.deepEqual([ids(iterated), problems(iterated)], [all, ['u105']]);
      const atOnce = await client.users.listDetails();
      assert.deepEqual([ids(atOnce), problems(atOnce)], [all, ['u105']]);
    }));

  it('hides no other member of a group', () =>
    withBroken({ broken: ['u007'], fail: lost, list: 'groups/crew/users/details' }, async client => {
      const members = await client.groups.memberDetails('crew', { limit: 50 });
      assert.deepEqual([ids(members), problems(members)], [all.slice(0, 50), ['u007']]);
    }));

  it('hides no other disabled user', () =>
    withBroken({ broken: ['u007'], fail: crash, list: 'users/disabled' }, async client => {
      const disabled = await client.users.listDisabled({ limit: 50 });
      assert.deepEqual(ids(disabled), all.filter(id => id !== 'u007').slice(0, 50));
    }));

  it('is not searched for if every request fails', () =>
    withStub(crash, async (client, stub) => {
      await failsWith('server', client.users.listDetails({ limit: 50 }));
      assert.equal(stub.exchanges.length, 2);
    }));
});

describe('a slow list', () => {
  it('gets a longer timeout, then smaller parts, then single reads', () => {
    const sizes: number[] = [];
    return withStub(
      exchange => {
        const { call, ids: part } = asked(exchange.request);
        if (call === 'users') {
          ocs(exchange, { users: part });
          return;
        }
        if (call !== 'users/details') {
          ocs(exchange, { id: call.replace('users/', '') });
          return;
        }
        sizes.push(part.length);
        if (part.length <= 10) ocs(exchange, { users: Object.fromEntries(part.map(id => [id, { id }])) });
      },
      async client => {
        const page = await client.users.listDetails({ limit: 50 });
        assert.deepEqual(ids(page), all.slice(0, 50));
        assert.deepEqual(sizes, [50, 10, 10, 10, 10, 10]);
      },
      { timeoutMs: 300 },
    );
  });

  it('ends with the results of single reads', () =>
    withStub(
      exchange => {
        const { call, ids: part } = asked(exchange.request);
        if (call === 'users') ocs(exchange, { users: part });
        else if (call !== 'users/details') ocs(exchange, { id: call.replace('users/', '') });
      },
      async client => assert.deepEqual(ids(await client.users.listDetails({ limit: 20 })), all.slice(0, 20)),
      { timeoutMs: 300 },
    ));
});
