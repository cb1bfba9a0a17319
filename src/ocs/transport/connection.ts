import http from 'node:http';
import https from 'node:https';
import tls from 'node:tls';
import fetch, { type Response } from 'node-fetch';
import PQueue from 'p-queue';
import { decodeEnvelope } from '../decode/index.ts';
import { NextcloudError } from '../errors.ts';
import type { ClientOptions, LogEntry } from '../types.ts';
import { abortable, abortedError, throwIfAborted, type Clock } from './clock.ts';
import type { CookieJar } from './cookies.ts';
import { connectionError } from './failedConnections.ts';
import { unpack } from './content.ts';
import { encodeParameters, type Answer, type Request } from './request.ts';

const maxBodyBytes = 64 * 1024 * 1024;
const maxRedirects = 5;
/** A connection that was not used for longer may be gone without a word: the machine slept, or is in another network. */
const maxIdleMs = 60_000;
/** Idle sockets are closed before servers do it, or when they announce to do it earlier. */
const idleMs = 55_000;
/** So many times longer than others may a list take. */
const slowFactor = 4;
const timedOut = Symbol('timed out');

/** What a request carries of its session. */
export interface Login {
  authorization: string;
  jar: CookieJar;
}

export type ConnectionOptions = Pick<
  ClientOptions,
  'ca' | 'userAgent' | 'timeoutMs' | 'maxConnections' | 'log'
> & {
  base: URL;
  clock: Clock;
};

/**
 * HTTP with one server: keep-alive, at most `maxConnections` requests at once, a limit of time and size,
 * redirects within the origin only, one log entry a request. Knows nothing of logins or of what an answer means.
 */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #agent: http.Agent;
  readonly #queue: PQueue;
  readonly #active = new Set<AbortController>();
  #closed = false;
  /** An answer of Nextcloud's API has come from it. */
  #isNextcloud = false;
  /** When the last answer came. */
  #lastUsed = 0;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    const concurrency = options.maxConnections ?? 4;
    this.#queue = new PQueue({ concurrency });
    this.#agent = makeAgent(options.base, options.ca, concurrency);
  }

  /** Whether Nextcloud itself has answered; from then on other answers come from something in front of it. */
  get isNextcloud(): boolean {
    return this.#isNextcloud;
  }

  get host(): string {
    return this.#options.base.host;
  }

  /** Sends one request and reads its whole answer. Throws only when there is no complete answer. */
  send(request: Request, signal: AbortSignal | undefined, login?: Login): Promise<Answer> {
    return this.#atTurn(() => this.#exchange(request, login, signal), signal);
  }

  /**
   * The same with the login that there is at its turn; without one nothing is sent, and nothing answered. `answered` is
   * told before the next request has its turn.
   */
  sendAs(
    login: () => Login | undefined,
    request: Request,
    signal: AbortSignal | undefined,
    answered: (answer: Answer, login: Login) => void,
  ): Promise<Answer | undefined> {
    return this.#atTurn(async () => {
      const current = login();
      if (!current) return undefined;
      const answer = await this.#exchange(request, current, signal);
      answered(answer, current);
      return answer;
    }, signal);
  }

  async #atTurn<T>(work: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    const admit = () => {
      throwIfAborted(signal);
      if (this.#closed) throw new NextcloudError('aborted', `The connection to ${this.host} is closed.`);
    };
    admit();
    const turn = this.#queue.add(() => {
      admit();
      return work();
    });
    return abortable(turn, signal);
  }

  /** Ends what is under way and lets go of the sockets. */
  close(): void {
    this.#closed = true;
    for (const controller of this.#active) controller.abort();
    this.#agent.destroy();
  }

  async #exchange(
    request: Request,
    login: Login | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Answer> {
    let url = this.#url(request);
    for (let hops = 0; hops <= maxRedirects; hops++) {
      const started = this.#options.clock.now();
      const log = (entry: Partial<LogEntry>) =>
        this.#options.log?.({
          method: request.method,
          path: request.path,
          ms: this.#options.clock.now() - started,
          ...entry,
        });
      try {
        const answer = await this.#fetch(url, request, login, signal);
        this.#isNextcloud ||= answer.envelope !== undefined;
        const code = answer.envelope?.meta.statusCode;
        log({ status: answer.status, ...(code === undefined ? {} : { ocsCode: code }) });
        const next = this.#redirect(url, request, answer);
        if (!next) return answer;
        url = next;
      } catch (error) {
        if (error instanceof NextcloudError && error.httpStatus === undefined) log({ error: error.message });
        throw error;
      }
    }
    throw new NextcloudError('protocol', `${this.host} redirects in a circle.`, request);
  }

  #url(request: Request): URL {
    const query = encodeParameters({
      ...request.query,
      ...(request.kind === undefined ? { format: 'json' } : {}),
    });
    const { origin, pathname } = this.#options.base;
    return new URL(`${origin}${pathname.replace(/\/+$/, '')}${request.path}${query && `?${query}`}`);
  }

  async #fetch(
    url: URL,
    request: Request,
    login: Login | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Answer> {
    const controller = new AbortController();
    const abort = () => controller.abort();
    const timeoutMs = (this.#options.timeoutMs ?? 30_000) * (request.slow ? slowFactor : 1);
    const timer = setTimeout(() => controller.abort(timedOut), timeoutMs);
    signal?.addEventListener('abort', abort, { once: true });
    this.#active.add(controller);
    if (Math.abs(this.#options.clock.now() - this.#lastUsed) > maxIdleMs) this.#dropIdle();
    try {
      const response = await fetch(url, {
        method: request.method,
        headers: this.#headers(request, login),
        body: request.form ? encodeParameters(request.form) : null,
        agent: this.#agent,
        redirect: 'manual',
        size: maxBodyBytes,
        compress: false,
        signal: controller.signal,
      });
      login?.jar.store(response.headers.raw()['set-cookie'] ?? [], this.#options.clock.now());
      const answer = await readAnswer(response, request);
      this.#lastUsed = this.#options.clock.now();
      return answer;
    } catch (cause) {
      if (controller.signal.reason === timedOut) throw this.#timeout(request, timeoutMs);
      if (controller.signal.aborted) throw abortedError();
      throw connectionError(cause, this.host, request);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      this.#active.delete(controller);
    }
  }

  /** Where one connection is dead the others are likely so, and each would take a timeout to find out. */
  #timeout(request: Request, timeoutMs: number): NextcloudError {
    this.#dropIdle();
    return new NextcloudError(
      'timeout',
      `${this.host} did not answer within ${timeoutMs / 1000} seconds.`,
      request,
    );
  }

  #dropIdle(): void {
    for (const sockets of Object.values(this.#agent.freeSockets))
      for (const socket of sockets ?? []) socket.destroy();
  }

  #headers(request: Request, login: Login | undefined): Record<string, string> {
    const cookie = login?.jar.header();
    return {
      'OCS-APIRequest': 'true',
      Accept: request.kind === 'image' ? 'image/*' : 'application/json',
      'Accept-Encoding': 'gzip, deflate, br',
      'User-Agent': this.#options.userAgent ?? 'Nextcloud Admin',
      ...(request.form && { 'Content-Type': 'application/x-www-form-urlencoded' }),
      ...(login && { Authorization: login.authorization }),
      ...(cookie !== undefined && { Cookie: cookie }),
    };
  }

  /** A Nextcloud that has answered does not move: what redirects is a sign-in page before it. */
  #redirectText(to: URL): string {
    const { origin, host } = this.#options.base;
    const isSignIn = /log-?in|sign-?in|auth|sso|saml|oidc|idp|cas|realms/i.test(to.host + to.pathname);
    if (this.#isNextcloud || isSignIn)
      return `${origin} redirects to ${to.origin}: a sign-in page stands in front of ${host}. Whoever runs it must let requests below /ocs/ and /status.php pass. Nothing was sent there.`;
    return `${origin} redirects to ${to.origin}. Nothing was sent there; if that is the right server, use its address.`;
  }

  /** Where to go on; only reads, or what keeps method and body, and only within the origin. */
  #redirect(from: URL, request: Request, answer: Answer): URL | undefined {
    const location = answer.headers.get('location');
    if (answer.status < 300 || answer.status > 399 || location === undefined) return undefined;
    const context = { ...request, httpStatus: answer.status };
    if (!URL.canParse(location, from.href))
      throw new NextcloudError('protocol', `${this.host} redirects to no valid address.`, context);
    const to = new URL(location, from);
    if (to.origin !== this.#options.base.origin)
      throw new NextcloudError('network', this.#redirectText(to), context);
    if (request.method !== 'GET' && answer.status !== 307 && answer.status !== 308)
      throw new NextcloudError(
        'protocol',
        `${this.host} redirects to another path, so nothing was changed. Check the address of the server.`,
        context,
      );
    to.username = to.password = '';
    return to;
  }
}

function makeAgent(base: URL, ca: string | Buffer | undefined, maxSockets: number): http.Agent {
  const options = { keepAlive: true, maxSockets, timeout: idleMs };
  if (base.protocol === 'http:') return new http.Agent(options);
  return new https.Agent(ca === undefined ? options : { ...options, ca: [...tls.rootCertificates, ca] });
}

async function readAnswer(response: Response, request: Request): Promise<Answer> {
  const received = new Uint8Array(await response.arrayBuffer());
  const body = await unpack(received, response.headers.get('content-encoding') ?? undefined, maxBodyBytes);
  const answer: Answer = { status: response.status, headers: new Map(response.headers), body };
  if (request.kind !== undefined) return answer;
  try {
    answer.envelope = decodeEnvelope(body, response.headers.get('content-type') ?? undefined);
  } catch (error) {
    if (!(error instanceof NextcloudError)) throw error;
    answer.problem = error;
  }
  return answer;
}
