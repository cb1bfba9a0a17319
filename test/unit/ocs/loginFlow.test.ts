import assert from 'node:assert/strict';
import { startLoginFlow, type LoginFlow } from '../../../src/ocs/index.ts';
import type { Clock } from '../../../src/ocs/transport/clock.ts';
import type { SimulatedNextcloud } from '../../nextcloud/index.ts';
import { clientOf, clockOf, failsWith, startStub, versions, withNextcloud } from './support.ts';

const never = () => new AbortController().signal;

function start(nc: SimulatedNextcloud): Promise<LoginFlow> {
  return startLoginFlow(nc.url, { userAgent: 'Editor of Alice' }, clockOf(nc));
}

describe('startLoginFlow', () => {
  for (const version of versions)
    it(`returns an app password once access is granted, Nextcloud ${version}`, () =>
      withNextcloud({ version }, async nc => {
        const flow = await start(nc);
        assert(flow.loginUrl.startsWith(nc.url));
        const grant = flow.poll({ signal: never() });
        setTimeout(() => nc.flows.grant(nc.flows.waiting!, 'admin'), 30);
        const { server, loginName, appPassword } = await grant;
        assert.deepEqual([server, loginName], [nc.url.replace(/\/$/, ''), 'admin']);
        assert.equal(nc.state.appPasswords.get(appPassword)?.name, 'Editor of Alice');
        const client = clientOf(nc, { credentials: { user: loginName, password: appPassword } });
        assert.equal((await client.users.get()).userId, 'admin');
        client.close();
      }));

  it('ends after 20 minutes', () =>
    withNextcloud({}, async nc => {
      const hasty: Clock = {
        now: () => nc.clock.now(),
        wait: ms => {
          nc.clock.advance(60 * ms);
          return Promise.resolve();
        },
      };
      const flow = await startLoginFlow(nc.url, {}, hasty);
      await failsWith('timeout', flow.poll({ signal: never() }));
      assert(nc.requests.length > 19);
    }));

  it('can be aborted', () =>
    withNextcloud({}, async nc => {
      const flow = await startLoginFlow(nc.url);
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 30);
      await failsWith('aborted', flow.poll({ signal: controller.signal }));
    }));

  for (const what of ['endpoint', 'login', 'server'] as const)
    for (const address of ['https://evil.example/x', 'javascript:alert(1)'])
      it(`refuses ${address} as ${what}`, () =>
        withNextcloud({}, async nc => {
          nc.flows.announces[what] = address;
          const run = async () => {
            const flow = await start(nc);
            nc.flows.grant(nc.flows.waiting!, 'admin');
            return flow.poll({ signal: never() });
          };
          const error = await failsWith('protocol', run());
          assert(error.message.includes(new URL(nc.url).host));
        }));

  it('continues after a lost connection', async () => {
    const stub = await startStub(({ request, response, n }) => {
      const base = `http://${request.headers.host ?? ''}`;
      if (n === 1)
        response.end(JSON.stringify({ poll: { token: 't', endpoint: `${base}/p` }, login: `${base}/l` }));
      else if (n === 2) request.socket.destroy();
      else if (n === 3) response.writeHead(404).end('[]');
      else response.end(JSON.stringify({ server: base, loginName: 'admin', appPassword: 'p' }));
    });
    const clock = { now: () => Date.now(), wait: () => Promise.resolve() };
    const flow = await startLoginFlow(stub.url, {}, clock);
    assert.equal((await flow.poll({ signal: never() })).appPassword, 'p');
    assert.deepEqual([stub.exchanges.length, stub.exchanges[3]?.body], [4, 'token=t']);
    await stub.close();
  });

  it('reports that a server has no login flow', async () => {
    const stub = await startStub(({ response }) => response.writeHead(404).end('<html></html>'));
    await failsWith('protocol', startLoginFlow(stub.url));
    await stub.close();
    await failsWith('network', startLoginFlow(stub.url));
  });
});
