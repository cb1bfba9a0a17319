import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Server } from '../../../src/servers/server.ts';
import { userUri } from '../../../src/servers/uris.ts';
import { decodeEnvelope } from '../../../src/ocs/decode/index.ts';
import { startNextcloud, type SimulatedNextcloud } from '../../nextcloud/index.ts';
import { addServer, theExtension } from '../support/extension.ts';

const link = '[click me](command:nextcloudAdmin.test.boom)';
const markup = '<img src="https://evil.example/x.png"><a href="command:nextcloudAdmin.test.boom">x</a>';

type Shown = (message: string, ...rest: unknown[]) => Thenable<unknown>;
const shows = ['showInformationMessage', 'showWarningMessage', 'showErrorMessage'] as const;

/** Notes what is shown as a notification while `act` runs; nobody answers. */
async function shownBy(act: () => unknown): Promise<string[]> {
  const shown: string[] = [];
  const window = vscode.window as unknown as Record<(typeof shows)[number], Shown>;
  const before = shows.map(name => window[name]);
  for (const name of shows)
    window[name] = (message, ...rest) => {
      shown.push(message, ...rest.filter(item => typeof item === 'string'));
      return Promise.resolve(undefined);
    };
  try {
    await act();
  } finally {
    shows.forEach((name, index) => (window[name] = before[index]!));
  }
  return shown;
}

describe('texts from a malicious server', () => {
  let nextcloud: SimulatedNextcloud;
  let server: Server;

  before(async () => {
    nextcloud = await startNextcloud({ seed: 'empty' });
    nextcloud.state.createGroup(link, markup);
    nextcloud.state.createUser({
      id: 'eve',
      displayname: link,
      role: markup,
      email: `${link}@example.com`,
      groups: [link],
      providers: { [link]: true, [markup]: true, totp: false },
    });
    nextcloud.state.createUser({ id: 'ann', manager: 'bea' });
    nextcloud.state.createUser({ id: 'bea', manager: 'ann' });
    server = await addServer(nextcloud);
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await (await theExtension()).servers.remove(server);
    await nextcloud.close();
  });

  it('are never links in messages', async () => {
    const { messages } = await theExtension();
    const shown = await shownBy(async () => {
      messages.info(link);
      messages.warn(`${link}\n${link}`);
      messages.error(new Error(link), link);
      await new Promise(resolve => setTimeout(resolve, 10));
    });
    assert(shown.length >= 3);
    for (const message of shown) assert(!message.includes(']('), message);
  });

  it('are never links in the error of a refused save', async () => {
    const uri = userUri(server.id, 'eve');
    await vscode.workspace.fs.readFile(uri);
    const text = JSON.stringify({ id: 'eve', email: link });
    const error = await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text)).then(
      () => assert.fail('an address that is none was taken'),
      (reason: unknown) => reason as Error,
    );
    assert(!error.message.includes(']('), error.message);
  });

  it('appear unchanged in documents, and as plain text elsewhere', async () => {
    const document = await vscode.workspace.openTextDocument(userUri(server.id, 'eve'));
    const content = JSON.parse(document.getText()) as Record<string, unknown>;
    assert.deepEqual([content.displayname, content.role, content.groups], [link, markup, [link]]);
  });

  it('are plain text in rows and tooltips of the tree', async () => {
    const { tree } = await theExtension();
    const rows: string[] = [];
    const factors: string[] = [];
    const walk = async (node: unknown, depth: number): Promise<void> => {
      const provider = tree.provider as vscode.TreeDataProvider<unknown>;
      for (const child of (await provider.getChildren(node)) ?? []) {
        const item = await provider.getTreeItem(child);
        const resolved =
          (await provider.resolveTreeItem?.(item, child, new vscode.CancellationTokenSource().token)) ?? item;
        const { label, description, tooltip } = resolved;
        rows.push(typeof label === 'string' ? label : (label?.label ?? ''), String(description ?? ''));
        if (tooltip instanceof vscode.MarkdownString) {
          assert.ok(!tooltip.supportHtml, 'a tooltip runs HTML');
          assert(!tooltip.value.includes('](command:nextcloudAdmin.test'), tooltip.value);
          if (tooltip.value.includes('Second factor')) factors.push(tooltip.value);
        }
        if (depth > 0) await walk(child, depth - 1);
      }
    };
    await walk(undefined, 3);
    assert(
      rows.some(row => row.includes(link)),
      'the account was not met',
    );
    assert(
      factors.some(text => text.includes('click me')),
      'the provider was not met',
    );
  });

  it('cannot cause a hang with a circle of managers', async () => {
    for (const id of ['ann', 'bea']) await vscode.workspace.fs.stat(userUri(server.id, id));
  });
});

describe('the packaged bundle', () => {
  it('reads XML, although unused parts of the parser are left out', () => {
    const body =
      '<?xml version="1.0"?><ocs><meta><status>ok</status><statuscode>100</statuscode><message>a &amp;amp; b</message></meta><data><users><element>12</element><element>alice</element></users></data></ocs>';
    assert.deepEqual(decodeEnvelope(body, 'application/xml'), {
      meta: { status: 'ok', statusCode: 100, message: 'a & b' },
      data: { users: ['12', 'alice'] },
    });
    const dtd =
      '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><ocs><meta><status>&e;</status></meta></ocs>';
    assert.throws(() => decodeEnvelope(dtd, 'application/xml'));
  });
});
