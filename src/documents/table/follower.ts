import { NextcloudError } from '../../ocs/index.ts';
import type { NextcloudClient, UserInfo } from '../../ocs/index.ts';
import type { Change } from '../../servers/changes.ts';
import { Disposables } from '../../ui/disposables.ts';
import type { TableReader } from './reader.ts';

/** Collects changes for this long: a bulk run reports them one by one. */
const gatherMs = 100;

/** Up to this many users are read one by one; with more, pages of all of them take less time. */
const mostSingle = 50;

/** Reads anew which users of a table were changed elsewhere. */
export class TableFollower extends Disposables {
  readonly #reader: TableReader;
  readonly #group: string | null;
  #gathered: Change[] = [];
  /** What was gathered happened while pages were read. */
  #whileReading = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(reader: TableReader, group: string | null) {
    super();
    this.#reader = reader;
    this.#group = group;
    this.add(
      reader.server.changes.onDidChange(change => {
        this.#gathered.push(change);
        this.#whileReading ||= reader.isReading;
        this.#timer ??= setTimeout(() => void this.#flush(), gatherMs);
      }),
    );
  }

  override dispose(): void {
    clearTimeout(this.#timer);
    super.dispose();
  }

  async #flush(): Promise<void> {
    this.#timer = undefined;
    const changes = this.#gathered.splice(0);
    const whileReading = this.#whileReading;
    this.#whileReading = false;
    const ids = new Set(changes.flatMap(change => (change.kind === 'user' ? [change.userId] : [])));
    const isWide = changes.some(change => this.#concernsMany(change)) || ids.size > mostSingle;
    if (isWide) await this.#reader.compare();
    else if (ids.size > 0) await this.#readAnew([...ids], whileReading);
  }

  #concernsMany(change: Change): boolean {
    if (change.kind === 'users') return true;
    if (this.#group === null) return false;
    return change.kind === 'groups' || (change.kind === 'group' && change.groupId === this.#group);
  }

  /** After a failure, the rows stay as they are. Whoever made the change has reported what went wrong. */
  async #readAnew(ids: readonly string[], whileReading: boolean): Promise<void> {
    const users = new Map<string, UserInfo | undefined>();
    const read = (client: NextcloudClient) =>
      Promise.all(ids.map(async id => users.set(id, await client.users.get(id).catch(unlessOutOfSight))));
    await this.#reader.server.call(read).then(
      () =>
        this.#reader.take(
          [...users.values()].filter(user => user !== undefined),
          ids.filter(id => users.get(id) === undefined),
          whileReading,
        ),
      () => undefined,
    );
  }
}

/** Group administrators are told that they may not see whoever has left their groups. */
function unlessOutOfSight(error: unknown): undefined {
  if (error instanceof NextcloudError && ['notFound', 'forbidden'].includes(error.kind)) return undefined;
  throw error;
}
