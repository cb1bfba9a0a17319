import { Confirmation, type Round } from './confirmation.ts';
import { decodeCapabilities, noting } from './decode/index.ts';
import { NextcloudError } from './errors.ts';
import { since } from './failureTable.ts';
import { crashed, failure, succeeded, unsupported, type Asked } from './failures.ts';
import { RateLimits } from './rateLimit.ts';
import { abortable, abortedError, stoppable, waitAloud, type Clock } from './transport/clock.ts';
import { Connection } from './transport/connection.ts';
import { Reads } from './transport/reads.ts';
import { isOfGateway, type Answer, type Request } from './transport/request.ts';
import { Session } from './transport/session.ts';
import type { ClientOptions, Credentials, Notice } from './types.ts';
import { Writes } from './writes.ts';

export const cloud = '/ocs/v2.php/cloud';

/** One call: its request, its name in the table of failures, what it is about. */
export interface Call extends Request, Asked {
  signal?: AbortSignal | undefined;
}

export interface WriteCall extends Call {
  /** The user id it writes to, if it is about one. */
  account?: string;
  /**
   * Looks at the server: is it now as this call wants it? Asked after a crash, which may come after storing. May throw
   * `notFound` where that is what the crash meant.
   */
  stored?: () => Promise<boolean>;
  /** How long it may go on after the server has stopped answering, in milliseconds; half a minute unless told. */
  patienceMs?: number;
  /** Signs in anew before, which confirms a login password; nobody is asked for another. */
  signsInAgain?: boolean;
}

/** Sends writes whose turn has come. */
export interface Writer {
  /** The answer, whatever it says. */
  answer(call: WriteCall): Promise<Answer>;
  /** The data; `undefined` when the change was found stored after a crash. */
  write(call: WriteCall): Promise<unknown>;
}

/** Milliseconds. */
const defaultPatienceMs = 30_000;
const shortPatienceMs = 1000;

/** Statuses of gateways that waited for the server, which goes on. */
const gaveUpWaiting: ReadonlySet<number | undefined> = new Set([504, 524]);

/** Failures after which a write may be done all the same. What never left this machine is none. */
function isOpenEnded({ kind, httpStatus, cause }: NextcloudError): boolean {
  if (httpStatus !== undefined) return kind === 'server' && isOfGateway(httpStatus);
  const code = (cause as { code?: unknown } | undefined)?.code;
  return kind === 'timeout' || (kind === 'network' && !neverSent.has(String(code)));
}

const neverSent: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
]);

function isStillAtIt({ kind, httpStatus }: NextcloudError): boolean {
  return kind === 'timeout' || gaveUpWaiting.has(httpStatus);
}

interface Access {
  session: Session;
  confirmation: Confirmation;
}

/** Calls of one server: from a request to the data of its answer, or the error that the answer stands for. */
export class Calls {
  readonly #options: ClientOptions;
  readonly #clock: Clock;
  readonly #connection: Connection;
  readonly #reads: Reads;
  readonly #rateLimits: RateLimits;
  readonly #writes = new Writes();
  readonly #closing = new AbortController();
  readonly #refusals = new Map<string, NextcloudError>();
  readonly #noticed = new Set<string>();
  #access: Access;
  #major: Promise<number> | undefined;

  constructor(options: ClientOptions, givenClock: Clock) {
    const clock = (this.#clock = stoppable(givenClock, this.#closing.signal));
    this.#options = options;
    this.#connection = new Connection({ ...options, base: parseBaseUrl(options.baseUrl), clock });
    this.#reads = new Reads(clock, options.onWait);
    this.#rateLimits = new RateLimits(clock, options.onWait);
    this.#access = this.#signIn(options.credentials);
  }

  get host(): string {
    return this.#connection.host;
  }

  setCredentials(credentials: Credentials): void {
    this.#reads.forget();
    this.#refusals.clear();
    this.#access = this.#signIn(credentials);
  }

  close(): void {
    this.#closing.abort();
    this.#connection.close();
  }

  /** Whether `userId` is the account that is signed in, as far as that is known. */
  isSelf(userId: string): boolean {
    return this.#access.session.userId.toLowerCase() === userId.toLowerCase();
  }

  /** The server's major version; asked once. */
  async major(signal?: AbortSignal): Promise<number> {
    this.#major ??= this.read(
      { name: 'server.capabilities', method: 'GET', path: `${cloud}/capabilities` },
      data => decodeCapabilities(data).version.major,
    );
    this.#major.catch(() => (this.#major = undefined));
    return abortable(this.#major, signal);
  }

  /**
   * Where "not allowed" and "not known" look the same, the version tells them apart: `error`, or that `what` works
   * since `version` only.
   */
  async explain(
    error: NextcloudError,
    call: Call,
    version = since[call.name],
    what?: string,
  ): Promise<NextcloudError> {
    if (error.kind !== 'forbidden' || version === undefined) return error;
    const isOlder = await this.major(call.signal).then(
      major => major < version,
      () => false,
    );
    return isOlder ? unsupported(call, version, what) : error;
  }

  /**
   * What not every role may ask: once the server has refused it, or has no such call, it is not asked again until
   * somebody else signs in; `otherwise` finds another way.
   */
  async unlessRefused<T>(
    right: string,
    ask: () => Promise<T>,
    otherwise: (refusal: NextcloudError) => Promise<T> = refusal => Promise.reject(refusal),
  ): Promise<T> {
    const before = this.#refusals.get(right);
    if (before) return otherwise(before);
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof NextcloudError) || !isRefusal(error)) throw error;
      this.#refusals.set(right, error);
      return otherwise(error);
    }
  }

  /** The answer to a read, whatever it says. */
  async answer(call: Call): Promise<Answer> {
    return this.#heard(await named(call, () => this.#reads.send(this.#access.session, call, call.signal)));
  }

  /** The error that an answer stands for. */
  failure(call: Call, answer: Answer): NextcloudError {
    return failure(call, answer, this.host, this.#connection.isNextcloud);
  }

  /** What an OCS read brings. */
  async read<T>(call: Call, decode: (data: unknown) => T): Promise<T> {
    return this.decode(call, await this.answer(call), decode);
  }

  /** What an answer that is already there brings. */
  decode<T>(call: Call, answer: Answer, decode: (data: unknown) => T): T {
    if (!succeeded(answer)) throw this.failure(call, answer);
    try {
      return noting(
        oddity =>
          this.#notice('unreadable', `${call.method} ${call.path}: ${oddity}.`, `${call.name} ${oddity}`),
        () => decode(answer.envelope?.data),
      );
    } catch (error) {
      throw error instanceof NextcloudError ? place(error, call) : error;
    }
  }

  /** The data of an OCS write; `undefined` when the change was found stored after a crash. */
  write(call: WriteCall): Promise<unknown> {
    return this.writes(call.account, call.signal, writer => writer.write(call));
  }

  /** Several writes that belong together, at one turn. */
  writes<T>(
    account: string | undefined,
    signal: AbortSignal | undefined,
    work: (writer: Writer) => Promise<T>,
  ): Promise<T> {
    const access = this.#access;
    const round = access.confirmation.join();
    const answer = (call: WriteCall) => this.#sendWrite(access, round, call);
    const write = async (call: WriteCall) => {
      try {
        return await this.#settle(call, await answer(call));
      } catch (error) {
        if (!(error instanceof NextcloudError) || !isOpenEnded(error)) throw error;
        return this.#lookAfter(call, error);
      }
    };
    return this.#writes.run(account, signal, () => work({ answer, write }));
  }

  async #sendWrite({ session, confirmation }: Access, round: Round, call: WriteCall): Promise<Answer> {
    const { signal } = call;
    if (call.signsInAgain) session.startOver();
    const send = call.signsInAgain
      ? () => session.send(call, signal)
      : () => confirmation.send(call, round, signal);
    const answer = await named(call, () => this.#rateLimits.run(call, signal, send)).finally(() =>
      this.#reads.forget(),
    );
    if (crashed(answer)) this.#writes.oneAtATime();
    return this.#heard(answer);
  }

  /** The answer did not come, but the server may have done the work, or may be at it still: that is looked at. */
  async #lookAfter(call: WriteCall, error: NextcloudError): Promise<undefined> {
    const { stored, patienceMs = defaultPatienceMs, signal } = call;
    if (!stored) throw error;
    const patience = isStillAtIt(error) ? patienceMs : shortPatienceMs;
    for (let waited = 0, pause = 500; ; waited += pause, pause = Math.min(2 * pause, 15_000)) {
      const look = await stored().then(
        done => (done ? 'done' : 'not yet'),
        () => 'unknown' as const,
      );
      if (look === 'done') return undefined;
      if (look === 'unknown' || waited >= patience) break;
      await waitAloud(this.#clock, this.#options.onWait, { reason: 'retry', ms: pause }, signal);
    }
    const { kind, message, method, path, ocsCode, httpStatus, cause } = error;
    const text = `${message} Whether it was done is not known: look before you try again.`;
    throw new NextcloudError(kind, text, { method, path, ocsCode, httpStatus, cause, isOpen: true });
  }

  async #settle(call: WriteCall, answer: Answer): Promise<unknown> {
    if (succeeded(answer)) return answer.envelope?.data;
    if (crashed(answer) && (await call.stored?.().catch(unlessNotFound))) return undefined;
    throw this.failure(call, answer);
  }

  #heard(answer: Answer): Answer {
    if (answer.envelope?.hasPhpMessages)
      this.#notice(
        'phpMessages',
        `PHP prints messages into the answers of ${this.host}. Whoever runs the server can turn off “display_errors”.`,
        'php',
      );
    return answer;
  }

  /** Tells each thing once. */
  #notice(kind: Notice['kind'], text: string, key: string): void {
    if (this.#noticed.has(key)) return;
    this.#noticed.add(key);
    this.#options.onNotice?.({ kind, text });
  }

  #signIn(credentials: Credentials): Access {
    const session = new Session(this.#connection, credentials);
    return { session, confirmation: new Confirmation(session, this.#options.confirmPassword) };
  }
}

/** By the server itself, for good: not by a proxy, nor because of what was asked about. */
function isRefusal({ kind, ocsCode }: NextcloudError): boolean {
  return kind === 'unsupported' || (kind === 'forbidden' && (ocsCode === 403 || ocsCode === 997));
}

function unlessNotFound(error: unknown): false {
  if (error instanceof NextcloudError && error.kind === 'notFound') throw error;
  return false;
}

/** Every error names the call, and all that ends by its signal is `aborted`. */
async function named(call: Call, send: () => Promise<Answer>): Promise<Answer> {
  try {
    return await send();
  } catch (error) {
    if (call.signal?.aborted) throw place(abortedError(), call);
    throw error instanceof NextcloudError && !error.path ? place(error, call) : error;
  }
}

function place(error: NextcloudError, { method, path }: Call): NextcloudError {
  const { kind, message, ocsCode, httpStatus, isOpen, cause } = error;
  return new NextcloudError(kind, message, { method, path, ocsCode, httpStatus, isOpen, cause });
}

/** Throws `invalid` for what is no address of a server, or has a user name or a password in it. */
export function parseBaseUrl(baseUrl: string): URL {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol))
    throw new NextcloudError('invalid', 'The address of the server must begin with https:// or http://.');
  if (url.username || url.password)
    throw new NextcloudError(
      'invalid',
      'The address of the server must not contain a user name or a password.',
    );
  url.search = url.hash = '';
  return url;
}
