import '../unit/support/withoutVscode.ts';
import { NextcloudClient } from '../../src/ocs/index.ts';
import type { UserInfo } from '../../src/ocs/index.ts';
import type { Server } from '../../src/servers/server.ts';
import { Busy } from '../../src/subjects/busy.ts';
import type { ListNode } from '../../src/tree/nodes/list.ts';
import { TreeNode, type TreeContext } from '../../src/tree/nodes/node.ts';
import { userList } from '../../src/tree/nodes/users.ts';
import { mostRows, pageSize } from '../../src/tree/pages.ts';
import { usedHeap } from '../support/heap.ts';
import type { Figure } from './figures.ts';
import { time } from './sample.ts';
import { startServer } from './server.ts';

/** What a branch of all users costs with 100,000 of them on the server: time to draw its rows, and memory. */
export async function tree(): Promise<Figure[]> {
  const server = await startServer({ seed: { users: 100_000, groups: 5000 } });
  const client = new NextcloudClient({ baseUrl: server.url, credentials: server });
  try {
    await client.users.get();
    const before = megabytes();
    const list = allUsers(client);
    const first = await time(() => draw(list));
    const second = await time(() => loadUntil(list, 2000));
    await loadUntil(list, mostRows);
    const again = await time(() => draw(list));
    const kept = megabytes() - before;
    list.free();
    return [
      { what: 'tree: first 50 rows of 100,000, server without delay', unit: 'ms', value: first },
      { what: 'tree: on to 2,000 rows, page by page, each drawn', unit: 'ms', value: second },
      { what: `tree: ${mostRows} rows drawn again`, unit: 'ms', value: again },
      { what: `tree: heap of ${mostRows} rows`, unit: 'MB', value: kept, budget: { of: 'value', most: 150 } },
      {
        what: 'tree: heap after the branch was closed',
        unit: 'MB',
        value: Math.max(0, megabytes() - before),
      },
    ];
  } finally {
    client.close();
    await server.stop();
  }
}

/** Stands in for what the list lies below. */
class Root extends TreeNode {
  item(): never {
    throw new Error('This row is not drawn.');
  }
}

function allUsers(client: NextcloudClient): ListNode<UserInfo> {
  const server = { id: 'bench', call: <T>(run: (client: NextcloudClient) => Promise<T>) => run(client) };
  const context = { busy: new Busy(), refresh: () => undefined, gone: () => undefined };
  const desk = Object.create(null) as TreeContext['desk'];
  return userList(new Root({ ...context, desk }, 'root'), server as unknown as Server, {
    name: 'all',
    title: 'All',
    icon: 'person',
    page: (_client, options) => client.users.listDetails(options),
    belongs: () => true,
  });
}

async function draw(list: ListNode<UserInfo>): Promise<void> {
  for (const row of await list.children()) row.item();
}

async function loadUntil(list: ListNode<UserInfo>, rows: number): Promise<void> {
  for (let loaded = list.loaded().length; loaded < rows; loaded += pageSize) {
    await list.loadMore();
    await draw(list);
  }
}

function megabytes(): number {
  return usedHeap() / 1e6;
}
