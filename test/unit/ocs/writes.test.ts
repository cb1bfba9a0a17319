import assert from 'node:assert/strict';
import { CreateError, EditError, type NextcloudClient } from '../../../src/ocs/index.ts';
import { failsWith, ocs, withStub, type Exchange } from './support.ts';

/** Takes `ms` for a write, counting those at once; every read finds nothing. */
function slowly(ms: number, answer: (exchange: Exchange) => unknown) {
  const count = { now: 0, most: 0 };
  const handle = async (exchange: Exchange) => {
    if (exchange.request.method === 'GET') return answer(exchange);
    count.most = Math.max(count.most, ++count.now);
    await new Promise(resolve => setTimeout(resolve, ms));
    count.now--;
    return answer(exchange);
  };
  return { count, handle };
}

const isWrite = ({ request }: Exchange): boolean => request.method !== 'GET';

describe('writes', () => {
  it('to different users run in parallel, at most four', () => {
    const { count, handle } = slowly(10, exchange => ocs(exchange, []));
    return withStub(
      handle,
      async client => {
        await client.groups.create('first');
        await Promise.all(Array.from({ length: 12 }, (_, n) => client.users.addToGroup(`u${n}`, 'g')));
        assert.equal(count.most, 4);
      },
      { maxConnections: 10 },
    );
  });

  it('to one user never overlap and keep their order', () => {
    const { count, handle } = slowly(5, exchange => ocs(exchange, []));
    return withStub(handle, async (client, stub) => {
      const groups = ['a', 'b', 'c', 'd'];
      await Promise.all(groups.map((group, n) => client.users.addToGroup(n % 2 ? 'bob' : 'BOB', group)));
      assert.equal(count.most, 1);
      assert.deepEqual(
        stub.exchanges.filter(isWrite).map(({ body }) => body.split('=')[1]),
        groups,
      );
    });
  });

  it('run one at a time after the first 996', () => {
    const { count, handle } = slowly(5, exchange =>
      ocs(exchange, { users: [], groups: [] }, exchange.n === 2 ? 996 : 200),
    );
    return withStub(handle, async client => {
      await client.groups.create('first');
      await client.users.addToGroup('u', 'x').catch(() => undefined);
      count.most = 0;
      await Promise.all(Array.from({ length: 6 }, (_, n) => client.users.disable(`u${n}`)));
      assert.equal(count.most, 1);
    });
  });

  it('can be aborted while waiting for their turn', () => {
    const { handle } = slowly(20, exchange => ocs(exchange, []));
    return withStub(handle, async (client, stub) => {
      const controller = new AbortController();
      const first = client.users.addToGroup('bob', 'a');
      const second = client.users.addToGroup('bob', 'b', { signal: controller.signal });
      controller.abort();
      await failsWith('aborted', second);
      await first;
      assert.equal(stub.exchanges.filter(isWrite).length, 1);
    });
  });
});

const bob = {
  id: 'bob',
  enabled: false,
  email: 'b@example.org',
  quota: { quota: 1024 ** 3 },
  displayname: 'Bob',
  groups: ['g'],
  additional_mail: [],
};

/** What a read finds after a write was answered 996, and what becomes of the write. */
const looks: [string, (client: NextcloudClient) => Promise<unknown>, stored: unknown, not: unknown][] = [
  ['users.delete', c => c.users.delete('bob'), 404, bob],
  ['users.disable', c => c.users.disable('bob'), bob, { ...bob, enabled: true }],
  ['users.enable', c => c.users.enable('bob'), { ...bob, enabled: true }, bob],
  ['users.addToGroup', c => c.users.addToGroup('bob', 'g'), { groups: ['g'] }, { groups: [] }],
  ['users.removeFromGroup', c => c.users.removeFromGroup('bob', 'g'), { groups: [] }, { groups: ['g'] }],
  ['users.promoteToSubadmin', c => c.users.promoteToSubadmin('bob', 'g'), ['g'], []],
  ['users.demoteFromSubadmin', c => c.users.demoteFromSubadmin('bob', 'g'), [], ['g']],
  ['users.edit of one field', c => c.users.edit('bob', { email: 'B@example.org' }), bob, { ...bob, email: '' }],
  ['users.edit of several', c => c.users.edit('bob', { email: 'b@example.org', quota: '1 GB' }), bob, { ...bob, email: '', quota: {} }],
  ['users.edit of a password', c => c.users.edit('bob', { password: 'x' }), undefined, bob],
  ['groups.create', c => c.groups.create('g'), { groups: [{ id: 'g', displayname: 'g' }] }, { groups: [{ id: 'g', displayname: 'g', usercount: 3 }] }],
  ['groups.delete', c => c.groups.delete('g'), { groups: [] }, { groups: [{ id: 'g' }] }],
  ['groups.rename', c => c.groups.rename('g', 'G'), { groups: [{ id: 'g', displayname: 'G' }] }, { groups: [{ id: 'g', displayname: 'g' }] }],
  ['apps.enable', c => c.apps.enable('a'), { data: 'yes' }, { data: '["staff"]' }],
  ['apps.enable for groups', c => c.apps.enable('a', { groups: ['g'] }), { data: '["g"]' }, { data: '["h"]' }],
  ['apps.enable by force', c => c.apps.enable('a', { force: true }), { data: 'yes' }, { data: '["g"]' }],
  ['appConfig.set', c => c.appConfig.set('a', 'k', 'v'), { data: 'v' }, { data: 'w' }],
  ['users.wipeDevices', c => c.users.wipeDevices('bob'), undefined, bob],
  ['groups.delete, when the look fails', c => c.groups.delete('g'), undefined, 500],
]; // prettier-ignore

describe('a write answered 996', () => {
  for (const [name, call, stored, not] of looks) {
    const handle = (found: unknown) => (exchange: Exchange) => {
      if (exchange.request.method !== 'GET') ocs(exchange, [], 996);
      else if (typeof found === 'number') ocs(exchange, [], found);
      else if (exchange.request.url?.includes('/groups/g/')) ocs(exchange, [], 404);
      else ocs(exchange, found);
    };
    if (stored !== undefined)
      it(`succeeds if it was stored: ${name}`, () =>
        withStub(handle(stored), client => call(client).then(() => undefined)));
    it(`fails if it was not stored: ${name}`, () =>
      withStub(handle(not), async (client, stub) => {
        await failsWith('server', call(client));
        assert.equal(stub.exchanges.filter(({ request }) => request.method !== 'GET').length, 1);
      }));
  }

  it('separates stored fields from failed ones', () =>
    withStub(
      exchange => (exchange.request.method === 'GET' ? ocs(exchange, bob) : ocs(exchange, [], 996)),
      async client => {
        const error = await failsWith(
          'server',
          client.users.edit('bob', { displayname: 'Bob', email: 'x@example.org' }),
        );
        assert(error instanceof EditError);
        assert.deepEqual([error.saved, [...error.failed.keys()]], [['displayname'], ['email']]);
      },
    ));

  it('on creation reports whether the user exists and what is missing', () =>
    withStub(
      exchange => {
        if (exchange.request.method === 'POST') ocs(exchange, [], 996);
        else if (exchange.n === 1) ocs(exchange, [], 404);
        else if (exchange.request.method === 'PUT') ocs(exchange, [], 996);
        else ocs(exchange, { ...bob, email: '', groups: ['g'] });
      },
      async (client, { exchanges }) => {
        const error = await failsWith(
          'server',
          client.users.create('bob', { email: 'b@example.org', groups: ['g'] }),
        );
        assert(error instanceof CreateError && error.created);
        assert.deepEqual(error.missing, ['email']);
        assert.match(error.message, /without email/);
        assert.equal(exchanges.filter(isWrite).length, 2);
      },
    ));

  it('on creation succeeds if everything was stored', () =>
    withStub(
      exchange => {
        if (exchange.request.method === 'POST') ocs(exchange, [], 996);
        else if (exchange.n === 1) ocs(exchange, [], 404);
        else ocs(exchange, bob);
      },
      async client => assert.equal(await client.users.create('bob', { email: 'b@example.org' }), 'bob'),
    ));
});
