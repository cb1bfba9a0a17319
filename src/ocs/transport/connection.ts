import * as l10n from '@vscode/l10n';
import http from 'node:http';
import https from 'node:https';
import tls from 'node:tls';
import fetch, { type Response } from 'node-fetch';
import PQueue from 'p-queue';
import { decodeEnvelope } from '../decode/index.ts';
import { NextcloudError } from '../errors.ts';
import type { ClientOptions, LogEntry } from '../types.ts';
import type { ServerAnswer } from './answer.ts';
import { abortable, abortedError, throwIfAborted, type Clock } from './clock.ts';
import type { CookieJar } from './cookies.ts';
import { connectionError } from './failedConnections.ts';
import { unpack } from './content.ts';
import { maxRedirects, redirectsInCircle, redirectTarget } from './redirects.ts';
import { encodeParameters, type Request } from './request.ts';

const maxBodyBytes = 64 * 1024 * 1024;
/** A connection idle for longer may be dead without notice: the machine slept, or joined another network. */
const maxIdleMs = 60_000;
/** Idle sockets are closed before the server does it, or earlier if it says so. */
const idleMs = 55_000;
/** Lists get this many times the timeout of other calls. */
const slowFactor = 4;
const defaultTimeoutMs = 30_000;
const timedOut = Symbol('timed out');

/** The part of a session that a request carries. */
export interface Login {
  authorization: string;
  jar: CookieJar;
}

export type HttpOptions = Pick<ClientOptions, 'ca' | 'userAgent' | 'timeoutMs' | 'maxConnections' | 'log'> & {
  base: URL;
  clock: Clock;
};

/**
 * HTTP with one server: keep-alive, at most `maxConnections` requests at once, limits on time and size, redirects within
 * the origin only, and one log entry per request. Knows nothing about sign-ins, or about what an answer means.
 */
export class HttpConnection {
  readonly #options: HttpOptions;
  readonly #agent: http.Agent;
  readonly #queue: PQueue;
  readonly #active = new Set<AbortController>();
  #closed = false;
  /** The server has answered in the format of Nextcloud's API. */
  #isNextcloud = false;
  /** When the last answer came. */
  #lastUsed = 0;

  constructor(options: HttpOptions) {
    this.#options = options;
    const concurrency = options.maxConnections ?? 4;
    this.#queue = new PQueue({ concurrency });
    this.#agent = makeAgent(options.base, options.ca, concurrency);
  }

  /** Whether Nextcloud itself has answered. From then on, any other answer comes from something in front of it. */
  get isNextcloud(): boolean {
    return this.#isNextcloud;
  }

  get host(): string {
    return this.#options.base.host;
  }

  /** Sends one request and reads its whole answer. Throws only if there is no complete answer. */
  send(request: Request, signal: AbortSignal | undefined, login?: Login): Promise<ServerAnswer> {
    return this.#atTurn(() => this.#exchange(request, login, signal), signal);
  }

  /**
   * Like `send`, with the login that is valid when the request has its turn. If there is none, nothing is sent and the
   * result is `undefined`. Calls `answered` before the next request has its turn.
   */
  sendAs(
    login: () => Login | undefined,
    request: Request,
    signal: AbortSignal | undefined,
    answered: (answer: ServerAnswer, login: Login) => void,
  ): Promise<ServerAnswer | undefined> {
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
      if (this.#closed)
        throw new NextcloudError(
          'aborted',
          l10n.t('The connection to {host} is closed.', { host: this.host }),
        );
    };
    admit();
    const turn = this.#queue.add(() => {
      admit();
      return work();
    });
    return abortable(turn, signal);
  }

  /** Aborts all requests and closes the sockets. */
  close(): void {
    this.#closed = true;
    for (const controller of this.#active) controller.abort();
    this.#agent.destroy();
  }

  async #exchange(
    request: Request,
    login: Login | undefined,
    signal: AbortSignal | undefined,
  ): Promise<ServerAnswer> {
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
        const next = redirectTarget(url, request, answer, this.#options.base, this.#isNextcloud);
        if (!next) return answer;
        url = next;
      } catch (error) {
        if (error instanceof NextcloudError && error.httpStatus === undefined) log({ error: error.message });
        throw error;
      }
    }
    throw redirectsInCircle(this.host, request);
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
  ): Promise<ServerAnswer> {
    const controller = new AbortController();
    const abort = () => controller.abort();
    const timeoutMs = (this.#options.timeoutMs ?? defaultTimeoutMs) * (request.slow ? slowFactor : 1);
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

  /** If one connection is dead the others probably are, too, and each would take a timeout to find out. */
  #timeout(request: Request, timeoutMs: number): NextcloudError {
    this.#dropIdle();
    return new NextcloudError(
      'timeout',
      l10n.t('{host} did not respond within {seconds} seconds.', {
        host: this.host,
        seconds: timeoutMs / 1000,
      }),
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
}

function makeAgent(base: URL, ca: string | Buffer | undefined, maxSockets: number): http.Agent {
  const options = { keepAlive: true, maxSockets, timeout: idleMs };
  if (base.protocol === 'http:') return new http.Agent(options);
  return new https.Agent(ca === undefined ? options : { ...options, ca: [...tls.rootCertificates, ca] });
}

async function readAnswer(response: Response, request: Request): Promise<ServerAnswer> {
  const received = new Uint8Array(await response.arrayBuffer());
  const body = await unpack(received, response.headers.get('content-encoding') ?? undefined, maxBodyBytes);
  const answer: ServerAnswer = { status: response.status, headers: new Map(response.headers), body };
  if (request.kind !== undefined) return answer;
  try {
    answer.envelope = decodeEnvelope(body, response.headers.get('content-type') ?? undefined);
  } catch (error) {
    if (!(error instanceof NextcloudError)) throw error;
    answer.problem = error;
  }
  return answer;
}
