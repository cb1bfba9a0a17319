import type { GroupInfo, NextcloudClient, UserInfo } from '../ocs/index.ts';
import { NextcloudError } from '../ocs/index.ts';
import type { Change } from '../servers/changes.ts';
import type { Server } from '../servers/server.ts';
import type { AppRow } from './nodes/app.ts';
import { ListNode } from './nodes/list.ts';
import type { TreeNode } from './nodes/node.ts';

/** Milliseconds in which changes are gathered: a bulk run tells one by one. */
const pause = 100;

/** As many objects of one kind are read again one by one; for more the lists are. */
const mostSingle = 20;

type Kind = 'users' | 'groups' | 'apps';

/** Reads anew what was written and is on screen, and nothing else. */
export class Refresher {
  readonly #server: Server;
  readonly #nodes: () => Iterable<TreeNode>;
  readonly #listening: { dispose(): unknown };
  #gathered: Change[] = [];
  #timer: NodeJS.Timeout | undefined;

  /** `nodes`: what is loaded of this server. */
  constructor(server: Server, nodes: () => Iterable<TreeNode>) {
    this.#server = server;
    this.#nodes = nodes;
    this.#listening = server.changes.onDidChange(change => {
      this.#gathered.push(change);
      this.#timer ??= setTimeout(() => void this.#flush(), pause);
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
    const lists = this.#lists<UserInfo>('users');
    if (changes.some(({ kind }) => kind === 'users') || ids.size > mostSingle) return reload(lists);
    await Promise.all([...ids].map(id => this.#one(lists, id, client => client.users.get(id))));
  }

  async #groups(changes: Change[]): Promise<void> {
    const ids = new Set(changes.flatMap(change => (change.kind === 'group' ? [change.groupId] : [])));
    const lists = this.#lists<GroupInfo>('groups');
    if (changes.some(({ kind }) => kind === 'groups') || ids.size > mostSingle) return reload(lists);
    await Promise.all([...ids].map(id => this.#one(lists, id, client => client.groups.get(id))));
  }

  // Two short requests tell which apps are on: there is none for a single app.
  async #apps(changes: Change[]): Promise<void> {
    if (changes.some(({ kind }) => kind === 'app' || kind === 'apps'))
      await reload(this.#lists<AppRow>('apps'));
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
      // Otherwise the row stays as it was: whoever wrote has told the person what went wrong.
      if (error instanceof NextcloudError && error.kind === 'notFound')
        for (const list of lists) list.drop(id);
    }
  }

  /** The lists that hold such rows now. */
  #lists<T>(kind: Kind): ListNode<T>[] {
    const lists: ListNode<T>[] = [];
    for (const node of this.#nodes())
      if (node instanceof ListNode && node.asked && node.spec.words.startsWith(`${kind};`))
        lists.push(node as ListNode<T>);
    return lists;
  }
}

async function reload(lists: { reload(): Promise<void> }[]): Promise<void> {
  await Promise.all(lists.map(list => list.reload()));
}
