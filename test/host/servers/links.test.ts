import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { LinkHandler } from '../../../src/servers/uriHandler.ts';
import { startNextcloud } from '../../nextcloud/index.ts';
import { openWindow, setServers, type SharedSecrets, type TestWindow } from './window.ts';

describe('a link that adds a server', () => {
  let window: TestWindow & { secrets: SharedSecrets };

  beforeEach(async () => {
    window = await openWindow();
  });

  afterEach(async () => {
    window.dispose();
    await setServers(undefined);
  });

  const follow = (query: string, path = '/add') =>
    new LinkHandler(window.servers, window).handleUri(
      vscode.Uri.from({ scheme: vscode.env.uriScheme, authority: 'nextcloud-admin.nextcloud-admin', path, query }),
    );
  const link = (address: string) => `url=${encodeURIComponent(address)}`;

  it('asks first, and does nothing without consent', async () => {
    window.prompts.answer(false);
    await follow(link('https://cloud.example.com/nextcloud'));
    const [question, ...more] = window.prompts.asked;
    assert.match(question!.text, /^Add the server cloud\.example\.com\?\n.*https:\/\/cloud\.example\.com\/nextcloud\//);
    assert.deepEqual(more, []);
  });

  it('only fills in the address, and leaves the next step to the user', async () => {
    const nextcloud = await startNextcloud();
    try {
      window.prompts.answer(true, undefined);
      await follow(`${link(nextcloud.url)}&user=admin&password=${nextcloud.admin.password}&token=x`);
      assert.equal(window.prompts.asked[1]?.value, nextcloud.url);
      assert.deepEqual(nextcloud.requests, []);
      assert.equal(window.secrets.values.size, 0);
    } finally {
      await nextcloud.close();
    }
  });

  const shownAs: Record<string, string> = {
    'https://admin:secret@cloud.example.com/': 'https://cloud.example.com/',
    'https://cloud.example.com@evil.example/': 'https://evil.example/',
    'https://cloud.example.com%2f@evil.example/': 'https://evil.example/',
    'https://сloud.example.com/': 'https://xn--loud-k6d.example.com/',
    'https://cloud.example.com/\u202egpj.exe': 'https://cloud.example.com/%E2%80%AEgpj.exe/',
    'https://cloud.example.com/[x](command:workbench.action.quit)': 'https://cloud.example.com/[x](command:workbench.action.quit)/',
    'https://cloud.example.com/a\nb': '',
    'https://cloud.example.com/?user=admin#password': 'https://cloud.example.com/',
    'HTTPS:\\\\cloud.example.com\\a': '',
  }; // prettier-ignore

  for (const [address, shown] of Object.entries(shownAs))
    it(`shows “${address}” as ${shown || 'nothing'}`, async () => {
      if (shown) window.prompts.answer(true, undefined);
      await follow(link(address));
      assert.equal(window.prompts.asked[1]?.value ?? '', shown);
    });

  const refused = ['', link(''), link('cloud.example.com'), link('javascript:alert(1)'), link('file:///etc/passwd'), link('command:workbench.action.quit'), link('https://'), link('https://a b/'), link(`https://cloud.example.com/${'a'.repeat(1000)}`), 'address=https://cloud.example.com'];
  for (const query of refused)
    it(`is ignored with “${query.slice(0, 60)}”`, async () => {
      await follow(query);
      assert.deepEqual(window.prompts.asked, []);
      assert.equal(window.messages.texts.length, 1);
    });

  for (const path of ['', '/', '/remove', '/add/', '/ADD'])
    it(`is ignored for “${path}”`, async () => {
      await follow(link('https://cloud.example.com'), path);
      assert.deepEqual(window.prompts.asked, []);
    });
}); // prettier-ignore
