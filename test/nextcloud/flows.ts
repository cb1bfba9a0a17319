import type { Clock } from './clock.ts';
import { randomToken } from './tokens.ts';
import type { State } from './state.ts';

/** A login that began in a client and is granted in a browser. */
export interface LoginFlow {
  readonly pollToken: string;
  readonly flowToken: string;
  /** Proves that the grant comes from the page that was shown. */
  readonly stateToken: string;
  /** The client's User-Agent: becomes the name of the app password. */
  readonly client: string;
  /** Milliseconds. */
  readonly startedAt: number;
  granted?: { loginName: string; appPassword: string };
}

const lifetime = 20 * 60_000;

/** https://docs.nextcloud.com/server/latest/developer_manual/client_apis/LoginFlow/index.html#login-flow-v2 */
export class LoginFlows {
  readonly #flows = new Set<LoginFlow>();
  readonly #state: State;
  readonly #clock: Clock;
  /** What the answers name instead of the server itself, for clients to refuse: `https://evil.example/`. */
  announces: { endpoint?: string; login?: string; server?: string } = {};

  constructor(state: State, clock: Clock) {
    this.#state = state;
    this.#clock = clock;
  }

  begin(client: string): LoginFlow {
    const [pollToken, flowToken, stateToken] = [randomToken(128), randomToken(128), randomToken(64)];
    const flow = { pollToken, flowToken, stateToken, client, startedAt: this.#clock.now() };
    this.#flows.add(flow);
    return flow;
  }

  /** The flow of a token from the address in the browser. */
  byFlowToken(token: string): LoginFlow | undefined {
    return this.#alive().find(({ flowToken }) => flowToken === token);
  }

  /** The newest flow that waits: what a person would see in the browser. */
  get waiting(): LoginFlow | undefined {
    return this.#alive().findLast(({ granted }) => !granted);
  }

  /** As if somebody had signed in and pressed *Grant access*; returns the app password. */
  grant(flow: LoginFlow, userId: string): string {
    const appPassword = this.#state.createAppPassword(userId, userId, flow.client);
    flow.granted = { loginName: userId, appPassword };
    return appPassword;
  }

  /** What was granted, once. */
  poll(token: string): LoginFlow['granted'] {
    const flow = this.#alive().find(({ pollToken }) => pollToken === token);
    if (flow?.granted) this.#flows.delete(flow);
    return flow?.granted;
  }

  #alive(): LoginFlow[] {
    const since = this.#clock.now() - lifetime;
    return [...this.#flows].filter(({ startedAt }) => startedAt > since);
  }
}
