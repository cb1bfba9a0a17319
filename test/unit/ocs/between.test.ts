import assert from 'node:assert/strict';
import { createServer, request as httpRequest } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { NextcloudClient, NextcloudError } from '../../../src/ocs/index.ts';
import type { ErrorKind, Notice } from '../../../src/ocs/index.ts';
import { startNextcloud } from '../../nextcloud/index.ts';
import type { SimulatedNextcloud } from '../../nextcloud/index.ts';

/** What the server behind answered. */
interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** What stands between: it may answer itself, or change what comes back. */
interface Between {
  before?: (request: IncomingMessage, response: ServerResponse) => boolean;
  after?: (answer: Answer, request: IncomingMessage) => Answer;
}

interface Scene {
  nextcloud: SimulatedNextcloud;
  client: NextcloudClient;
  notices: Notice[];
  /** What stands between from now on. */
  put: (between: Between) => void;
}

/** A Nextcloud that has answered once already, unless `fresh`, and something in front of it. */
async function withProxy(use: (scene: Scene) => Promise<void>, { fresh = false } = {}): Promise<void> {
  const nextcloud = await startNextcloud({ version: 34, seed: 'empty', basePath: '' });
  nextcloud.state.createUser({ id: 'alice', displayname: 'Alice' });
  nextcloud.state.createGroup('crew');
  let between: Between = {};
  const proxy = createServer((incoming, response) => void pass(incoming, response, nextcloud, between));
  await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const notices: Notice[] = [];
  const client = new NextcloudClient(
    { baseUrl, credentials: nextcloud.admin, onNotice: notice => notices.push(notice) },
    hurried,
  );
  try {
    if (!fresh) await client.users.get('alice');
    nextcloud.requests.length = 0;
    await use({ nextcloud, client, notices, put: next => (between = next) });
  } finally {
    client.close();
    proxy.closeAllConnections();
    await new Promise(resolve => proxy.close(resolve));
    await nextcloud.close();
  }
}

const hurried = { now: () => Date.now(), wait: () => Promise.resolve() };

async function pass(
  incoming: IncomingMessage,
  response: ServerResponse,
  nextcloud: SimulatedNextcloud,
  between: Between,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  if (between.before?.(incoming, response)) return;
  const { hostname, port } = new URL(nextcloud.url);
  const headers = { ...incoming.headers, 'accept-encoding': 'identity' };
  const outgoing = httpRequest(
    { hostname, port, path: incoming.url, method: incoming.method, headers },
    answer => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        const kept = Object.entries(answer.headers).filter(
          ([name]) => !/^(content-length|transfer-encoding)$/.test(name),
        );
        const given = {
          status: answer.statusCode ?? 0,
          headers: Object.fromEntries(kept) as Record<string, string>,
          body: Buffer.concat(parts),
        };
        const { status, headers: sent, body } = between.after?.(given, incoming) ?? given;
        response.writeHead(status, sent);
        response.end(body);
      });
    },
  );
  outgoing.end(Buffer.concat(chunks));
}

const page = (status: number, text = 'Something went wrong'): Answer => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: Buffer.from(`<!DOCTYPE html><html><body>${text}</body></html>`),
});

const says = (response: ServerResponse, { status, headers, body }: Answer): true => {
  response.writeHead(status, headers).end(body);
  return true;
};

const blocking = (status: number, ...methods: string[]): Between => ({
  before: ({ method = '' }, response) => methods.includes(method) && says(response, page(status)),
});

async function failsAs(kind: ErrorKind, pattern: RegExp, promise: Promise<unknown>): Promise<void> {
  const error = await promise.then(
    () => assert.fail('it succeeded'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof NextcloudError, String(error));
  assert.match(error.message, pattern);
  assert.equal(error.kind, kind, error.message);
  assert.doesNotMatch(error.message, /trusted_domains|may not be that of a Nextcloud/);
}

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
