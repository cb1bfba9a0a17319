import { NextcloudError, type UserInfo } from '../../../src/ocs/index.ts';
import type { Change } from '../../../src/servers/changes.ts';
import type { Server } from '../../../src/servers/server.ts';

type Answer = UserInfo | NextcloudError | Promise<never>;

/** A server that holds a few accounts and remembers what was asked. */
export class FakeServer {
  readonly id: string;
  readonly label: string;
  readonly asked: string[] = [];
  readonly signals: AbortSignal[] = [];
  readonly answers = new Map<string, Answer>();
  #listener: (change: Change) => void = () => undefined;

  constructor(id: string, ...users: UserInfo[]) {
    this.id = id;
    this.label = id.toUpperCase();
    for (const user of users) this.answers.set(user.userId, user);
  }

  /** For what takes a real one. */
  get server(): Server {
    return this as unknown as Server;
  }

  readonly changes = {
    fire: (change: Change) => this.#listener(change),
    onDidChange: (listener: (change: Change) => void) => {
      this.#listener = listener;
      return { dispose: () => undefined };
    },
  };

  call<T>(run: (client: unknown) => Promise<T>): Promise<T> {
    return run({
      users: { get: this.#get, listDetails: this.#search, avatar: () => Promise.reject(new Error()) },
    });
  }

  readonly #get = (id: string, { signal }: { signal: AbortSignal }): Promise<UserInfo> => {
    this.asked.push(`get ${id}`);
    this.signals.push(signal);
    const answer =
      this.answers.get(id.toLowerCase()) ?? new NextcloudError('notFound', 'There is no such user.');
    if (answer instanceof NextcloudError) return Promise.reject(answer);
    return Promise.resolve(answer);
  };

  readonly #search = ({ search = '' }: { search?: string }): Promise<UserInfo[]> => {
    this.asked.push(`search ${search}`);
    const users = [...this.answers.values()].filter((answer): answer is UserInfo => 'userId' in answer);
    const wanted = search.toLowerCase();
    return Promise.resolve(users.filter(user => JSON.stringify(user).toLowerCase().includes(wanted)));
  };
}
