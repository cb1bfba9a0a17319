import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import schema from '../../../media/schemas/account.json';
import type { KnownApps } from '../../../src/documents/apps/form.ts';
import { FormSession } from '../../../src/documents/forms/formSession.ts';
import type { Server } from '../../../src/servers/server.ts';
import { appsUri, userUri } from '../../../src/servers/uris.ts';
import type { AppsAction, AppsState, Changes } from '../../../src/webview/protocol.ts';
import { startNextcloud } from '../../nextcloud/index.ts';
import type { SimulatedNextcloud } from '../../nextcloud/index.ts';
import { eventually } from '../../support/eventually.ts';
import { FakePanel } from '../support/fakePanel.ts';
import { addServer, theExtension } from '../support/extension.ts';

describe('forms and their documents', () => {
  let nextcloud: SimulatedNextcloud;
  let server: Server;
  let document: vscode.TextDocument;
  let panel: FakePanel<AppsState, AppsAction>;
  let session: FormSession;

  before(async () => {
    nextcloud = await startNextcloud({ seed: 'demo' });
    server = await addServer(nextcloud);
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await (await theExtension()).servers.remove(server);
    await nextcloud.close();
  });

  beforeEach(async () => {
    const { documents } = await theExtension();
    document = await vscode.workspace.openTextDocument(appsUri(server.id));
    panel = new FakePanel();
    session = new FormSession(documents, document, panel as unknown as vscode.WebviewPanel);
    panel.send({ type: 'ready' });
    await eventually('the form is shown', () => panel.state.document);
  });

  afterEach(async () => {
    session.dispose();
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  const enabled = () => (JSON.parse(document.getText()) as { enabled: string[] }).enabled;
  const edit = async (changes: Changes) => {
    panel.send({ type: 'edit', sequence: 1, changes });
    await eventually('the host has taken it', () => panel.state.applied === 1);
  };
  const replace = async (text: string) => {
    const change = new vscode.WorkspaceEdit();
    change.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
    await vscode.workspace.applyEdit(change);
  };

  it('writes an edit into the text, and shows the text in the form', async () => {
    await edit({ enabled: ['files'] });
    assert.deepEqual(enabled(), ['files']);
    await replace('{ "id": "apps", "enabled": ["deck"] }');
    await eventually('the form follows', () => panel.state.document?.enabled?.[0] === 'deck');
  });

  it('refuses edits of unknown fields', async () => {
    const before = document.getText();
    await edit({ id: 'other' });
    assert.equal(document.getText(), before);
  });

  it('refuses edits of a read-only document, which VS Code would accept', async () => {
    const { documents } = await theExtension();
    const loaded = documents.store.lastLoaded(document.uri) as { facts: KnownApps } | undefined;
    assert.ok(loaded);
    const { facts } = loaded;
    Object.assign(loaded, { facts: { ...facts, viewer: { ...facts.viewer, role: 'subadmin' } } });
    const before = document.getText();
    await edit({ enabled: [] });
    assert.equal(document.getText(), before);
    assert.match(panel.state.readOnly ?? '', /do not have permission to change/);
    Object.assign(loaded, { facts });
  });

  it('reports where the text is invalid, shows the last valid state and refuses edits', async () => {
    await replace('{\n  "id": "apps",\n  "enabled": [\n}\n');
    await eventually('the form says so', () => panel.state.fault);
    assert.equal(panel.state.fault?.line, 4);
    assert.ok(panel.state.document?.enabled?.includes('files'));
    const before = document.getText();
    await edit({ enabled: [] });
    assert.equal(document.getText(), before);
  });

  it('saves pending input of the focused field', async () => {
    panel.pending = { enabled: enabled().filter(id => id !== 'dashboard') };
    await replace(document.getText().replace('{', '{ '));
    assert.ok(await document.save());
    assert.equal(nextcloud.state.apps.get('dashboard')?.enabled, false);
  });

  it('saves even if the form does not answer', async () => {
    await edit({ enabled: enabled().filter(id => id !== 'deck' && id !== 'files_trashbin') });
    assert.ok(await document.save());
    assert.equal(nextcloud.state.apps.get('files_trashbin')?.enabled, false);
  });
});

describe('the JSON text of documents', () => {
  let nextcloud: SimulatedNextcloud;
  let server: Server;
  let document: vscode.TextDocument;

  before(async () => {
    nextcloud = await startNextcloud({ seed: 'empty' });
    nextcloud.state.createGroup('lab', 'The "Laboratory"');
    nextcloud.state.createUser({ id: 'alice' });
    server = await addServer(nextcloud);
    document = await vscode.workspace.openTextDocument(userUri(server.id, 'alice'));
    await vscode.window.showTextDocument(document);
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await (await theExtension()).servers.remove(server);
    await nextcloud.close();
  });

  const write = async (text: string) => {
    const change = new vscode.WorkspaceEdit();
    change.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
    await vscode.workspace.applyEdit(change);
  };
  /** What is suggested where the text has a `|`. */
  const suggested = async (text: string) => {
    await write(text.replace('|', ''));
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      document.positionAt(text.indexOf('|')),
    );
    return list.items.map(({ insertText }) => insertText);
  };

  it('is completed with IDs from the server', async () => {
    assert.ok((await suggested('{ "id": "alice", "groups": ["la|"] }')).includes('"lab"'));
    assert.ok((await suggested('{ "id": "alice", "manager": "|" }')).includes('"alice"'));
    assert.ok((await suggested('{ "id": "alice", "language": "|" }')).includes('"pt_BR"'));
    assert.ok((await suggested('{ "id": "alice", "timezone": |  }')).includes('"Europe/Berlin"'));
  });

  it('is explained in hovers', async () => {
    const text = '{ "id": "alice", "quota": "5 GB" }';
    await write(text);
    const explained = async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        document.positionAt(text.indexOf('quota')),
      );
      const contents = hovers.flatMap(hover => hover.contents as vscode.MarkdownString[]);
      return contents.some(({ value }) => value.includes(schema.properties.quota.description.slice(0, 40)));
    };
    await eventually('the explanation of the schema', explained, 20_000);
  });

  it('is marked where the server would refuse a value', async () => {
    await write('{ "id": "alice", "quota": "5 GiB", "email": "a@b" }');
    const marks = () =>
      vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'Nextcloud Admin');
    await eventually('the mark', () => marks().length > 0);
    assert.deepEqual(
      marks().map(({ range }) => document.getText(range)),
      ['"5 GiB"'],
    );
  });
});
