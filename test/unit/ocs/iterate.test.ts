import assert from 'node:assert/strict';
import type { SimulatedNextcloud } from '../../nextcloud/index.ts';
import { failsWith, ocs, until, versions, withNextcloud, withStub } from './support.ts';

const idsFrom = (offset: number, count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`u${offset + n}`, { id: `u${offset + n}` }]));

/** All ids as the server's own pages have them. */
async function bareIds(nc: SimulatedNextcloud, pageSize: number): Promise<string[]> {
  const headers = {
    'OCS-APIRequest': 'true',
    Authorization: `Basic ${Buffer.from(`${nc.admin.user}:${nc.admin.password}`).toString('base64')}`,
  };
  const ids = new Set<string>();
  for (let offset = 0; offset < nc.state.users.size; offset += pageSize) {
    const query = `format=json&limit=${pageSize}&offset=${offset}`;
    const response = await fetch(`${nc.url}ocs/v2.php/cloud/users/details?${query}`, { headers });
    const body = (await response.json()) as { ocs: { data: { users: Record<string, unknown> } } };
    for (const id of Object.keys(body.ocs.data.users)) ids.add(id);
  }
  return [...ids];
}

function offsetOf(url = ''): number {
  return Number(new URL(url, 'http://x').searchParams.get('offset'));
}

describe('iterate', () => {
  for (const version of versions)
    it(`returns all 5,000 users in order, each once, Nextcloud ${version}`, () =>
      withNextcloud({ version, seed: { users: 5000, groups: 10 } }, async (nc, client) => {
        const ids: string[] = [];
        for await (const { userId } of client.users.iterate({ pageSize: 500 })) ids.push(userId);
        // Two more look at what may follow an empty page.
        assert(nc.requests.length <= 5001 / 500 + 4);
        assert.equal(ids.length, nc.state.users.size);
        assert.deepEqual(ids, await bareIds(nc, 500));
      })).timeout(20_000);

  it('keeps at most three pages in flight, and stops within one when aborted', () => {
    let [now, most] = [0, 0];
    return withStub(
      async exchange => {
        most = Math.max(most, ++now);
        await new Promise(resolve => setTimeout(resolve, 10));
        now--;
        ocs(exchange, { users: idsFrom(offsetOf(exchange.request.url), 10) });
      },
      async (client, stub) => {
        await client.users.listDetails({ limit: 1 });
        const controller = new AbortController();
        const { signal } = controller;
        let count = 0;
        const all = (async () => {
          for await (const user of client.users.iterate({ pageSize: 10, signal })) {
            assert(user);
            if (++count === 55) controller.abort();
          }
        })();
        await failsWith('aborted', all);
        assert.equal(most, 3);
        assert.equal(count, 55);
        assert(stub.exchanges.length <= 1 + 6 + 9);
      },
    );
  });

  it('aborts its requests when the loop exits', () =>
    withStub(
      exchange => {
        if (offsetOf(exchange.request.url) < 10) ocs(exchange, { users: idsFrom(0, 10) });
      },
      async (client, stub) => {
        for await (const user of client.users.iterate({ pageSize: 10 })) if (user.userId === 'u3') break;
        const unanswered = stub.exchanges.filter(({ response }) => !response.writableEnded);
        await until(() => unanswered.every(({ response }) => response.closed));
      },
    ));

  it('accepts longer and overlapping pages, and stops only at an empty one', () =>
    withStub(
      exchange => {
        const pages = [idsFrom(0, 15), idsFrom(12, 3), idsFrom(20, 1)];
        ocs(exchange, { users: pages[offsetOf(exchange.request.url) / 10] ?? [] });
      },
      async client => {
        const ids: string[] = [];
        for await (const { userId } of client.users.iterate({ pageSize: 10 })) ids.push(userId);
        assert.deepEqual(ids, [...Object.keys(idsFrom(0, 15)), 'u20']);
      },
    ));

  it('reads users one by one, four at a time, if there is no list with details', () => {
    let [now, most] = [0, 0];
    const ids = Array.from({ length: 12 }, (_, n) => `u${n}`);
    return withStub(
      async exchange => {
        const { pathname } = new URL(exchange.request.url ?? '', 'http://x');
        const name = pathname.split('/').pop() ?? '';
        most = Math.max(most, ++now);
        await new Promise(resolve => setTimeout(resolve, 5));
        now--;
        if (name === 'details') ocs(exchange, [], 404, 'User does not exist');
        else if (name === 'users') ocs(exchange, { users: offsetOf(exchange.request.url) ? [] : ids });
        else ocs(exchange, { id: name });
      },
      async client => {
        const found: string[] = [];
        for await (const { userId } of client.users.iterate({ pageSize: 12 })) found.push(userId);
        assert.deepEqual(found, ids);
        assert.equal(most, 4);
      },
    );
  });
});

describe('limits over 500', () => {
  it('are split into parts that servers allow', () =>
    withNextcloud({ seed: { users: 1300, groups: 1 } }, async (nc, client) => {
      const expected = (await bareIds(nc, 500)).slice(0, 1000);
      const thousand = await client.users.listDetails({ limit: 1000 });
      assert.deepEqual(
        thousand.map(({ userId }) => userId),
        expected,
      );
      nc.requests.length = 0;
      const ids = await client.users.list({ limit: 1200, offset: 10 });
      assert.equal(new Set(ids).size, 1200);
      assert.deepEqual(
        nc.requests.map(({ query }) => `${String(query.offset)}+${String(query.limit)}`),
        ['10+500', '510+500', '1010+200'],
      );
    }));

  it('make no request below zero', () =>
    withNextcloud({}, async (nc, client) => {
      await failsWith('invalid', client.groups.list({ limit: -1 }));
      await failsWith('invalid', client.groups.list({ offset: 1.5 }));
      assert.deepEqual(await client.groups.listDetails({ limit: 0 }), []);
      assert.equal(nc.requests.length, 0);
    }));
});
