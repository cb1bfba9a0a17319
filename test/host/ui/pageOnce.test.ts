import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openOnce } from '../../../src/ui/pageOnce.ts';

describe('openOnce', () => {
  it('gives a page to the browser once, from memory, at an address that cannot be guessed', async () => {
    const opened: string[] = [];
    const open = (url: string) => Promise.resolve(void opened.push(url));
    const isOpen = await openOnce('<p>a secret</p>', { open, resolve: page => Promise.resolve(page) });
    assert.ok(isOpen);
    const [url = ''] = opened;
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{48}$/);
    assert.equal((await fetch(new URL('/', url))).status, 404);
    assert.equal((await fetch(url, { method: 'POST' })).status, 404);
    const page = await fetch(url);
    assert.equal(page.headers.get('cache-control'), 'no-store');
    assert.equal(await page.text(), '<p>a secret</p>');
    await assert.rejects(fetch(url));
  });

  it('opens nothing where the browser would not find it', async () => {
    let asked: vscode.Uri | undefined;
    const resolve = (page: vscode.Uri) => {
      asked = page;
      return Promise.resolve(vscode.Uri.parse('https://code.example.com/proxy/9/'));
    };
    const isOpen = await openOnce('x', { open: () => Promise.reject(new Error('opened')), resolve });
    assert.equal(isOpen, false);
    await assert.rejects(fetch(String(asked)));
  });
});
