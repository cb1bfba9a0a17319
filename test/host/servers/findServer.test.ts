import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { createServer, type RequestListener, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import { findServer } from '../../../src/servers/findServer.ts';
import { startNextcloud, type Options, type SimulatedNextcloud } from '../../nextcloud/index.ts';
import { selfSigned } from '../../support/certificates.ts';
import { openWindow, type TestWindow } from './window.ts';

describe('findServer', () => {
  let window: TestWindow;
  const opened: { close(): unknown }[] = [];

  beforeEach(async () => {
    window = await openWindow();
  });

  afterEach(async () => {
    window.dispose();
    for (const server of opened.splice(0)) await server.close();
  });

  const find = (address: string) => findServer(address, window);
  const nextcloud = async (options: Options = {}): Promise<SimulatedNextcloud> => {
    const server = await startNextcloud(options);
    opened.push(server);
    return server;
  };
  const website = async (listener: RequestListener): Promise<string> => {
    const server: HttpServer = createServer(listener);
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    opened.push(server);
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
  };

  describe('accepts any form of address', () => {
    let cloud: SimulatedNextcloud;

    before(async () => {
      cloud = await startNextcloud();
    });

    after(() => cloud.close());

    const forms = [
      'http://HOST/nextcloud/', 'http://HOST/nextcloud', 'HTTP://HOST/nextcloud//', 'HOST/nextcloud', '//HOST/nextcloud/',
      '  HOST/nextcloud  ', '<http://HOST/nextcloud/>', 'http://HOST/nextcloud/index.php', 'http://HOST/nextcloud/status.php',
      'http://HOST/nextcloud/index.php/apps/files/?dir=/&fileid=12', 'http://HOST/nextcloud/apps/files/files/12?dir=/',
      'http://HOST/nextcloud/index.php/settings/users/Musicians', 'http://HOST/nextcloud/login?redirect_url=/x#body-login',
      'http://HOST/nextcloud/remote.php/dav/files/admin/', 'http://HOST/nextcloud/ocs/v2.php/cloud/users?format=json',
      'dav://HOST/nextcloud/remote.php/dav', 'http://admin:secret@HOST/nextcloud/', 'admin@HOST/nextcloud',
      'http://HOST/nextcloud/s/AbCdEf123', 'http://HOST/nextcloud/call/x7?a#b', 'http://HOST/nextcloud/a/b/c/d/e/f/g',
    ]; // prettier-ignore

    for (const form of forms)
      it(form, async () => {
        const address = form.replace('HOST', new URL(cloud.url).host);
        cloud.requests.length = 0;
        const found = await find(address);
        assert.equal(found.url, cloud.url);
        assert.match(found.version ?? '', /^35\./);
        for (const { path, headers } of cloud.requests) {
          assert.match(path, /\/status\.php$/);
          assert.equal(headers.authorization, undefined);
          assert.equal(headers.cookie, undefined);
        }
      });
  });

  it('finds a server at the root of its host', async () => {
    const { url } = await nextcloud({ basePath: '' });
    assert.equal((await find(`${url}index.php/apps/files`)).url, url);
  });

  it('uses the deepest of several', async () => {
    const { url } = await nextcloud();
    const { host } = new URL(url);
    assert.equal((await find(`${host}/nextcloud/nextcloud`)).url, url);
  });

  const says = (sentence: RegExp) => (error: unknown) => {
    assert.match((error as Error).message, sentence);
    return true;
  };

  it('finds a server above a password-protected folder', async () => {
    const host = await website(({ url }, response) => {
      const isTop = url === '/status.php';
      response.writeHead(isTop ? 200 : 401, { 'content-type': 'application/json' });
      response.end(isTop ? JSON.stringify({ installed: true, maintenance: false }) : '');
    });
    assert.equal((await find(`http://${host}/private/folder`)).url, `http://${host}/`);
  });

  it('reports an invalid address without repeating a password in it', async () => {
    await assert.rejects(find('not an address'), says(/“not an address” is not a valid server address/));
    await assert.rejects(
      find('ftp://admin:secret@cloud'),
      says(/^(?!.*secret).*is not a valid server address/),
    );
  });

  it('reports that there is no Nextcloud for a page, a missing page and other JSON', async () => {
    const answers: RequestListener[] = [
      (_, response) => response.setHeader('content-type', 'text/html').end('<h1>Welcome</h1>'),
      (_, response) => response.writeHead(404).end(),
      (_, response) => response.end('{"status":"ok"}'),
    ];
    for (const answer of answers) {
      const host = await website(answer);
      await assert.rejects(
        find(`http://${host}/shop`),
        says(new RegExp(`No Nextcloud server found at http://${host}/shop/`)),
      );
    }
  });

  it('reports that nothing answers', async () => {
    const { url, close } = await startNextcloud().then(server => ({
      url: server.url,
      close: () => server.close(),
    }));
    await close();
    await assert.rejects(find(url), says(/127\.0\.0\.1:\d+ refused the connection/));
  });

  it('reports an unknown host', async () => {
    await assert.rejects(find('https://nobody.invalid'), says(/nobody\.invalid cannot be found/));
  });

  it('reports maintenance mode and a server that is not installed', async () => {
    const cloud = await nextcloud();
    cloud.maintenance = true;
    await assert.rejects(find(cloud.url), says(/in maintenance/));
    const status = { installed: false, maintenance: false, needsDbUpgrade: false, version: '35.0.0.2', versionstring: '35.0.0', productname: 'Nextcloud' };
    const host = await website((_, response) => response.end(JSON.stringify(status)));
    await assert.rejects(find(`http://${host}`), says(/has not been set up/));
  }); // prettier-ignore

  it('does not follow a redirect to another host, and names both', async () => {
    const { url } = await nextcloud();
    const host = await website((_, response) =>
      response.writeHead(301, { location: `${url}status.php` }).end(),
    );
    await assert.rejects(
      find(`http://${host}`),
      says(new RegExp(`http://${host} redirects to ${new URL(url).origin}`)),
    );
  });

  it('asks before connecting to another machine without encryption', async () => {
    const { url } = await nextcloud({ host: '0.0.0.0' });
    window.prompts.answer(true);
    assert.equal((await find(url)).url, url);
    assert.match(window.prompts.asked[0]!.text, /0\.0\.0\.0:\d+ without encryption/);
    window.prompts.answer(false);
    await assert.rejects(find(url), vscode.CancellationError);
  });

  describe('with an untrusted certificate', () => {
    it('shows fingerprint, names and validity, and trusts it with consent', async () => {
      const tls = await selfSigned('127.0.0.1');
      const { url } = await nextcloud({ tls });
      window.prompts.answer(true);
      const found = await find(`${url}index.php/apps/files`);
      assert.equal(found.url, url);
      assert.equal(found.certificate?.trim(), tls.cert.trim());
      const [question, ...more] = window.prompts.asked;
      const certificate = new X509Certificate(tls.cert);
      assert.deepEqual(more, []);
      for (const fact of [
        certificate.fingerprint256,
        'IP Address:127.0.0.1',
        certificate.validFrom,
        certificate.validTo,
      ])
        assert.ok(question!.text.includes(fact), `${fact} in: ${question!.text}`);
    });

    it('asks once, however many addresses it tries', async () => {
      const { url } = await nextcloud({ tls: await selfSigned('127.0.0.1') });
      window.prompts.answer(true);
      assert.equal((await find(`${url}apps/files/files/12`)).url, url);
      assert.equal(window.prompts.asked.length, 1);
    });

    it('sends nothing without consent', async () => {
      const cloud = await nextcloud({ tls: await selfSigned('127.0.0.1') });
      window.prompts.answer(false);
      await assert.rejects(find(cloud.url), vscode.CancellationError);
      assert.deepEqual(cloud.requests.filter(({ headers }) => headers.authorization), []); // prettier-ignore
    });

    it('reports a wrong name and an expired certificate, where trust does not help', async () => {
      const other = await nextcloud({ tls: await selfSigned('cloud.example.com') });
      const old = await nextcloud({ tls: await selfSigned('127.0.0.1', true) });
      window.prompts.answer(true, true);
      await assert.rejects(find(other.url), says(/issued for another name/));
      await assert.rejects(find(old.url), says(/has expired/));
    });
  });
});
