import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { HoverConsent } from '../../../src/inspect/consent.ts';
import { UserHover } from '../../../src/inspect/hover.ts';
import { Lookups } from '../../../src/inspect/lookups.ts';
import { userUri } from '../../../src/servers/uris.ts';
import { eventually } from '../../support/eventually.ts';
import { limits } from '../../support/limits.ts';
import { logLine, logText } from '../../support/logs.ts';
import { theExtension } from '../support/extension.ts';
import { makeWorld, placeOf, type World } from './world.ts';

describe('hovers over user IDs', () => {
  let world: World;
  let lookups: Lookups;
  let hover: UserHover;

  before(async () => {
    world = await makeWorld();
  });

  after(() => world.end());

  beforeEach(async () => {
    const { servers, context } = await theExtension();
    await world.allow(...world.servers);
    lookups = new Lookups();
    hover = new UserHover(servers, new HoverConsent(context.workspaceState, servers), lookups);
    world.first.requests.length = world.second.requests.length = 0;
    world.first.latencyMs = 0;
  });

  afterEach(() => lookups.dispose());

  const never = () => new vscode.CancellationTokenSource().token;

  /** The cards that our provider gives at a text. */
  const cards = async (document: vscode.TextDocument, text: string, token = never()) => {
    const shown = await hover.provideHover(document, placeOf(document, text), token);
    return (shown?.contents ?? []).map(content =>
      (content as vscode.MarkdownString).value.replaceAll('&nbsp;', ' '),
    );
  };

  /** What VS Code would show at a text, from all providers. */
  const shownAt = async (document: vscode.TextDocument, text: string) => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      placeOf(document, text),
    );
    return hovers.flatMap(({ contents }) =>
      contents.map(content => (content as vscode.MarkdownString).value),
    );
  };

  const log = () => vscode.workspace.openTextDocument({ language: 'log', content: logLine(0, 'alice') });

  describe('in each kind of file', () => {
    const files: [name: string, text: string][] = [
      ['nextcloud.log', `${logLine(1, '--', { user: '--' })}\n${logLine(0, 'alice')}`],
      ['audit.log', logLine(1, '--', { message: 'User "alice" added to group "editors"', url: '/' })],
      ['answer.json', '{\n  "ocs": { "data": [{ "uid_owner": "alice", "path": "/notes" }] }\n}'],
      ['lines.jsonl', '{"owner":"alice"}\n{"owner":"bob"}'],
      ['users.csv', 'name;User ID\n"Example; Alice";alice'],
    ];
    for (const [name, text] of files)
      it(name, async () => {
        const [card = '', ...others] = await shownAt(await world.file(name, text), 'alice');
        assert.match(card, /\*\*Alice.Example\*\*/);
        assert.match(card, /editors/);
        assert.deepEqual(others, []);
      });

    it('shows a card in output', async () => {
      const channel = vscode.window.createOutputChannel('Container');
      channel.appendLine(`nextcloud-1  | ${logLine(0, 'alice')}`);
      channel.show(true);
      const document = await eventually('the output can be read', () =>
        vscode.workspace.textDocuments.find(
          candidate => candidate.uri.scheme === 'output' && candidate.getText().includes('alice'),
        ),
      );
      assert.match((await shownAt(document, 'alice'))[0] ?? '', /Alice/);
      channel.dispose();
    });

    it('shows nothing elsewhere', async () => {
      const document = await vscode.workspace.openTextDocument({
        language: 'markdown',
        content: '{"user":"alice"}',
      });
      assert.deepEqual(await shownAt(document, 'alice'), []);
    });
  });

  it('ask for permission before asking a server', async () => {
    await world.forgetConsent();
    const [question = '', ...others] = await cards(await log(), 'alice');
    assert.match(
      question,
      /Who is “alice”\?.*command:nextcloudAdmin\.allowHovers.*command:nextcloudAdmin\.denyHovers/s,
    );
    assert.deepEqual([others, world.asked()], [[], []]);
  });

  it('are silent after the user declined', async () => {
    await vscode.commands.executeCommand('nextcloudAdmin.denyHovers');
    assert.deepEqual(await cards(await log(), 'alice'), []);
    assert.deepEqual(world.asked(), []);
  });

  it('ask only the allowed servers', async () => {
    await world.allow(world.servers[1]);
    await cards(await log(), 'alice');
    assert.deepEqual([world.first.requests.length, world.asked()], [0, ['users/alice']]);
  });

  it('let the user choose among servers', async () => {
    await world.forgetConsent();
    const { servers, context } = await theExtension();
    const allowed = () => new HoverConsent(context.workspaceState, servers).allowed;
    // VS Code tells nobody when the rows of such a pick are on screen: whoever is too early tries again.
    await eventually('both are allowed', async () => {
      const choosing = vscode.commands.executeCommand('nextcloudAdmin.allowHovers');
      await new Promise(resolve => setTimeout(resolve, 300));
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
      await choosing;
      return allowed()?.length === world.servers.length;
    });
    assert.deepEqual(allowed(), world.servers);
  });

  it('are off when the setting is off', async () => {
    const settings = vscode.workspace.getConfiguration('nextcloudAdmin');
    await settings.update('hover.enabled', false, vscode.ConfigurationTarget.Global);
    assert.deepEqual(await cards(await log(), 'alice'), []);
    await settings.update('hover.enabled', undefined, vscode.ConfigurationTarget.Global);
  });

  it('use the keys of the setting', async () => {
    const document = await world.file('other.json', '{ "author": "alice" }');
    assert.deepEqual(await cards(document, 'alice'), []);
    const settings = vscode.workspace.getConfiguration('nextcloudAdmin');
    await settings.update('inspect.userKeys', ['author'], vscode.ConfigurationTarget.Global);
    assert.equal((await cards(document, 'alice')).length, 1);
    await settings.update('inspect.userKeys', undefined, vscode.ConfigurationTarget.Global);
  });

  it('show one card for each server that knows the ID', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'log', content: logLine(0, 'bob') });
    const shown = await cards(document, 'bob');
    assert.deepEqual(
      shown.map(card =>
        world.servers.findIndex(({ id }) => card.includes(encodeURIComponent(`"serverId":"${id}"`))),
      ),
      [0, 1],
    );
  });

  it('show the facts of the user and links to commands', async () => {
    const [card = ''] = await cards(await log(), 'alice');
    for (const part of [
      'data:image/png',
      'Alice Example',
      'alice',
      'alice@example.com',
      'Enabled',
      'editors',
      'Database',
      'Never',
    ])
      assert.ok(card.includes(part), `${part}: ${card}`);
    for (const command of ['openUser', 'inspectUser', 'disableUsers', 'copyUserIds', 'openUserInWeb'])
      assert.ok(card.includes(`(command:nextcloudAdmin.${command}?`), command);
  });

  it('escape links written by a server', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'log', content: logLine(0, 'zoe') });
    const shown = await hover.provideHover(document, placeOf(document, 'zoe'), never());
    const [card] = shown?.contents as vscode.MarkdownString[];
    assert.ok(!card?.value.includes('](command:workbench'));
    assert.ok(
      !(card?.isTrusted as { enabledCommands: string[] }).enabledCommands.includes('workbench.action.quit'),
    );
  });

  it('request an ID and its avatar once, however often they are shown', async () => {
    const document = await log();
    await Promise.all([cards(document, 'alice'), cards(document, 'alice')]);
    await cards(document, 'alice');
    const paths = world.first.requests.map(({ path }) => path.replace(/.*\/(cloud|avatar)\//, '$1/'));
    assert.deepEqual(paths.sort(), ['avatar/alice/64', 'cloud/users/alice']);
  });

  it('report an unknown user once', async () => {
    const document = await vscode.workspace.openTextDocument({
      language: 'log',
      content: logLine(0, 'nobody'),
    });
    const said = [await shownAt(document, 'nobody'), await shownAt(document, 'nobody')].flat();
    assert.equal(
      said.filter(text => /There.is.no.user.“nobody”(?: |&nbsp;)on/.test(text)).length,
      4,
      said.join(),
    );
    assert.deepEqual(world.asked(), ['users/nobody', 'users/nobody']);
  });

  it('abort their requests when the mouse moves on', async () => {
    world.first.latencyMs = 2000;
    const source = new vscode.CancellationTokenSource();
    const document = await log();
    const asking = cards(document, 'alice', source.token);
    await eventually('the server was asked', () => world.asked().includes('users/alice'));
    const cancelled = Date.now();
    source.cancel();
    assert.deepEqual(await asking, []);
    assert.ok(Date.now() - cancelled < 500);
    world.first.latencyMs = 0;
    assert.equal((await cards(document, 'alice')).length, 1);
  });

  it('report why a server cannot answer', async () => {
    world.first.maintenance = true;
    await world.allow(world.servers[0]);
    assert.match((await cards(await log(), 'alice')).join(), /maintenance/i);
    world.first.maintenance = false;
    await world.servers[0].retry();
  });

  it('ask only the server of one of our documents', async () => {
    world.second.state.users.get('zoe')!.manager = 'bob';
    const document = await vscode.workspace.openTextDocument(userUri(world.servers[1].id, 'zoe'));
    world.first.requests.length = 0;
    assert.equal((await cards(document, 'bob')).length, 1);
    assert.equal(world.first.requests.length, 0);
  });

  it('are fast anywhere in a log of 45 MB', async () => {
    await world.forgetConsent();
    const document = await world.file('large.log', logText(45e6, ['alice', 'bob']));
    for (let n = 0; n < 200; n++) {
      const line = Math.floor((n * document.lineCount) / 200);
      const position = new vscode.Position(line, document.lineAt(line).text.indexOf('"user":"') + 9);
      assert.ok(await hover.provideHover(document, position, never()));
    }
  }).timeout(limits.start);
});
