import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { Gate } from './auth.ts';
import { Clock } from './clock.ts';
import { LoginFlows } from './flows.ts';
import { Faults, play } from './faults.ts';
import type { Fault } from './faults.ts';
import { answer, lastWords, readRequest, send } from './http.ts';
import type { HttpAnswer, ReceivedRequest, Request } from './messages.ts';
import { RateLimits, realLimits } from './limits.ts';
import type { Bucket, Limit } from './limits.ts';
import { SqliteLock } from './lock.ts';
import { seedState } from './seed/seed.ts';
import type { Seed } from './seed/seed.ts';
import { State } from './state.ts';
import { versions } from './versions.ts';
import type { Major } from './versions.ts';
import { unevenness } from './latency.ts';
import { worlds } from './worlds.ts';
import type { World, WorldName } from './worlds.ts';

export type { Fault, FaultKind } from './faults.ts';
export type { WorldName } from './worlds.ts';
export type { HttpAnswer, ReceivedRequest } from './messages.ts';
export type { App, User } from './state.ts';

export interface Options {
  /** The version to simulate; 35 by default. */
  version?: Major;
  /** The initial content of the server; `demo` by default. */
  seed?: Seed;
  /** 0 (any free port) by default. */
  port?: number;
  /** `127.0.0.1` by default. */
  host?: string;
  /** The path of Nextcloud on its host, without a trailing slash: `/nextcloud` by default. */
  basePath?: string;
  /** PEM; with it the server speaks HTTPS. */
  tls?: { key: string; cert: string };
  /** The limits of 35 on edits (`true`), others, or none, as in most recordings. */
  rateLimits?: boolean | Partial<Record<Bucket, Limit>>;
  /** Whether wrong passwords are throttled; false by default. */
  bruteForce?: boolean;
  /** The minimum duration of every request, in milliseconds. */
  latencyMs?: number;
  /** Makes `latencyMs` the median: some requests are faster, some slower, and one in ten takes five times as long. */
  uneven?: boolean;
  /** All but the first of overlapping writes are answered 996; needs latency to occur. */
  sqliteLocks?: boolean;
  /** The misbehaving worlds it simulates. */
  worlds?: readonly WorldName[];
  /** False: like Apache without `AllowEncodedSlashes`, the server does not find paths that contain `%2F`. */
  encodedSlashes?: boolean;
}

/** A stateful Nextcloud for tests and demos that answers like the recorded ones. */
export class SimulatedNextcloud {
  readonly admin = { user: 'admin', password: 'admin-Passw0rd' };
  readonly clock = new Clock();
  readonly state = new State();
  readonly gate = new Gate(this.state, this.clock);
  readonly flows = new LoginFlows(this.state, this.clock);
  readonly limits: RateLimits;
  /** Every request received, oldest first; `requests.length = 0` forgets them. */
  readonly requests: ReceivedRequest[] = [];
  readonly version;
  readonly basePath: string;
  /** Wrong passwords are throttled. */
  bruteForce: boolean;
  readonly faults = new Faults();
  /** Tests may change it at any time. The first entry with an answer wins. */
  readonly worlds: Set<WorldName>;
  maintenance = false;
  latencyMs: number;
  readonly #uneven: boolean;
  #writes = 0;
  readonly encodedSlashes: boolean;
  readonly #locks: SqliteLock | undefined;
  readonly #server: Server;
  #origin = '';

  constructor(options: Options) {
    const { version = 35, rateLimits = false, tls } = options;
    this.version = versions[version];
    this.basePath = options.basePath ?? '/nextcloud';
    this.bruteForce = options.bruteForce ?? false;
    this.latencyMs = options.latencyMs ?? 0;
    this.#uneven = options.uneven ?? false;
    this.encodedSlashes = options.encodedSlashes ?? true;
    this.#locks = options.sqliteLocks ? new SqliteLock() : undefined;
    const limits = rateLimits === true ? realLimits : rateLimits || {};
    this.limits = new RateLimits(version === 35 ? limits : {}, this.clock);
    this.worlds = new Set(options.worlds);
    seedState(this.state, options.seed ?? 'demo', this.admin, this.clock.seconds());
    for (const name of this.worlds) (worlds[name] as World).prepare?.(this.state);
    const listener = (message: IncomingMessage, response: ServerResponse) =>
      void this.#handle(message, response);
    this.#server = tls ? createTlsServer(tls, listener) : createServer(listener);
    this.#server.keepAliveTimeout = 60_000;
  }

  /** The base URL, with a trailing slash. */
  get url(): string {
    return `${this.#origin}${this.basePath}/`;
  }

  async listen(port: number, host: string): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject).listen(port, host, resolve);
    });
    const { port: chosen } = this.#server.address() as AddressInfo;
    const scheme = 'setSecureContext' in this.#server ? 'https' : 'http';
    this.#origin = `${scheme}://${host}:${chosen}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>(resolve => this.#server.close(() => resolve()));
  }

  async #handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(message, this.clock.now()).catch(() => undefined);
    if (!request) return;
    this.requests.push(request.received);
    if (!this.#locks) return this.#answer(request, response);
    await this.#locks.during(request.received, fault => this.#answer(request, response, fault));
  }

  async #answer(request: Request, response: ServerResponse, locked?: Fault): Promise<void> {
    const fault = this.faults.take(request.received) ?? locked;
    const act = () => this.#act(request);
    const sendIt = (given: HttpAnswer) => send(response, request, given, this.basePath);
    if (this.latencyMs > 0) await wait(this.latencyMs * this.#factor(request.received));
    if (fault)
      return play({
        fault,
        request: request.received,
        response,
        act,
        say: what => lastWords(this, request, what),
        send: sendIt,
      });
    const given = (await this.#answerOfWorlds(request)) ?? act();
    if (given.delayMs) await wait(given.delayMs);
    sendIt(given);
  }

  /** Of the latency. A page has the same one whoever asks; writes differ from one to the next. */
  #factor({ method, path, query }: ReceivedRequest): number {
    if (!this.#uneven) return 1;
    return unevenness(method === 'GET' ? JSON.stringify([path, query.offset]) : String(this.#writes++));
  }

  async #answerOfWorlds(request: Request): Promise<HttpAnswer | undefined> {
    const act = (without: readonly string[] = []) =>
      this.#act({ ...request, params: request.params.without(without) });
    for (const name of this.worlds) {
      const world: World = worlds[name];
      const given = await world.answer({ state: this.state, request: request.received, act });
      if (given) return given;
    }
    return undefined;
  }

  #act(request: Request): HttpAnswer {
    const given = answer(this, request);
    if (given.caller) request.received.user = given.caller.user.id;
    request.received.status = given.status;
    return given;
  }
}

/** Starts a server; `close()` it when done. */
export async function startNextcloud(options: Options = {}): Promise<SimulatedNextcloud> {
  const server = new SimulatedNextcloud(options);
  await server.listen(options.port ?? 0, options.host ?? '127.0.0.1');
  return server;
}
