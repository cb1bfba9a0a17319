import * as l10n from '@vscode/l10n';
import { parseBaseUrl } from './baseUrl.ts';
import { cloud, type ApiCall, type WriteCall, type Writer } from './call.ts';
import { decodeCapabilities, noting } from './decode/index.ts';
import { NextcloudError } from './errors.ts';
import { failure } from './failures/failure.ts';
import { since, unsupported, type Lacking } from './failures/unsupported.ts';
import { isOpenEnded, lookForWrite } from './lostWrites.ts';
import { isNotFound } from './policy.ts';
import { crashed, succeeded, type ServerAnswer } from './transport/answer.ts';
import { abortable, abortedError, stoppable, type Clock } from './transport/clock.ts';
import { Confirmation, type Round } from './transport/confirmation.ts';
import { HttpConnection } from './transport/connection.ts';
import { RateLimits } from './transport/rateLimit.ts';
import { Reads } from './transport/reads.ts';
import { LoginSession } from './transport/session.ts';
import { Writes } from './transport/writes.ts';
import type { ClientOptions, Credentials, Notice } from './types.ts';

interface Access {
  session: LoginSession;
  confirmation: Confirmation;
}

/** Makes calls to one server: from a request to the data of its answer, or to the error the answer stands for. */
export class Calls {
  readonly #options: ClientOptions;
  readonly #clock: Clock;
  readonly #connection: HttpConnection;
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
    this.#connection = new HttpConnection({ ...options, base: parseBaseUrl(options.baseUrl), clock });
    this.#reads = new Reads(clock, options.onWait);
    this.#rateLimits = new RateLimits(clock, options.onWait);
    this.#access = this.#signIn(options.credentials);
  }

  get host(): string {
    return this.#connection.host;
  }

  get writesAtOnce(): number {
    return this.#writes.atOnce;
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

  /** Whether `userId` is the signed-in user, as far as known. */
  isSelf(userId: string): boolean {
    return this.#access.session.userId.toLowerCase() === userId.toLowerCase();
  }

  /** The server's major version, asked for once. */
  async major(signal?: AbortSignal): Promise<number> {
    this.#major ??= this.read(
      { name: 'server.capabilities', method: 'GET', path: `${cloud}/capabilities` },
      data => decodeCapabilities(data).version.major,
    );
    this.#major.catch(() => (this.#major = undefined));
    return abortable(this.#major, signal);
  }

  /**
   * Servers answer alike to what is not allowed and to what they do not know. Returns `error`, or `unsupported` if the
   * server is older than what it lacks.
   */
  async explain(error: NextcloudError, call: ApiCall, lacking: Lacking = {}): Promise<NextcloudError> {
    const { version = since[call.name] } = lacking;
    if (error.kind !== 'forbidden' || version === undefined) return error;
    const isOlder = await this.major(call.signal).then(
      major => major < version,
      () => false,
    );
    return isOlder ? unsupported(call, lacking) : error;
  }

  /**
   * Asks for something that not every role may see. Once the server has denied it, or turns out not to have the call, it
   * is not asked again until the credentials change, and `otherwise` finds another way.
   * @param right a name under which the denial is remembered
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

  /** The answer to a read, whatever it says. Throws only if there is none. */
  async answer(call: ApiCall): Promise<ServerAnswer> {
    return this.#heard(await named(call, () => this.#reads.send(this.#access.session, call, call.signal)));
  }

  /** The error an answer stands for. */
  failure(call: ApiCall, answer: ServerAnswer): NextcloudError {
    return failure(call, answer, this.host, this.#connection.isNextcloud);
  }

  /** The decoded data of an OCS read. */
  async read<T>(call: ApiCall, decode: (data: unknown) => T): Promise<T> {
    return this.decode(call, await this.answer(call), decode);
  }

  /** The decoded data of an answer. */
  decode<T>(call: ApiCall, answer: ServerAnswer, decode: (data: unknown) => T): T {
    if (!succeeded(answer)) throw this.failure(call, answer);
    try {
      return noting(
        oddity =>
          this.#notice('unreadable', `${call.method} ${call.path}: ${oddity}.`, `${call.name} ${oddity}`),
        () => decode(answer.envelope?.data),
      );
    } catch (error) {
      throw error instanceof NextcloudError ? error.at(call) : error;
    }
  }

  /** The data of an OCS write; `undefined` if the change was found stored after a crash. */
  write(call: WriteCall): Promise<unknown> {
    return this.writes(call.account, call.signal, writer => writer.write(call));
  }

  /** Makes several writes that belong together in one turn. */
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
        return lookForWrite(call, error, this.#clock, this.#options.onWait);
      }
    };
    return this.#writes.run(account, signal, () => work({ answer, write }));
  }

  async #sendWrite({ session, confirmation }: Access, round: Round, call: WriteCall): Promise<ServerAnswer> {
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

  async #settle(call: WriteCall, answer: ServerAnswer): Promise<unknown> {
    if (succeeded(answer)) return answer.envelope?.data;
    if (crashed(answer) && (await call.stored?.().catch(unlessNotFound))) return undefined;
    throw this.failure(call, answer);
  }

  #heard(answer: ServerAnswer): ServerAnswer {
    if (answer.envelope?.hasPhpMessages)
      this.#notice(
        'phpMessages',
        l10n.t(
          'PHP prints messages into the answers of {host}. Ask the operator of the server to turn off “display_errors”.',
          { host: this.host },
        ),
        'php',
      );
    return answer;
  }

  /** Reports each thing once. */
  #notice(kind: Notice['kind'], text: string, key: string): void {
    if (this.#noticed.has(key)) return;
    this.#noticed.add(key);
    this.#options.onNotice?.({ kind, text });
  }

  #signIn(credentials: Credentials): Access {
    const session = new LoginSession(this.#connection, credentials);
    return { session, confirmation: new Confirmation(session, this.#options.confirmPassword) };
  }
}

/** Denied by the server itself and for good: not by a proxy, nor because of the object that was asked about. */
function isRefusal({ kind, ocsCode }: NextcloudError): boolean {
  return kind === 'unsupported' || (kind === 'forbidden' && (ocsCode === 403 || ocsCode === 997));
}

function unlessNotFound(error: unknown): false {
  if (isNotFound(error)) throw error;
  return false;
}

/** Makes every error name the call, and anything that ends by its signal `aborted`. */
async function named(call: ApiCall, send: () => Promise<ServerAnswer>): Promise<ServerAnswer> {
  try {
    return await send();
  } catch (error) {
    if (call.signal?.aborted) throw abortedError().at(call);
    throw error instanceof NextcloudError && !error.path ? error.at(call) : error;
  }
}
