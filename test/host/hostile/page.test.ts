import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { showPage } from '../../../src/documents/forms/page.ts';
import { theExtension } from '../support/extension.ts';

describe('the initial state of a page', () => {
  const hostile = `</script></h1><script>alert(1)</script><img src=x onerror=alert(2)><!-- <script `;

  it('cannot close its script element, whatever the server sent', async () => {
    const { context } = await theExtension();
    const webview = { html: '', cspSource: 'self', asWebviewUri: (uri: vscode.Uri) => uri };
    const opening = { state: { document: { displayname: hostile } } };
    showPage(webview as unknown as vscode.Webview, context.extensionUri, 'account', hostile, {
      heading: hostile,
      opening,
    });
    const [, ours = ''] = /<\/head>([\s\S]*?)<script nonce/.exec(webview.html) ?? [];
    assert.deepEqual(ours.match(/<\/?(script|img|h1)\b|<!--/g), ['<h1', '</h1', '<script', '</script']);
    const [, json = ''] = /<script type="application\/json"[^>]*>(.*)<\/script>/.exec(ours) ?? [];
    assert.deepEqual(JSON.parse(json), opening);
  });
});
