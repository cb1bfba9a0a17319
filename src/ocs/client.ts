import { Apps } from './apps.ts';
import { Calls } from './calls.ts';
import { Groups } from './groups/groups.ts';
import { AppConfig, Notifications, TwoFactor } from './instance.ts';
import { ServerApi } from './server.ts';
import { systemClock, type Clock } from './transport/clock.ts';
import { Trust } from './trust.ts';
import type { ClientOptions, Credentials } from './types.ts';
import { UserRecords } from './users/record.ts';
import { Users } from './users/users.ts';

/**
 * A client for one server and one user. Takes care of sessions, retries, and limits. The last parameter of every method
 * may hold a `signal`, and every failure is a `NextcloudError`.
 */
export class NextcloudClient {
  readonly users: Users;
  readonly groups: Groups;
  readonly apps: Apps;
  readonly twoFactor: TwoFactor;
  readonly appConfig: AppConfig;
  readonly notifications: Notifications;
  readonly server: ServerApi;
  readonly #calls: Calls;

  /** Sends nothing. Throws `invalid` for an invalid address. `clock` is for tests. */
  constructor(options: ClientOptions, clock: Clock = systemClock) {
    this.#calls = new Calls(options, clock);
    const trust = new Trust();
    const records = new UserRecords(this.#calls, trust);
    this.users = new Users(this.#calls, records, trust);
    this.groups = new Groups(this.#calls, records, trust);
    this.apps = new Apps(this.#calls);
    this.twoFactor = new TwoFactor(this.#calls);
    this.appConfig = new AppConfig(this.#calls);
    this.notifications = new Notifications(this.#calls);
    this.server = new ServerApi(this.#calls);
  }

  /** Signs in anew, after a rejected sign-in or as another user. Ends the session. */
  setCredentials(credentials: Credentials): void {
    this.#calls.setCredentials(credentials);
  }

  /** Ends all calls with `aborted`. The client sends nothing afterwards. */
  close(): void {
    this.#calls.close();
  }
}
