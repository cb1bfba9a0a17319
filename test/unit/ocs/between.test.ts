import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import type { ErrorKind, NextcloudClient, NextcloudError } from '../../../src/ocs/index.ts';
import { blocking, failsAs, page, says, withProxy } from './between.ts';
import type { Answer, Between } from './between.ts';

describe('a proxy that replaces every 4xx and 5xx with its own page', () => {
  const replacing: Between = { after: answer => (answer.status >= 400 ? page(answer.status) : answer) };

  it('users.create › still works: a bare 404 of the preceding check means "not found"', () =>
    withProxy(async ({ client, nextcloud, put }) => {
      put(replacing);
      await client.users.create('newbie', { password: 'correct-Horse-9' });
      assert.ok(nextcloud.state.users.has('newbie'));
    }));

  it('is named if it hides why a value was refused', () =>
    withProxy(async ({ client, put }) => {
      put(replacing);
      await failsAs(
        'invalid',
        /HTTP 4(00|22).*proxy.*hides the reason/,
        client.users.edit('alice', { phone: 'abc' }),
      );
    }));

  it('still lets missing users and groups be reported as such', () =>
    withProxy(async ({ client, put }) => {
      put(replacing);
      await failsAs('notFound', /no user “nobody”/, client.users.get('nobody'));
      await failsAs('notFound', /no group “nothing”/, client.groups.get('nothing'));
      assert.equal((await client.users.get('alice')).userId, 'alice');
    }));

  it('is not blamed before Nextcloud has answered once: the address may be wrong', () =>
    withProxy(
      async ({ client, put }) => {
        put({ before: (_request, response) => says(response, page(400)) });
        await assert.rejects(client.users.get('alice'), /trusted_domains/);
      },
      { fresh: true },
    ));
});

describe('a firewall', () => {
  for (const status of [400, 403, 405, 406, 501])
    it(`that answers PATCH with ${status} is bypassed with PUT from then on`, () =>
      withProxy(async ({ client, nextcloud, put }) => {
        put(blocking(status, 'PATCH'));
        await client.users.edit('alice', { displayname: 'A', email: 'a@example.com' });
        await client.users.edit('alice', { displayname: 'B', email: 'b@example.com' });
        const { displayname, email } = nextcloud.state.users.get('alice')!;
        assert.deepEqual([displayname, email], ['B', 'b@example.com']);
        assert.deepEqual(
          nextcloud.requests.map(({ method }) => method).filter(method => method !== 'GET'),
          Array(4).fill('PUT'),
        );
      }));

  for (const [status, method, act] of [
    [405, 'PUT', (client: NextcloudClient) => client.users.disable('alice')],
    [405, 'DELETE', (client: NextcloudClient) => client.users.delete('alice')],
    [501, 'DELETE', (client: NextcloudClient) => client.groups.delete('crew')],
    [403, 'PUT', (client: NextcloudClient) => client.users.disable('alice')],
    [403, 'POST', (client: NextcloudClient) => client.groups.create('new')],
  ] as const)
    it(`that answers ${method} with ${status} is named, together with what to allow`, () =>
      withProxy(async ({ client, put }) => {
        put(blocking(status, method));
        await failsAs(
          'forbidden',
          new RegExp(`in front of .*${method}.*allow .*PUT.*below /ocs/`, 's'),
          act(client),
        );
        put({});
        await act(client);
      }));

  it('that blocks a call does not make the call count as unsupported', () =>
    withProxy(async ({ client, put }) => {
      put(blocking(405, 'PUT'));
      await failsAs('forbidden', /blocks PUT/, client.groups.rename('crew', 'The Crew'));
    }));
});

describe('status codes from proxies', () => {
  const statuses: [status: number, kind: ErrorKind, pattern: RegExp][] = [
    [406, 'forbidden', /firewall.*406/],
    [507, 'server', /out of space.*507/],
    [509, 'server', /bandwidth.*509/],
    [418, 'protocol', /in front of .*418/],
    [451, 'protocol', /in front of .*451/],
    ...[502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 527, 530].map(
      status => [status, 'server', new RegExp(`gateway.*${status}`)] as [number, ErrorKind, RegExp],
    ),
  ];
  for (const [status, kind, pattern] of statuses)
    it(`explains ${status}`, () =>
      withProxy(async ({ client, put }) => {
        put({ before: (_request, response) => says(response, page(status)) });
        await failsAs(kind, pattern, client.users.get('alice'));
        put({});
        assert.equal((await client.users.get('alice')).userId, 'alice');
      }));

  for (const status of [502, 504, 520, 524])
    it(`retries reads after ${status}`, () =>
      withProxy(async ({ client, put }) => {
        let failures = 2;
        put({ before: (_request, response) => failures-- > 0 && says(response, page(status)) });
        assert.equal((await client.users.get('alice')).userId, 'alice');
      }));
});

describe('a sign-in page in front of the API', () => {
  const redirect = (location: string): Between => ({
    before: (_request, response) =>
      says(response, { status: 302, headers: { location }, body: Buffer.alloc(0) }),
  });

  for (const [what, between] of [
    [
      'a redirect to an identity provider',
      redirect('https://idp.example.com/realms/x/protocol/openid-connect/auth?x=1'),
    ],
    [
      'a redirect to a page of the same host',
      {
        before: ({ url = '' }, response) =>
          url.startsWith('/login')
            ? says(response, page(200, '<form><input type="password"></form>'))
            : says(response, { status: 302, headers: { location: '/login' }, body: Buffer.alloc(0) }),
      },
    ],
    [
      'a page with 200',
      { before: (_request, response) => says(response, page(200, '<input type="password">')) },
    ],
  ] as [string, Between][])
    it(`is recognized: ${what}`, () =>
      withProxy(async ({ client, put }) => {
        put(between);
        const error = (await client.users.get('alice').catch((reason: unknown) => reason)) as NextcloudError;
        assert.match(error.message, /sign-in page.*\/ocs\/ and \/status\.php/s);
        assert.doesNotMatch(error.message, /use its address/);
      }));

  it('may also mean another address before Nextcloud has answered once', () =>
    withProxy(
      async ({ client, put }) => {
        put(redirect('https://cloud.example.org/'));
        await assert.rejects(client.users.get('alice'), /use its address/);
      },
      { fresh: true },
    ));
});

describe('PHP messages printed into answers', () => {
  const warning =
    '<br />\n<b>Deprecated</b>:  Return type of X should be compatible in <b>/srv/x.php</b> on line <b>12</b><br />\n';
  it('are skipped and reported once', () =>
    withProxy(async ({ client, nextcloud, notices, put }) => {
      put({ after: answer => ({ ...answer, body: Buffer.concat([Buffer.from(warning), answer.body]) }) });
      assert.equal((await client.users.get('alice')).displayName, 'Alice');
      await client.users.disable('alice');
      assert.equal(nextcloud.state.users.get('alice')!.enabled, false);
      assert.deepEqual(
        notices.map(({ kind }) => kind),
        ['phpMessages'],
      );
      assert.match(notices[0]!.text, /display_errors/);
    }));
});

describe('a wrong content encoding', () => {
  const encodings: [what: string, change: (answer: Answer) => Answer][] = [
    [
      'gzip announced but not used',
      answer => ({ ...answer, headers: { ...answer.headers, 'content-encoding': 'gzip' } }),
    ],
    [
      'br announced but not used',
      answer => ({ ...answer, headers: { ...answer.headers, 'content-encoding': 'br' } }),
    ],
    ['gzip used but not announced', answer => ({ ...answer, body: gzipSync(answer.body) })],
    [
      'gzip, as announced',
      answer => ({
        ...answer,
        headers: { ...answer.headers, 'content-encoding': 'gzip' },
        body: gzipSync(answer.body),
      }),
    ],
    [
      'an unknown one announced but not used',
      answer => ({ ...answer, headers: { ...answer.headers, 'content-encoding': 'utf-8' } }),
    ],
  ];
  for (const [what, change] of encodings)
    it(`is ignored in favor of the actual bytes: ${what}`, () =>
      withProxy(async ({ client, put }) => {
        put({ after: change });
        assert.equal((await client.users.get('alice')).displayName, 'Alice');
        await client.users.disable('alice');
      }));

  it('is explained in an error if the bytes cannot be read either way', () =>
    withProxy(async ({ client, put }) => {
      put({
        after: answer => ({
          ...answer,
          headers: { ...answer.headers, 'content-encoding': 'gzip' },
          body: Buffer.from([1, 2, 3, 4]),
        }),
      });
      await failsAs('protocol', /decompressed/, client.users.get('alice'));
    }));
});

describe('an Authorization header that never reaches PHP', () => {
  it('is named among the possible causes', () =>
    withProxy(
      async ({ client, put }) => {
        put({ before: request => (delete request.headers.authorization, false) });
        await failsAs(
          'auth',
          /password.*two-factor.*“Authorization” may not reach PHP/s,
          client.users.get('alice'),
        );
      },
      { fresh: true },
    ));
});
