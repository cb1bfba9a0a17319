import assert from 'node:assert/strict';
import { loadedBelow } from '../../../src/tree/nodes/node.ts';
import type { TreeProvider } from '../../../src/tree/provider.ts';
import type { SimulatedNextcloud } from '../../nextcloud/index.ts';
import { TreeOfOneServer } from './treeOfOneServer.ts';

describe('the tree of a large server', () => {
  let tree: TreeOfOneServer;
  let nextcloud: SimulatedNextcloud;
  let provider: TreeProvider;

  beforeEach(async () => {
    tree = await TreeOfOneServer.start({ seed: { users: 100_000, groups: 5_000 } });
    ({ nextcloud, provider } = tree);
  });

  afterEach(() => tree.close());

  it('shows the first 50 of 100,000 after one request, more on demand, and 5,000 at most', async () => {
    await tree.open('Users', 'All');
    nextcloud.requests.length = 0;
    const all = await tree.list('Users', 'All');
    assert.equal((await provider.getChildren(all)).length, 51);
    assert.equal(tree.reads.length, 1);
    for (let pages = 1; pages < 40; pages++) await all.loadMore();
    assert.equal((await provider.getChildren(all)).length, 2001);
    assert.equal(tree.reads.length, 40);
    for (let pages = 40; pages < 100; pages++) await all.loadMore();
    const rows = await provider.getChildren(all);
    assert.equal(rows.length, 5001);
    assert.match(tree.labels(rows.slice(-1))[0]!, /5000.*Narrow the filter/);
  }).timeout(120_000);

  it('shows groups page by page', async () => {
    await provider.getChildren(await tree.open('Groups'));
    assert.equal((await provider.getChildren(await tree.open('Groups'))).length, 51);
    assert.deepEqual(
      tree.reads.filter(path => path.startsWith('groups')),
      ['groups/details'],
    );
  });

  it('filters on the server, aborts the previous search, and restores all rows', async () => {
    const all = await tree.list('Users', 'All');
    await provider.getChildren(all);
    nextcloud.requests.length = 0;
    const target = nextcloud.state.sortedUsers[70_000]!;
    all.setFilter('zzzz');
    const first = provider.getChildren(all);
    all.setFilter(target.id);
    const rows = await provider.getChildren(all);
    await first;
    assert.ok(rows.some(({ subject }) => subject?.kind === 'user' && subject.id === target.id));
    assert.ok(tree.reads.length <= 2);
    assert.match(String(provider.getTreeItem(all).description), new RegExp(target.id));
    assert.match(provider.getTreeItem(all).contextValue!, /filtered;/);
    all.setFilter('');
    assert.equal((await provider.getChildren(all)).length, 51);
  });

  it('frees loaded rows when a branch is collapsed', async () => {
    const all = await tree.list('Users', 'All');
    await provider.getChildren(all);
    await all.loadMore();
    const [root] = await provider.getChildren();
    assert.ok([...loadedBelow(root!)].length > 100);
    provider.closed(await tree.open('Users'));
    assert.ok([...loadedBelow(root!)].length < 20);
    nextcloud.requests.length = 0;
    await provider.getChildren(all);
    assert.equal(tree.reads.length, 1);
  });
});
