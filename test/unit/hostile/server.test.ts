import assert from 'node:assert/strict';
import { NextcloudError, startLoginFlow, type NextcloudClient } from '../../../src/ocs/index.ts';
import { failsWith, ocs, startStub, withNextcloud, withStub, type Exchange } from '../ocs/support.ts';
import { hostileTexts } from './texts.ts';

const users = '/ocs/v2.php/cloud/users';
const credentials = { user: 'admin', password: 'my secret' };

describe('IDs from a malicious server', () => {
  for (const [aim, id] of Object.entries(hostileTexts))
    it(`“${aim}”: address exactly that user, or are refused without a request`, () =>
      withStub(
        exchange => ocs(exchange, exchange.n === 1 ? { users: [id] } : { id: 'x', users: [] }),
        async (client, { exchanges }) => {
          const listed = await client.users.list().catch((error: unknown) => error);
          if (listed instanceof NextcloudError) assert.equal(listed.kind, 'protocol');
          else assert.deepEqual(listed, [id]);
          const outcome = await client.users.delete(id).catch((error: unknown) => error);
          const [request] = exchanges.slice(1).map(exchange => exchange.request);
          if (!request)
            assert(outcome instanceof NextcloudError && outcome.kind === 'invalid', String(outcome));
          else assert.equal(decodeURIComponent(new URL(request.url!, 'http://x').pathname), `${users}/${id}`);
        },
      ));

  it('stay different if they differ only by case or normal form', () =>
    withStub(
      exchange => ocs(exchange, { users: ['alice', 'ALICE', 'am\u00e9lie', 'ame\u0301lie'] }),
      async client => assert.equal(new Set(await client.users.list()).size, 4),
    ));
});

describe('endless answers', () => {
  const page = (exchange: Exchange, ids: readonly string[]) =>
    ocs(exchange, { users: Object.fromEntries(ids.map(id => [id, { id }])) });
  const all = async (client: NextcloudClient) => {
    const found: string[] = [];
    for await (const { userId } of client.users.iterate({ pageSize: 2 })) found.push(userId);
    return found;
  };

  it('the same page forever: returns what there is after a few requests', () =>
    withStub(
      exchange => page(exchange, ['alice', 'bob']),
      async (client, { exchanges }) => {
        assert.deepEqual(await all(client), ['alice', 'bob']);
        assert(exchanges.length < 10);
      },
    ));

  it('the first page for any offset: fails if not everything can be loaded', () =>
    withStub(
      exchange => {
        const { searchParams } = new URL(exchange.request.url ?? '', 'http://x');
        page(
          exchange,
          Array.from({ length: Number(searchParams.get('limit')) }, (_, n) => `u${n}`),
        );
      },
      async (client, { exchanges }) => {
        await failsWith('protocol', all(client));
        assert(exchanges.length < 15);
      },
    ));

  it('new users forever: the caller can abort', () =>
    withStub(
      exchange => page(exchange, [`a${exchange.n}`, `b${exchange.n}`]),
      async (client, { exchanges }) => {
        let count = 0;
        for await (const user of client.users.iterate({ pageSize: 2 }))
          if (user.userId && ++count === 100) break;
        const sent = exchanges.length;
        await new Promise(resolve => setTimeout(resolve, 50));
        assert(exchanges.length <= sent + 2);
      },
    ));

  it('100,000 groups of one user: are read quickly', () =>
    withStub(
      exchange =>
        ocs(exchange, { id: 'alice', groups: Array.from({ length: 100_000 }, (_, n) => `group ${n}`) }),
      async client => {
        const started = performance.now();
        assert.equal((await client.users.get('alice')).groups?.length, 100_000);
        assert(performance.now() - started < 3000);
      },
    ));

  it('a message of a megabyte: is cut to a few hundred characters', () =>
    withStub(
      exchange => ocs(exchange, [], 102, 'x'.repeat(1_000_000)),
      async client => {
        const error = await failsWith('conflict', client.groups.create('crew'));
        assert(error.message.length < 1000);
      },
    ));
});

describe('a server that redirects the secret elsewhere', () => {
  const places: Readonly<Record<string, (other: string) => string>> = {
    'another host': other => other,
    'another host without a scheme': other => other.replace('http:', ''),
    'another host with backslashes': other => other.replace('http://', '\\\\'),
    'its own host, encrypted': other => other.replace('http:', 'https:'),
    'another host, with a name and password': other => other.replace('//', '//admin:secret@'),
    'no host at all': () => 'javascript:alert(1)',
    'a file': () => 'file:///etc/passwd',
  };

  for (const [name, place] of Object.entries(places))
    for (const status of [301, 302, 303, 307, 308])
      it(`${status} to ${name}: sends nothing there, for reads and writes`, async () => {
        const other = await startStub(exchange => ocs(exchange, { users: ['eve'] }));
        await withStub(
          ({ response }) => response.writeHead(status, { location: place(other.url) }).end(),
          async client => {
            for (const call of [
              client.users.list(),
              client.users.create('zoe', { password: 'her own secret' }),
            ]) {
              const error = (await call.catch((reason: unknown) => reason)) as NextcloudError;
              assert(['network', 'protocol'].includes(error.kind), error.message);
              assert.doesNotMatch(error.message, /secret/);
            }
          },
          { credentials },
        );
        assert.equal(other.exchanges.length, 0);
        await other.close();
      });

  for (const part of ['endpoint', 'login', 'server'] as const)
    for (const address of ['https://evil.example/', 'javascript:alert(1)', 'vscode://x', ''])
      it(`a sign-in whose ${part} is “${address}” ends at once`, () =>
        withNextcloud({}, async nextcloud => {
          nextcloud.flows.announces[part] = address;
          const signIn = async () => {
            const flow = await startLoginFlow(nextcloud.url);
            nextcloud.flows.grant(nextcloud.flows.waiting!, 'admin');
            return flow.poll();
          };
          await failsWith('protocol', signIn());
        }));
});

describe('a server that fails after storing', () => {
  it('is checked again, and a stored value counts as saved', () =>
    withNextcloud({}, async (nextcloud, client) => {
      nextcloud.state.createUser({ id: 'alice' });
      nextcloud.faults.add({ kind: 'lockedAfter', match: { method: 'PUT' } });
      await client.users.edit('alice', { role: 'Chief' });
      assert.equal(nextcloud.requests.filter(({ method }) => method === 'PUT').length, 1);
    }));
});
