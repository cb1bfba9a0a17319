import assert from 'node:assert/strict';
import { candidates, isLoopback, isPlainHttp } from '../../../src/servers/address.ts';

const secure = 'https://cloud.example.com';
const plain = 'http://cloud.example.com';

describe('candidates', () => {
  const forms: Record<string, string[]> = {
    'cloud.example.com': [`${secure}/`, `${plain}/`],
    '  cloud.example.com/  ': [`${secure}/`, `${plain}/`],
    '//cloud.example.com': [`${secure}/`, `${plain}/`],
    '<https://cloud.example.com>': [`${secure}/`],
    'HTTPS://Cloud.Example.COM': [`${secure}/`],
    'https://cloud.example.com:443/': [`${secure}/`],
    'http://cloud.example.com:8080': [`${plain}:8080/`],
    'cloud.example.com:8443': [`${secure}:8443/`, `${plain}:8443/`],
    'https://cloud.example.com/nextcloud': [`${secure}/nextcloud/`, `${secure}/`],
    'https://cloud.example.com//nextcloud//': [`${secure}/nextcloud/`, `${secure}/`],
    'https://cloud.example.com/nextcloud/index.php/apps/files/?dir=/a&fileid=3': [`${secure}/nextcloud/`, `${secure}/`],
    'https://cloud.example.com/nextcloud/status.php': [`${secure}/nextcloud/`, `${secure}/`],
    'https://cloud.example.com/apps/files': [`${secure}/apps/files/`, `${secure}/apps/`, `${secure}/`],
    'https://cloud.example.com/index.php/login#top': [`${secure}/`],
    'davs://cloud.example.com/remote.php/dav/files/alice': [`${secure}/`],
    'webdav://cloud.example.com/remote.php/webdav': [`${plain}/`],
    'https://alice:secret@cloud.example.com/': [`${secure}/`],
    'alice@cloud.example.com': [`${secure}/`, `${plain}/`],
    'https://wolke.müller.example/': ['https://wolke.xn--mller-kva.example/'],
    '[::1]:8080': ['https://[::1]:8080/', 'http://[::1]:8080/'],
    'localhost:8080/nc': [
      'https://localhost:8080/nc/', 'https://localhost:8080/', 'http://localhost:8080/nc/', 'http://localhost:8080/',
    ],
    '': [],
    'not an address': [],
    'ftp://cloud.example.com': [],
    'file:///etc/passwd': [],
    'javascript:alert(1)': [],
    'command://workbench.action.quit': [],
    'https://': [],
  }; // prettier-ignore

  for (const [address, urls] of Object.entries(forms))
    it(`“${address}”: ${urls[0] ?? 'nothing'}`, () => assert.deepEqual(candidates(address), urls));
});

describe('isLoopback', () => {
  for (const host of ['localhost', 'nc.localhost', '127.0.0.1', '127.1', '127.8.9.10', '[::1]'])
    it(host, () => {
      assert.ok(isLoopback(`http://${host}:8080/`));
      assert.ok(!isPlainHttp(`http://${host}:8080/`));
    });

  for (const host of [
    'localhost.example.com',
    '127.0.0.1.example.com',
    'notlocalhost',
    '10.0.0.1',
    '0.0.0.0',
  ])
    it(`not ${host}`, () => {
      assert.ok(!isLoopback(`http://${host}/`));
      assert.ok(isPlainHttp(`http://${host}/`));
      assert.ok(!isPlainHttp(`https://${host}/`));
    });
});
