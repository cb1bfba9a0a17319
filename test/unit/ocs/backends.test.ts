import assert from 'node:assert/strict';
import { failsWith, ocs, password, withStub } from './support.ts';
import type { Exchange } from './support.ts';

const version = { major: 34, minor: 0, micro: 1, string: '34.0.1' };

/** Answers who the server is, and the rest as told. */
const serving = (answer: (exchange: Exchange, call: string) => void) => (exchange: Exchange) => {
  const call = /\/cloud\/([^?]*)/.exec(exchange.request.url ?? '')?.[1] ?? '';
  if (call === 'capabilities') ocs(exchange, { version, capabilities: [] });
  else answer(exchange, call);
};

describe('refusals by a user backend', () => {
  const refusing = (method: string, code: number, message: string) =>
    serving((exchange, call) => {
      if (exchange.request.method === method) ocs(exchange, [], code, message);
      else if (call === 'users/new') ocs(exchange, [], 404, '');
      else ocs(exchange, { id: 'jdoe', backend: 'LDAP' });
    });

  it('110: reports that an email address is required', () =>
    withStub(refusing('POST', 110, 'Required email address was not provided'), async client => {
      const error = await failsWith('invalid', client.users.create('new', { password }));
      assert.match(error.message, /requires an email address for “new”/);
    }));

  it('111: reports that no ID could be generated', () =>
    withStub(refusing('POST', 111, 'Could not create non-existing user ID'), async client => {
      const error = await failsWith('server', client.users.create('new', { password }));
      assert.match(error.message, /could not generate an ID/);
    }));

  it('112: reports that the backend manages the password', () =>
    withStub(
      refusing('PUT', 112, 'Setting the password is not supported by the users backend'),
      async client => {
        const error = await failsWith('forbidden', client.users.edit('jdoe', { password }));
        assert.match(error.message, /backend of “jdoe”/);
      },
    ));

  for (const code of [101, 103, 113])
    it(`${code} "not supported by backend": reports that the backend manages the field`, () =>
      withStub(
        refusing('PUT', code, 'Changing the display name is not supported by the user backend'),
        async client => {
          const error = await failsWith('forbidden', client.users.edit('jdoe', { displayname: 'J' }));
          assert.match(error.message, /backend/);
        },
      ));
});

describe('user IDs from a directory', () => {
  const ids = [
    'wXHHqYbG/zM16zmnKGOk1A5gNng=',
    'CN=Doe\\, Jane+J',
    'jane@example.com',
    '8a2f0d1c-9f5b-4a1e-b1a4-0d6f5a1c2e3f',
  ];
  const decoded = (call: string) => decodeURIComponent(call.replace(/^users\//, ''));

  it('listDetails › returns them all when read one by one, and reports the one that no URL can hold', () =>
    withStub(
      serving((exchange, call) => {
        if (call === 'users') ocs(exchange, { users: ids });
        else if (call === 'users/details') ocs(exchange, [], 996, 'Internal Server Error');
        else if (ids.includes(decoded(call))) ocs(exchange, { id: decoded(call), displayname: 'Somebody' });
        else ocs(exchange, [], 404, '');
      }),
      async (client, { exchanges }) => {
        const found = await client.users.listDetails({ limit: 50 });
        assert.deepEqual(
          found.map(({ userId }) => userId),
          ids,
        );
        const [slash, ...others] = found;
        assert.match(slash?.problem ?? '', /cannot be used safely in an address/);
        for (const { userId, displayName, problem } of others) {
          assert.equal(problem, undefined, userId);
          assert.equal(displayName, 'Somebody');
        }
        assert.ok(!exchanges.some(({ request }) => request.url?.includes('zM16')));
      },
    ));
});

describe('status.php of patched and themed servers', () => {
  const statusOf =
    (body: object) =>
    ({ response }: Exchange) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
  const plain = { installed: true, maintenance: false, needsDbUpgrade: false };

  for (const [what, hidden] of [
    ['empty', { version: '', versionstring: '', productname: '' }],
    ['absent', {}],
    ['of other types', { version: null, versionstring: [], productname: 7 }],
  ] as const)
    it(`status › works if versions and name are ${what}`, () =>
      withStub(statusOf({ ...plain, ...hidden }), async client => {
        const { installed, maintenance, version: told } = await client.server.status();
        assert.deepEqual([installed, maintenance, told], [true, false, undefined]);
      }));

  it('status › requires “installed” and “maintenance”', () =>
    withStub(statusOf({ version: '34.0.1.2' }), client =>
      failsWith('protocol', client.server.status()).then(() => undefined),
    ));
});
