import type { NextcloudClient } from '../ocs/index.ts';
import { NextcloudError } from '../ocs/index.ts';
import type { Change } from '../servers/changes.ts';
import type { Server } from '../servers/server.ts';
import { isListOf } from './nodes/list.ts';
import type { ListNode, RowKind, Rows } from './nodes/list.ts';
import type { TreeNode } from './nodes/node.ts';

/** Collects changes for this long: a bulk run reports them one by one. */
const gatherMs = 100;

/** Up to this many objects of a kind are read one by one; with more, their lists are reloaded. */
const mostSingle = 20;

/** Asks the server again for what was changed and is on screen, and for nothing else. */
export class Rereader {
  readonly #server: Server;
  readonly #nodes: () => Iterable<TreeNode>;
  readonly #listening: { dispose(): unknown };
  #gathered: Change[] = [];
  #timer: NodeJS.Timeout | undefined;

  /** `nodes`: everything loaded of this server. */
  constructor(server: Server, nodes: () => Iterable<TreeNode>) {
    this.#server = server;
    this.#nodes = nodes;
    this.#listening = server.changes.onDidChange(change => {
      this.#gathered.push(change);
      this.#timer ??= setTimeout(() => void this.#flush(), gatherMs);
    });
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#listening.dispose();
  }

  async #flush(): Promise<void> {
    this.#timer = undefined;
    const changes = this.#gathered.splice(0);
    await Promise.all([this.#users(changes), this.#groups(changes), this.#apps(changes)]);
  }

  async #users(changes: Change[]): Promise<void> {
    const ids = new Set(changes.flatMap(change => (change.kind === 'user' ? [change.userId] : [])));
    const lists = this.#lists('users');
    if (changes.some(({ kind }) => kind === 'users') || ids.size > mostSingle) return reload(lists);
    await Promise.all([...ids].map(id => this.#one(lists, id, client => client.users.get(id))));
  }

  async #groups(changes: Change[]): Promise<void> {
    const ids = new Set(changes.flatMap(change => (change.kind === 'group' ? [change.groupId] : [])));
    const lists = this.#lists('groups');
    if (changes.some(({ kind }) => kind === 'groups') || ids.size > mostSingle) return reload(lists);
    await Promise.all([...ids].map(id => this.#one(lists, id, client => client.groups.get(id))));
  }

  // Two short requests tell which apps are enabled. There is no request for a single app.
  async #apps(changes: Change[]): Promise<void> {
    if (changes.some(({ kind }) => kind === 'app' || kind === 'apps')) await reload(this.#lists('apps'));
  }

  async #one<T>(
    lists: ListNode<T>[],
    id: string,
    read: (client: NextcloudClient) => Promise<T>,
  ): Promise<void> {
    if (lists.length === 0) return;
    try {
      const row = await this.#server.call(read);
      for (const list of lists) list.accept(row);
    } catch (error) {
      // After any other failure the row stays as it is. The writer has already reported what went wrong.
      if (error instanceof NextcloudError && error.kind === 'notFound')
        for (const list of lists) list.drop(id);
    }
  }

  /** The lists that hold rows of this kind now. */
  #lists<K extends RowKind>(rows: K): ListNode<Rows[K]>[] {
    const lists: ListNode<Rows[K]>[] = [];
    for (const node of this.#nodes()) if (isListOf(node, rows) && node.asked) lists.push(node);
    return lists;
  }
}

async function reload(lists: { reload(): Promise<void> }[]): Promise<void> {
  await Promise.all(lists.map(list => list.reload()));
}
