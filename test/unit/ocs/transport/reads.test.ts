import assert from 'node:assert/strict';
import { failsWith, ocs, until, withStub, type Exchange } from '../support.ts';

const users = (exchange: Exchange) => ocs(exchange, { users: ['bob'] });

describe('reads', () => {
  it('are retried at most twice, with a growing pause', () =>
    withStub(
      ({ response }) => response.writeHead(502).end(),
      async (client, stub, waits) => {
        await failsWith('server', client.users.list());
        assert.equal(stub.exchanges.length, 3);
        assert(waits.length === 2 && waits[0]! < waits[1]!);
      },
    ));

  for (const [name, fail] of [
    ['a lost connection', ({ request }: Exchange) => request.socket.destroy()],
    [
      'a body that breaks off',
      ({ response }: Exchange) =>
        response.writeHead(200, { 'content-length': '100' }).write('{"ocs"', () => response.destroy()),
    ],
    ['a gateway without a server', ({ response }: Exchange) => response.writeHead(503).end()],
  ] as const)
    it(`survive ${name}`, () =>
      withStub(
        exchange => (exchange.n === 1 ? fail(exchange) : users(exchange)),
        async client => assert.deepEqual(await client.users.list(), ['bob']),
      ));

  it('are shared while one is in flight', () =>
    withStub(
      exchange => setTimeout(() => users(exchange), 10),
      async (client, stub) => {
        const results = await Promise.all([
          client.users.list(),
          client.users.list(),
          client.users.list({ search: 'b' }),
        ]);
        assert.deepEqual(results, [['bob'], ['bob'], ['bob']]);
        assert.equal(stub.exchanges.length, 2);
        results[0].push('x');
        assert.deepEqual(results[1], ['bob']);
        await client.users.list();
        assert.equal(stub.exchanges.length, 3);
      },
    ));

  it('are aborted with their last caller when shared', () =>
    withStub(
      () => undefined,
      async (client, stub) => {
        const [first, second] = [new AbortController(), new AbortController()];
        const calls = [first, second].map(({ signal }) =>
          failsWith('aborted', client.users.list({ signal })),
        );
        await until(() => stub.exchanges.length === 1);
        let ended = false;
        stub.exchanges[0]!.response.on('close', () => (ended = true));
        first.abort();
        await calls[0];
        await new Promise(resolve => setTimeout(resolve, 10));
        assert.equal(ended, false);
        second.abort();
        await calls[1];
        await until(() => ended);
      },
    ));

  it('do not join a read that began before a write', () =>
    withStub(
      exchange => (exchange.n === 2 ? setTimeout(() => users(exchange), 30) : users(exchange)),
      async (client, stub) => {
        await client.users.get().catch(() => undefined);
        const old = client.users.list();
        await client.groups.create('x');
        await client.users.list();
        await old;
        assert.equal(stub.exchanges.length, 4);
      },
    ));

  it('are not sent if already aborted', () =>
    withStub(users, async (client, stub) => {
      await failsWith('aborted', client.users.list({ signal: AbortSignal.abort() }));
      await failsWith('aborted', client.groups.create('x', undefined, { signal: AbortSignal.abort() }));
      assert.equal(stub.exchanges.length, 0);
    }));
});

describe('writes', () => {
  it('are never sent twice', () =>
    withStub(
      ({ request, response, n }) => (n === 1 ? request.socket.destroy() : response.writeHead(503).end()),
      async (client, stub) => {
        await failsWith('network', client.groups.create('x'));
        await failsWith('server', client.groups.create('x'));
        assert.equal(stub.exchanges.filter(({ request }) => request.method === 'POST').length, 2);
      },
    ));
});
