import { Apps } from './apps.ts';
import { Calls } from './calls.ts';
import { Groups } from './groups.ts';
import { Server } from './server.ts';
import { systemClock, type Clock } from './transport/clock.ts';
import { Trust } from './trust.ts';
import type { ClientOptions, Credentials } from './types.ts';
import { Users } from './users.ts';

/**
 * A client for one server and one account: sessions, retries and limits are its own business. Every method's last
 * parameter may hold a `signal`; every failure is a `NextcloudError`.
 */
export class NextcloudClient {
  readonly users: Users;
  readonly groups: Groups;
  readonly apps: Apps;
  readonly server: Server;
  readonly #calls: Calls;

  /** Sends nothing. Throws `invalid` for an address that cannot be one. `clock` is for tests. */
  constructor(options: ClientOptions, clock: Clock = systemClock) {
    this.#calls = new Calls(options, clock);
    const trust = new Trust();
    this.users = new Users(this.#calls, trust);
    this.groups = new Groups(this.#calls, this.users, trust);
    this.apps = new Apps(this.#calls);
    this.server = new Server(this.#calls);
  }

  /** After a refusal, or to become somebody else: the session ends and calls are sent again. */
  setCredentials(credentials: Credentials): void {
    this.#calls.setCredentials(credentials);
  }

  /** Ends what is under way with `aborted`; nothing is sent any more. */
  close(): void {
    this.#calls.close();
  }
}
