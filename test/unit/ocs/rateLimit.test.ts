import assert from 'node:assert/strict';
import type { Wait } from '../../../src/ocs/index.ts';
import { clientOf, clockOf, failsWith, withNextcloud, withStub } from './support.ts';

const limits = {
  edit: { calls: 3, seconds: 600 },
  patch: { calls: 2, seconds: 600 },
  collection: { calls: 1, seconds: 60 },
};

describe('rate limits', () => {
  it('are waited out for the rest of the window, visibly', () =>
    withNextcloud({ rateLimits: limits }, async nc => {
      const waits: Wait[] = [];
      const client = clientOf(nc, { onWait: wait => waits.push(wait) });
      for (let n = 0; n < 3; n++) {
        await client.users.edit('admin', { role: `role ${n}` });
        nc.clock.advance(100_000);
      }
      await client.users.edit('admin', { role: 'last' });
      assert.equal(nc.state.users.get('admin')?.role, 'last');
      assert.equal(waits.length, 1);
      assert.equal(waits[0]!.reason, 'rateLimit');
      assert(Math.abs(waits[0]!.ms - 301_000) < 1000, String(waits[0]!.ms));
      client.close();
    }));

  it('are known for PATCH and for collections', () =>
    withNextcloud({ rateLimits: limits }, async nc => {
      const waits: number[] = [];
      const client = clientOf(nc, { onWait: ({ ms }) => waits.push(Math.round(ms / 1000)) });
      for (const quota of ['1 GB', '2 GB', '3 GB'])
        await client.users.edit('admin', { quota, displayname: quota });
      for (const mail of ['a@example.org', 'b@example.org']) {
        await client.users.addAdditionalMail('admin', mail);
        await client.users.removeAdditionalMail('admin', mail);
      }
      assert.deepEqual(waits, [601, 61]);
      client.close();
    }));

  it('wait for the whole window if others filled it', () =>
    withNextcloud({ rateLimits: limits }, async nc => {
      const waits: number[] = [];
      const [other, client] = [clientOf(nc), clientOf(nc, { onWait: ({ ms }) => waits.push(ms) })];
      for (let n = 0; n < 3; n++) await other.users.edit('admin', { role: `role ${n}` });
      await client.users.edit('admin', { role: 'last' });
      assert(Math.abs(waits[0]! - 601_000) < 1000, String(waits[0]));
      other.close();
      client.close();
    }));

  it('apply to many edits without losing any', () =>
    withNextcloud({ rateLimits: limits }, async (nc, client) => {
      const ids = Array.from({ length: 10 }, (_, n) => nc.state.createUser({ id: `user${n}` }).id);
      await Promise.all(ids.map(id => client.users.edit(id, { role: 'member' })));
      assert(ids.every(id => nc.state.users.get(id)?.role === 'member'));
    }));

  it('can be aborted while waiting', () =>
    withNextcloud({ rateLimits: limits }, async nc => {
      const controller = new AbortController();
      const clock = clockOf(nc);
      const client = clientOf(
        nc,
        { onWait: () => controller.abort() },
        {
          ...clock,
          wait: (ms, signal) => (signal?.aborted ? Promise.reject(new Error('stopped')) : clock.wait(ms)),
        },
      );
      for (let n = 0; n < 3; n++) await client.users.edit('admin', { role: `role ${n}` });
      await failsWith('aborted', client.users.edit('admin', { role: 'last' }, { signal: controller.signal }));
      assert.equal(nc.state.users.get('admin')?.role, 'role 2');
      client.close();
    }));

  it('are given up after two windows', () =>
    withStub(
      ({ response }) => response.writeHead(429).end(),
      async (client, stub, waits) => {
        await failsWith('rateLimited', client.users.edit('bob', { role: 'x' }));
        assert.equal(waits.length, stub.exchanges.length - 1);
        assert(waits.length === 2);
      },
    ));

  it('are not waited out if unknown', () =>
    withStub(
      ({ response }) => response.writeHead(429).end(),
      async (client, stub, waits) => {
        await failsWith('rateLimited', client.groups.create('x'));
        assert.deepEqual([stub.exchanges.length, waits.length], [1, 0]);
      },
    ));
});
