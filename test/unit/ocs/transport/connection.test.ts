import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { generate } from 'selfsigned';
import { NextcloudClient, NextcloudError, type ErrorKind, type LogEntry } from '../../../../src/ocs/index.ts';
import { startNextcloud } from '../../../nextcloud/index.ts';
import { failsWith, ocs, until, withNextcloud, withStub, type Exchange } from '../support.ts';

const credentials = { user: 'admin', password: 'top secret' };
const users = (exchange: Exchange) => ocs(exchange, { users: ['bob'] });

describe('addresses', () => {
  for (const baseUrl of [
    '',
    'cloud.example.com',
    'ftp://x.org',
    'file:///etc/passwd',
    'https://me:secret@x.org/',
  ])
    it(`refuses “${baseUrl}”`, () => {
      assert.throws(
        () => new NextcloudClient({ baseUrl, credentials }),
        (error: unknown) =>
          error instanceof NextcloudError && error.kind === 'invalid' && !error.message.includes('secret'),
      );
    });

  for (const path of ['', '/', '/nextcloud', '/nextcloud/', '//other.example/x'])
    it(`keeps the path of “${path}”`, () =>
      withStub(users, async (_, stub) => {
        const client = new NextcloudClient({ baseUrl: stub.url.slice(0, -1) + path, credentials });
        await client.users.list({ search: 'a b' });
        assert.equal(
          stub.exchanges[0]!.request.url,
          `${path.replace(/\/$/, '')}/ocs/v2.php/cloud/users?search=a+b&format=json`,
        );
        client.close();
      }));
});

describe('requests and log entries', () => {
  it('send the OCS headers, and log one entry per request without values', async () => {
    const log: LogEntry[] = [];
    await withStub(
      users,
      async (client, stub) => {
        await client.users.list({ search: 'top secret' });
        const { headers } = stub.exchanges[0]!.request;
        assert.equal(headers['ocs-apirequest'], 'true');
        assert.equal(headers.accept, 'application/json');
        assert.equal(headers['user-agent'], 'tests');
        assert.deepEqual(log, [
          { method: 'GET', path: '/ocs/v2.php/cloud/users', ms: log[0]?.ms, status: 200, ocsCode: 200 },
        ]);
      },
      { log: entry => log.push(entry), userAgent: 'tests', credentials },
    );
  });

  it('reveal no secret in errors', () =>
    withStub(
      ({ request }) => request.socket.destroy(),
      async client => {
        const error = await failsWith('network', client.users.create('zoe', { password: 'hidden pass' }));
        const all = JSON.stringify([error, error.message, error.stack, error.path]);
        for (const secret of ['hidden', 'top secret', Buffer.from('admin:top secret').toString('base64')])
          assert(!all.includes(secret));
      },
      { credentials },
    ));
});

describe('redirects', () => {
  const to =
    (location: string, status = 302) =>
    ({ n, ...exchange }: Exchange) => {
      if (n > 1) {
        users({ n, ...exchange });
        return;
      }
      exchange.response.writeHead(status, { location }).end();
      return undefined;
    };

  it('are followed within the origin', () =>
    withStub(to('/moved/ocs?x=1'), async (client, stub) => {
      assert.deepEqual(await client.users.list(), ['bob']);
      assert.equal(stub.exchanges[1]!.request.url, '/moved/ocs?x=1');
    }));

  it('fail with an error that names both hosts otherwise', () =>
    withStub(to('https://evil.example/ocs'), async (client, stub) => {
      const error = await failsWith('network', client.users.list());
      assert(error.message.includes('https://evil.example') && error.message.includes(stub.url.slice(0, -1)));
      assert.equal(stub.exchanges.length, 1);
    }));

  it('refuse to turn a write into a read', () =>
    withStub(to('/elsewhere', 301), async (client, stub) => {
      await failsWith('protocol', client.groups.create('x'));
      assert.equal(stub.exchanges.length, 1);
    }));

  it('keep the method of a write for 307 and 308', () =>
    withStub(to('/elsewhere', 308), async (client, stub) => {
      await client.groups.create('x');
      assert.deepEqual(
        stub.exchanges.map(({ request, body }) => [request.method, body]),
        [
          ['POST', 'groupid=x'],
          ['POST', 'groupid=x'],
        ],
      );
    }));

  it('are limited in number', () =>
    withStub(
      ({ response }) => response.writeHead(302, { location: '/round' }).end(),
      async (client, stub) => {
        await failsWith('protocol', client.users.list());
        assert.equal(stub.exchanges.length, 6);
      },
    ));
});

describe('invalid answers', () => {
  const answers: [string, number, string, Record<string, string>, ErrorKind][] = [
    ['an empty body', 200, '', {}, 'protocol'],
    ['a page', 200, '<html><body>Hello</body></html>', { 'content-type': 'text/html' }, 'protocol'],
    ['a page that is not there', 404, '<html></html>', {}, 'protocol'],
    ['half an answer', 200, '{"ocs":{"meta":{"status":"ok","statuscode":2', {}, 'protocol'],
    ['a host that is not trusted', 400, '<html></html>', {}, 'invalid'],
    ['a missing header', 412, '{"message":"CSRF check failed"}', {}, 'protocol'],
    ['a call that is not allowed', 405, '', {}, 'unsupported'],
    ['a gateway with a sign-in of its own', 401, '', {}, 'forbidden'],
    ['a full gateway', 504, '<html></html>', {}, 'server'],
    ['a limit', 429, '', {}, 'rateLimited'],
    ['maintenance', 503, '', { 'x-nextcloud-maintenance-mode': '1' }, 'maintenance'],
  ];
  for (const [name, status, body, headers, kind] of answers)
    it(`${name}: ${kind}`, () =>
      withStub(
        exchange => {
          if (exchange.request.url?.startsWith('/ocs/v2.php/cloud/user?')) {
            ocs(exchange, { id: 'admin' });
            return;
          }
          return exchange.response.writeHead(status, headers).end(body);
        },
        async client => {
          const error = await failsWith(kind, client.users.list());
          assert.equal(error.httpStatus, status);
        },
      ));

  it('refuses a body over 64 MiB, even compressed', () =>
    withStub(
      exchange =>
        exchange.response
          .writeHead(200, { 'content-encoding': 'gzip' })
          .end(gzipSync(Buffer.alloc(65 * 1024 * 1024, ' '))),
      async client => {
        const error = await failsWith('protocol', client.users.list());
        assert.match(error.message, /64 MiB/);
      },
    ));

  it('times out without an answer', () =>
    withStub(
      () => undefined,
      async (client, stub) => {
        await failsWith('timeout', client.users.list());
        assert.equal(stub.exchanges.length, 1);
      },
      { timeoutMs: 30 },
    ));

  it('times out during an answer', () =>
    withStub(
      ({ response }) => response.writeHead(200).write('{'),
      client => failsWith('timeout', client.users.list()).then(() => undefined),
      { timeoutMs: 30 },
    ));

  it('reports an unknown host and a closed port', async () => {
    for (const baseUrl of ['http://no-such-host.invalid/', 'http://127.0.0.1:1/']) {
      const client = new NextcloudClient({ baseUrl, credentials });
      await failsWith('network', client.groups.create('x'));
      client.close();
    }
  });
});

describe('certificates', () => {
  it('are refused from an unknown authority, and accepted with `ca`', async () => {
    const pems = await generate([{ name: 'commonName', value: 'localhost' }], {
      extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
    });
    const nc = await startNextcloud({ seed: 'empty', tls: { key: pems.private, cert: pems.cert } });
    const options = { baseUrl: nc.url, credentials: nc.admin };
    const [without, withCa] = [
      new NextcloudClient(options),
      new NextcloudClient({ ...options, ca: pems.cert }),
    ];
    const error = await failsWith('tls', without.users.list());
    assert.match(error.message, /127\.0\.0\.1.*not trusted/);
    assert.deepEqual(await withCa.users.list(), ['admin']);
    without.close();
    withCa.close();
    await nc.close();
  });
});

describe('close', () => {
  it('aborts running requests and refuses new ones', () =>
    withStub(
      () => undefined,
      async (client, stub) => {
        const call = failsWith('aborted', client.users.list());
        await until(() => stub.exchanges.length === 1);
        client.close();
        await call;
        await failsWith('aborted', client.users.list());
      },
    ));

  it('lets the process exit', () =>
    withNextcloud({}, async nc => {
      const script = `
        const { NextcloudClient } = require('./src/ocs/index.ts');
        const client = new NextcloudClient(${JSON.stringify({ baseUrl: nc.url, credentials: nc.admin })});
        void client.users.list().then(ids => {
          client.close();
          console.log(ids.join());
        });`;
      const { stdout } = await promisify(execFile)(process.execPath, ['--import=tsx', '-e', script], {
        timeout: 8000,
      });
      assert.equal(stdout.trim(), 'admin');
    })).timeout(10_000);
});
