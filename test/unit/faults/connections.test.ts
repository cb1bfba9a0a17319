import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { generate } from 'selfsigned';
import { NextcloudClient } from '../../../src/ocs/index.ts';
import { startNextcloud, type SimulatedNextcloud } from '../../nextcloud/index.ts';
import { clientOf, clockOf, failsWith } from '../ocs/support.ts';
import { Proxy, type Misbehaviour } from './proxy.ts';

const hour = 3_600_000;

interface Scene {
  nextcloud: SimulatedNextcloud;
  proxy: Proxy;
  client: NextcloudClient;
}

/** A client that reaches its server by way of a proxy. */
async function behindProxy(
  act: (scene: Scene) => Promise<void>,
  tls?: { key: string; cert: string },
): Promise<void> {
  const nextcloud = await startNextcloud({ seed: 'empty', rateLimits: true, ...(tls && { tls }) });
  const proxy = new Proxy(Number(new URL(nextcloud.url).port));
  await proxy.listen();
  const url = new URL(nextcloud.url);
  url.port = String(proxy.port);
  const client = new NextcloudClient(
    { baseUrl: url.href, credentials: nextcloud.admin, timeoutMs: 1500, ca: tls?.cert },
    clockOf(nextcloud),
  );
  try {
    await act({ nextcloud, proxy, client });
  } finally {
    client.close();
    await proxy.close();
    await nextcloud.close();
  }
}

describe('TLS that ends midway', () => {
  let tls: { key: string; cert: string };

  before(async () => {
    const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
      extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
    });
    tls = { key, cert };
  });

  /** Ends the connection after so many bytes from the server: in its greeting, its certificate, or the answer. */
  const cutAfter = (bytes: number, end: (client: Socket) => unknown): Misbehaviour => {
    let left = bytes;
    return {
      answer: ({ client }, piece) => {
        client.write(piece.subarray(0, Math.max(left, 0)));
        left -= piece.length;
        if (left <= 0) end(client);
      },
    };
  };

  for (const bytes of [0, 1, 60, 700, 1500, 1800])
    for (const [how, end] of [
      ['cut', (client: Socket) => client.resetAndDestroy()],
      ['closed', (client: Socket) => client.end()],
    ] as const)
      it(`${how} after ${bytes} bytes: repeats no write, and later calls work`, () =>
        behindProxy(async ({ nextcloud, proxy, client }) => {
          proxy.misbehaveAlways(cutAfter(bytes, end));
          await failsWith('network', client.groups.create('crew'));
          proxy.misbehaveAlways(undefined);
          const arrived = nextcloud.requests.filter(({ method }) => method === 'POST').length;
          assert.deepEqual(await client.groups.list(), arrived ? ['admin', 'crew'] : ['admin']);
          assert(arrived <= 1);
        }, tls));
});

describe('unknown host names', () => {
  it('are reported for reads and writes without long retries', async () => {
    const waits: number[] = [];
    const client = new NextcloudClient({
      baseUrl: 'https://nextcloud.invalid/',
      credentials: { user: 'admin', password: 'secret' },
      onWait: ({ ms }) => waits.push(ms),
    });
    for (const call of [() => client.users.list(), () => client.groups.create('crew')])
      assert.match((await failsWith('network', call())).message, /nextcloud\.invalid cannot be found/);
    assert.equal(waits.length, 2);
    client.close();
  });
});

describe('a laptop asleep for an hour', () => {
  it('drops dead connections after waking without making calls wait', () =>
    behindProxy(async ({ nextcloud, proxy, client }) => {
      await Promise.all(['', 'a', 'b', 'c'].map(search => client.users.list({ search })));
      assert(proxy.connections > 1);
      proxy.forgetConnections();
      nextcloud.clock.advance(hour);
      await client.groups.create('crew');
      assert.deepEqual(await client.groups.list(), ['admin', 'crew']);
    }));

  it('signs in again silently if the session ended during sleep', () =>
    behindProxy(async ({ nextcloud, client }) => {
      await client.users.list();
      nextcloud.clock.advance(25 * hour);
      await client.groups.create('crew');
      assert.deepEqual([...nextcloud.state.groups.keys()], ['admin', 'crew']);
    }));

  it('fails a request interrupted by sleep once, and waits for no other connection', () =>
    behindProxy(async ({ proxy, client }) => {
      await Promise.all(['', 'a', 'b', 'c'].map(search => client.users.list({ search })));
      proxy.forgetConnections();
      await failsWith('timeout', client.users.list());
      assert.deepEqual(await client.users.list(), ['admin']);
    }));
});

describe('a clock that jumps', () => {
  const edits = 50;

  for (const [name, jump] of [
    ['back by a day', -24 * hour],
    ['ahead by a day', 24 * hour],
  ] as const)
    it(`${name} lets no call wait longer than the server's limit lasts`, async () => {
      const nextcloud = await startNextcloud({ seed: 'empty', rateLimits: true });
      const waits: number[] = [];
      let offset = 0;
      const clock = clockOf(nextcloud);
      const jumping = { ...clock, now: () => clock.now() + offset };
      const client = clientOf(nextcloud, { onWait: ({ ms }) => waits.push(ms) }, jumping);
      for (let n = 0; n <= edits; n++) {
        if (n === edits) offset = jump;
        await client.users.edit('admin', { role: `Role ${n}` });
      }
      assert.equal(nextcloud.state.users.get('admin')!.role, `Role ${edits}`);
      assert(waits.length > 0 && waits.every(ms => ms > 0 && ms <= 601_000), waits.join());
      client.close();
      await nextcloud.close();
    });
});
