import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { userUri } from '../../../src/servers/uris.ts';
import { eventually } from '../../support/eventually.ts';
import { acceptRow, inPick, nextRow } from '../support/picks.ts';
import { logLine } from '../../support/logs.ts';
import { inspected, makeWorld, placeOf, type World } from './world.ts';

describe('Inspect User', () => {
  let world: World;

  before(async () => {
    world = await makeWorld();
  });

  after(() => world.end());

  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  const isShown = (name: string) => eventually(`${name} is shown`, () => inspected().includes(name));
  const inspect = (argument?: unknown) =>
    vscode.commands.executeCommand('nextcloudAdmin.inspectUser', argument);
  const text = (content: string, language = 'markdown') =>
    vscode.workspace.openTextDocument({ content, language });

  /** Puts the cursor into a text of a document. */
  const pointAt = async (document: vscode.TextDocument, word: string) => {
    const place = placeOf(document, word);
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(place, place);
    // A view that was opened before may take the focus late.
    await eventually('the text has the focus', async () => {
      if (vscode.window.activeTextEditor?.document === document) return true;
      await vscode.window.showTextDocument(document);
      return false;
    });
    return editor;
  };

  it('uses the word under the cursor, without punctuation', async () => {
    await pointAt(await text('Please ask alice.'), 'alice');
    await inspect();
    await isShown('Alice Example');
  });

  it('uses email addresses', async () => {
    await pointAt(await text("mail('alice@example.com')"), 'alice');
    await inspect();
    await isShown('Alice Example');
  });

  it('uses a selected name', async () => {
    const editor = await pointAt(await text('by Alice Example, 2026'), 'Alice');
    editor.selection = new vscode.Selection(0, 3, 0, 16);
    await inspect();
    await isShown('Alice Example');
  });

  it('uses the ID in a log line as it is written', async () => {
    await pointAt(await text(logLine(0, 'alice', { user: 'al\u0069ce' }), 'log'), 'alice');
    await inspect();
    await isShown('Alice Example');
  });

  it('works in diff editors', async () => {
    const [left, right] = [await text('bob'), await text('alice')];
    await vscode.commands.executeCommand('vscode.diff', left.uri, right.uri);
    await eventually('the diff has the focus', () => vscode.window.activeTextEditor?.document === right);
    await inspect();
    await isShown('Alice Example');
  });

  it('works in output', async () => {
    const channel = vscode.window.createOutputChannel('Logins');
    channel.appendLine('login of alice, then of bob');
    channel.show();
    const editor = await eventually('the output has the focus', () => {
      const { activeTextEditor } = vscode.window;
      return activeTextEditor?.document.getText().includes('login of') ? activeTextEditor : undefined;
    });
    const place = placeOf(editor.document, 'alice');
    editor.selection = new vscode.Selection(place, place);
    await inspect(editor.document.uri);
    await isShown('Alice Example');
    channel.dispose();
  });

  it('uses the user under the cursor in one of our documents, or else the document’s own', async () => {
    world.first.state.users.get('bob')!.manager = 'alice';
    const document = await vscode.workspace.openTextDocument(userUri(world.servers[0].id, 'bob'));
    await pointAt(document, 'alice');
    await inspect(document.uri);
    await isShown('Alice Example');
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    await inspect(document.uri);
    await isShown('Bob Builder');
  });

  it('uses what menus and links pass', async () => {
    await inspect({ serverId: world.servers[1].id, id: 'zoe' });
    await isShown('Zoe [x](command:workbench.action.quit)');
  });

  it('lets the user choose among several matches', async () => {
    world.second.state.users.get('bob')!.displayname = 'Bob of the second';
    await pointAt(await text('bob'), 'bob');
    await inPick(() => inspect(), nextRow, acceptRow);
    await isShown('Bob of the second');
  });

  it('shows nothing if no user matches', async () => {
    await pointAt(await text('nobody.at.all'), 'nobody');
    await inspect();
    assert.deepEqual(inspected(), []);
  });

  it('reads each user once, with record and raw answer', async () => {
    world.first.requests.length = 0;
    await inspect({ serverId: world.servers[0].id, id: 'alice' });
    await isShown('Alice Example');
    const reads = world.first.requests.filter(({ path }) => path.endsWith('/users/alice'));
    assert.equal(reads.length, 1);
  });

  it('shows one view per user, however often it is opened', async () => {
    const alice = { serverId: world.servers[0].id, id: 'alice' };
    await inspect(alice);
    await inspect(alice);
    await isShown('Alice Example');
    assert.deepEqual(inspected(), ['Alice Example']);
  });
});
