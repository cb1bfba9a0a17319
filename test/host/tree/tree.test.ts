import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TreeNode } from '../../../src/tree/nodes/node.ts';
import type { TreeProvider } from '../../../src/tree/provider.ts';
import type { Options, SimulatedNextcloud } from '../../nextcloud/index.ts';
import { eventually } from '../../support/eventually.ts';
import type { Desk } from '../commands/person.ts';
import { TreeOfOneServer } from './treeOfOneServer.ts';

describe('the tree', () => {
  let tree: TreeOfOneServer;
  let nextcloud: SimulatedNextcloud;
  let desk: Desk;
  let provider: TreeProvider;

  const start = async (options: Options) => {
    tree = await TreeOfOneServer.start(options);
    ({ nextcloud, provider, desk } = tree);
  };

  afterEach(() => tree.close());

  describe('of a small server', () => {
    beforeEach(async () => {
      await start({ seed: 'empty' });
      for (const id of ['ada', 'bob', 'john doe'])
        nextcloud.state.createUser({ id, displayname: `The ${id}` });
      nextcloud.state.createGroup('a/b');
      nextcloud.state.join('ada', 'a/b');
      nextcloud.state.promote('bob', 'a/b');
    });

    it('requests nothing until a branch is expanded, then one page', async () => {
      await provider.getChildren();
      assert.deepEqual(nextcloud.requests, []);
      const users = await tree.open('Users');
      assert.deepEqual(tree.labels(await provider.getChildren(users)), [
        'All',
        'Administrators',
        'Group Administrators',
        'Disabled',
        'Recently Active',
      ]);
      nextcloud.requests.length = 0;
      const rows = await provider.getChildren(await tree.open('Users', 'All'));
      assert.deepEqual(tree.reads, ['users/details']);
      assert.deepEqual(tree.labels(rows).sort(), ['The ada', 'The bob', 'The john doe', 'admin']);
    });

    it('shows states and roles in each list', async () => {
      nextcloud.state.users.get('bob')!.enabled = false;
      assert.deepEqual(tree.labels(await provider.getChildren(await tree.open('Users', 'Administrators'))), [
        'admin',
      ]);
      assert.deepEqual(
        tree.labels(await provider.getChildren(await tree.open('Users', 'Group Administrators'))),
        ['The bob'],
      );
      assert.deepEqual(tree.descriptions(await provider.getChildren(await tree.open('Users', 'Disabled'))), [
        'bob · Disabled · Group administrator',
      ]);
      assert.deepEqual(tree.labels(await provider.getChildren(await tree.open('Groups', 'a/b', 'Members'))), [
        'The ada',
      ]);
      assert.deepEqual(
        tree.labels(await provider.getChildren(await tree.open('Groups', 'a/b', 'Group Administrators'))),
        ['The bob'],
      );
    });

    it('describes each row to screen readers', async () => {
      for (const path of [['Users', 'All'], ['Groups'], ['Apps', 'Enabled'], ['Users']])
        for (const row of await provider.getChildren(await tree.open(...path))) {
          const item = provider.getTreeItem(row);
          assert.ok(item.accessibilityInformation?.label.includes(item.label as string), row.id);
        }
    });

    it('loads a tooltip when first shown, without links or images of a server', async () => {
      const evil = '[x](command:nextcloudAdmin.removeServer) ![](https://evil.example/p.png) <img src=x>';
      nextcloud.state.users.get('ada')!.email = evil;
      const rows = await provider.getChildren(await tree.open('Users', 'All'));
      const row = rows.find(({ subject }) => subject?.kind === 'user' && subject.id === 'ada')!;
      const item = provider.getTreeItem(row);
      assert.equal(item.tooltip, undefined);
      const token = new vscode.CancellationTokenSource().token;
      const { tooltip } = await provider.resolveTreeItem(item, row, token);
      assert.ok(tooltip instanceof vscode.MarkdownString);
      assert.match(tooltip.value, /a\/b/);
      assert.doesNotMatch(tooltip.value, /\]\(command:|!\[\]\(https|<img[^\\]*>/);
      assert.ok(!tooltip.isTrusted);
    });

    it('shows an error as a row, and retries', async () => {
      const healthy = nextcloud.faults.add({ kind: 'emptyBody', times: 2, match: { path: 'cloud/users' } });
      const all = await tree.list('Users', 'All');
      const [failed] = await provider.getChildren(all);
      const item = provider.getTreeItem(failed!);
      assert.equal(item.label, 'Retry');
      assert.notEqual(item.description, '');
      assert.equal(failed!.click, 'loadMore');
      healthy();
      await all.loadMore();
      assert.equal((await provider.getChildren(all)).length, 4);
    });

    it('reloads only the changed row, and moves it to its place', async () => {
      const disabled = await tree.list('Users', 'Disabled');
      const all = await tree.list('Users', 'All');
      assert.deepEqual(tree.labels(await provider.getChildren(disabled)), ['No users']);
      await provider.getChildren(all);
      const [root] = await provider.getChildren();
      await eventually('the rows of server and list say what is known', () =>
        [root, all].every(node => tree.redrawn.includes(node)),
      );
      nextcloud.requests.length = 0;
      tree.redrawn = [];
      nextcloud.state.users.get('ada')!.enabled = false;
      desk.server.changes.fire({ kind: 'user', userId: 'ada' });
      await eventually('the row is drawn anew', () => tree.redrawn.length >= 2);
      assert.deepEqual(tree.reads, ['users/ada']);
      assert.deepEqual(
        tree.redrawn.filter(node => node !== disabled && node?.parent !== all).map(node => node?.id),
        [],
      );
      assert.deepEqual(tree.labels(await provider.getChildren(disabled)), ['The ada']);
      nextcloud.state.users.get('ada')!.enabled = true;
      desk.server.changes.fire({ kind: 'user', userId: 'ada' });
      await eventually(
        'it is gone',
        async () => tree.labels(await provider.getChildren(disabled))[0] !== 'The ada',
      );
    });

    it('says how many rows a list has, once it is known', async () => {
      const all = await tree.list('Users', 'All');
      const description = (node: TreeNode) => provider.getTreeItem(node).description;
      assert.equal(description(all), '');
      await provider.getChildren(all);
      await eventually('its row is drawn anew', () => tree.redrawn.includes(all));
      assert.equal(description(all), '4');
      const enabled = await tree.list('Apps', 'Enabled');
      await provider.getChildren(enabled);
      assert.equal(
        description(enabled),
        String([...nextcloud.state.apps.values()].filter(app => app.enabled).length),
      );
    });

    it('shows the ID of a group beside its name, unless it is the same but for spelling', async () => {
      nextcloud.state.createGroup('sales-team', 'Sales Team');
      nextcloud.state.createGroup('fachschaft', 'Fächschaft!');
      nextcloud.state.createGroup('g7', 'Choir');
      const rows = await provider.getChildren(await tree.open('Groups'));
      const shown = new Map(
        rows.map((row, index) => [tree.labels(rows)[index], tree.descriptions([row])[0]]),
      );
      assert.deepEqual(
        ['Sales Team', 'Fächschaft!', 'Choir'].map(name => shown.get(name)),
        ['0 members', '0 members', 'g7 · 0 members'],
      );
    });

    it('leaves a row of a connected server to its label, with the rest in the tooltip', async () => {
      await tree.open('Users');
      const [root] = await provider.getChildren();
      const item = provider.getTreeItem(root!);
      assert.equal(item.description, '');
      const { tooltip } = await provider.resolveTreeItem(
        item,
        root!,
        new vscode.CancellationTokenSource().token,
      );
      assert.ok(tooltip instanceof vscode.MarkdownString);
      assert.match(tooltip.value, /Role.*administrator/);
      assert.match(tooltip.value, /Version.*35/);
    });

    it('removes the row of a deleted user', async () => {
      const all = await tree.list('Users', 'All');
      await provider.getChildren(all);
      nextcloud.state.deleteUser('ada');
      desk.server.changes.fire({ kind: 'user', userId: 'ada' });
      await eventually('it is gone', async () => (await provider.getChildren(all)).length === 3);
    });

    it('shows a running action in its row', async () => {
      const [row] = await provider.getChildren(await tree.open('Users', 'Administrators'));
      await provider.busy.during(row!.subject!, 'Deleting…', () => {
        const item = provider.getTreeItem(row!);
        assert.equal(item.description, 'Deleting…');
        assert.equal((item.iconPath as vscode.ThemeIcon).id, 'loading~spin');
        return Promise.resolve();
      });
      assert.equal(provider.getTreeItem(row!).description, 'Administrator');
    });

    it('shows which apps have an update, and how many there are', async () => {
      const apps = await tree.open('Apps');
      const enabled = await tree.list('Apps', 'Enabled');
      const deck = async () =>
        (await provider.getChildren(enabled)).find(row => provider.getTreeItem(row).label === 'deck')!;
      const item = provider.getTreeItem(await deck());
      await eventually('it is known', () => provider.getTreeItem(apps).description === '3 updates');
      await eventually('it is drawn', () => tree.redrawn.includes(apps));
      assert.equal(item.contextValue, 'app;enabled;');
      const known = provider.getTreeItem(await deck());
      assert.deepEqual(
        [known.description, known.contextValue, known.accessibilityInformation?.label],
        ['update to 1.17.2', 'app;enabled;update;', 'deck, Enabled, update to 1.17.2'],
      );
      assert.equal(provider.getTreeItem(apps).contextValue, 'apps;updates;');
    });

    it('no longer shows an update that was made', async () => {
      const apps = await tree.open('Apps');
      await provider.getChildren(await tree.list('Apps', 'Enabled'));
      await eventually('it is known', () => provider.getTreeItem(apps).description === '3 updates');
      await desk.run('updateApps', { kind: 'app', server: desk.server, id: 'deck' });
      await eventually('two are left', () => provider.getTreeItem(apps).description === '2 updates');
    });

    it('shows apps where updates are not told', async () => {
      nextcloud.state.apps.get('serverinfo')!.enabled = false;
      const rows = await provider.getChildren(await tree.list('Apps', 'Enabled'));
      const isAsked = () => nextcloud.requests.some(({ path }) => path.includes('/serverinfo/'));
      await eventually('it was asked', isAsked);
      assert.ok(tree.labels(rows).includes('deck'));
      assert.equal(provider.getTreeItem(await tree.open('Apps')).contextValue, 'apps;');
    });

    it('sorts the loaded rows', async () => {
      const all = await tree.list('Users', 'All');
      await provider.getChildren(all);
      nextcloud.state.users.get('john doe')!.used = 5000;
      await all.reload();
      nextcloud.requests.length = 0;
      all.setOrder('id');
      assert.deepEqual(tree.labels(await provider.getChildren(all)), [
        'The ada',
        'admin',
        'The bob',
        'The john doe',
      ]);
      all.setOrder('used');
      assert.equal(tree.labels(await provider.getChildren(all))[0], 'The john doe');
      assert.deepEqual(tree.reads, []);
      all.setOrder('name');
      assert.match(String(provider.getTreeItem(all).description), /by Name/);
    });
  });

  it('offers only lists that the server supports', async () => {
    await start({ seed: 'empty', version: 25 });
    const users = await tree.open('Users');
    assert.deepEqual(tree.labels(await provider.getChildren(users)), [
      'All',
      'Administrators',
      'Group Administrators',
    ]);
  });

  it('reports what is wrong with a server, and what to do', async () => {
    await start({ seed: 'empty' });
    nextcloud.maintenance = true;
    const [root] = await provider.getChildren();
    const [row] = await provider.getChildren(root);
    assert.equal(row!.click, 'retryServer');
    assert.match(String(provider.getTreeItem(root!).description), /maintenance/);
  });
});
