import * as vscode from 'vscode';
import { NextcloudError, type NextcloudClient, type Notice, type Role, type Wait } from '../ocs/index.ts';
import type { Log } from '../ui/log.ts';
import type { Messages } from '../ui/messages.ts';
import type { Prompts } from '../ui/prompts.ts';
import { ChangeFeed } from './changes.ts';
import { PasswordConfirmation } from './confirmation.ts';
import { identify, openClient, type Connection } from './connection.ts';
import type { Secret, Secrets } from './secrets.ts';
import type { ServerEntry } from './settings.ts';
import {
  appearance,
  concernsServer,
  isPassing,
  needsPerson,
  stateAfter,
  type Appearance,
  type ServerState,
} from './state.ts';

/** What a server needs from outside. */
export interface ServerContext {
  secrets: Secrets;
  log: Log;
  messages: Messages;
  prompts: Prompts;
  onDidChangeState(server: Server): void;
}

/** Lasts from one sign-in to the next. */
interface ServerSession {
  secret?: Secret;
  client?: NextcloudClient;
  attempt?: Promise<Connection>;
  /** Aborted at the end of the session, so that nobody waits for pending requests. */
  readonly end: AbortController;
}

/** A configured server. Connects when first needed and tracks its state. */
export class Server {
  readonly id: string;
  readonly changes = new ChangeFeed();
  readonly #context: ServerContext;
  readonly #confirmation = new PasswordConfirmation(() => this.#askForPassword());
  #entry: ServerEntry;
  #state: ServerState = { kind: 'idle' };
  #session: ServerSession = { end: new AbortController() };
  readonly #waits = new Set<Date>();
  #requestMs: number | undefined;

  constructor(entry: ServerEntry, context: ServerContext) {
    this.id = entry.id;
    this.#entry = entry;
    this.#context = context;
  }

  get entry(): ServerEntry {
    return this.#entry;
  }

  get label(): string {
    return this.#entry.label;
  }

  get url(): string {
    return this.#entry.url;
  }

  get user(): string {
    return this.#entry.user;
  }

  get state(): ServerState {
    return this.#state;
  }

  /** When the current rate limit ends; `undefined` if no request is waiting. */
  get waitingUntil(): Date | undefined {
    return [...this.#waits].sort((a, b) => b.getTime() - a.getTime())[0];
  }

  /** How long a request takes: a mean in ms that follows the latest ones. */
  get requestMs(): number | undefined {
    return this.#requestMs;
  }

  /** Our role on the server, once known. */
  get role(): Role | undefined {
    return this.#state.kind === 'connected' ? this.#state.connection.role : undefined;
  }

  /** How the server's row looks now. */
  get appearance(): Appearance {
    const look = appearance(this.#state);
    const until = this.waitingUntil?.toLocaleTimeString(vscode.env.language);
    if (until === undefined) return look;
    const words = vscode.l10n.t('rate limited, resuming at {0}', until);
    return { ...look, words, brief: words };
  }

  /**
   * Returns the connection, and connects if there is none. Concurrent callers share one attempt; aborting `signal` ends only
   * the waiting. Throws NextcloudError. After a refused sign-in nothing is sent until the user acts (`retry`, a new secret).
   */
  connect(signal?: AbortSignal): Promise<Connection> {
    if (this.#state.kind === 'connected') return Promise.resolve(this.#state.connection);
    if (needsPerson(this.#state)) return Promise.reject(this.#state.error);
    const session = this.#session;
    session.attempt ??= this.#connect(session).finally(() => delete session.attempt);
    return untilAborted(session.attempt, signal);
  }

  /** Connects again at the user's request, even after a refused sign-in. */
  retry(signal?: AbortSignal): Promise<Connection> {
    this.#reset({ kind: 'idle' });
    return this.connect(signal);
  }

  /** Runs calls and updates the state by their outcome. Throws CancellationError if the user canceled the password confirmation. */
  async call<T>(run: (client: NextcloudClient, connection: Connection) => Promise<T>): Promise<T> {
    const connection = await this.connect();
    const session = this.#session;
    try {
      const result = await untilAborted(run(connection.client, connection), session.end.signal);
      if (isPassing(this.#state)) this.#settle(session, { kind: 'connected', connection });
      return result;
    } catch (error) {
      throw this.#follow(session, error);
    }
  }

  /** Call when the setting has changed. */
  update(entry: ServerEntry): void {
    const before = this.#entry;
    this.#entry = entry;
    const same = (['url', 'user', 'certificate'] as const).every(key => before[key] === entry[key]);
    if (!same) this.#reset({ kind: 'idle' });
    else if (before.label !== entry.label) this.#context.onDidChangeState(this);
  }

  /** Call when the secret was stored or deleted, in this window or another. */
  async secretChanged(): Promise<void> {
    const secret = await this.#context.secrets.read(this.#entry).catch((error: unknown) => {
      this.#end();
      this.#lockedOut(this.#session, error);
      return 'unreadable' as const;
    });
    if (secret === 'unreadable') return;
    if (secret === undefined) this.#reset({ kind: 'signedOut' });
    else if (secret.password !== this.#session.secret?.password) this.#reset({ kind: 'idle' });
  }

  /** Call when the secret was deleted, even if the keyring may still have it. */
  signedOut(): void {
    this.#reset({ kind: 'signedOut' });
  }

  dispose(): void {
    this.#end();
    this.changes.dispose();
  }

  async #connect(session: ServerSession): Promise<Connection> {
    this.#set({ kind: 'signingIn' });
    try {
      const secret = await this.#context.secrets.read(this.#entry).catch((error: unknown) => {
        throw this.#lockedOut(session, error);
      });
      if (!secret) {
        this.#settle(session, { kind: 'signedOut' });
        throw new NextcloudError('auth', vscode.l10n.t('You are signed out of {0}.', this.label));
      }
      session.secret = secret;
      session.client ??= this.#open(secret);
      const connection = await identify(session.client, this.url);
      if (!this.#settle(session, { kind: 'connected', connection })) throw abortError();
      return connection;
    } catch (error) {
      throw this.#failed(session, error);
    }
  }

  /** Call when the keyring cannot be read. A new sign-in replaces the secret. */
  #lockedOut(session: ServerSession, cause: unknown): NextcloudError {
    const error = new NextcloudError('auth', cause instanceof Error ? cause.message : String(cause), {
      cause,
    });
    this.#settle(session, { kind: 'keyring', error });
    return error;
  }

  #open(secret: Secret): NextcloudClient {
    return openClient(this.#entry, secret, {
      confirmPassword: () => this.#confirmation.get(),
      log: entry => {
        this.#requestMs = (this.#requestMs ?? entry.ms) * 0.9 + entry.ms * 0.1;
        this.#context.log.request(this.label)(entry);
      },
      onWait: wait => this.#tellOf(wait),
      onNotice: notice => this.#notice(notice),
    });
  }

  #failed(session: ServerSession, error: unknown): NextcloudError {
    const failure =
      error instanceof NextcloudError
        ? error
        : new NextcloudError('server', error instanceof Error ? error.message : String(error), {
            cause: error,
          });
    if (this.#state.kind === 'signingIn') this.#settle(session, stateAfter(failure));
    return failure;
  }

  #follow(session: ServerSession, error: unknown): unknown {
    if (!(error instanceof NextcloudError)) return error;
    if (concernsServer(error)) this.#settle(session, stateAfter(error));
    if (error.kind !== 'passwordConfirmation') return error;
    this.#confirmation.forget();
    return this.#confirmation.cancelled ? new vscode.CancellationError() : error;
  }

  async #askForPassword(): Promise<string | undefined> {
    const { messages, prompts } = this.#context;
    const password = await prompts.input({
      title: vscode.l10n.t('Confirm Your Password for {0}', this.label),
      prompt: vscode.l10n.t(
        '{0} requires the login password of “{1}” before changes. It is kept in memory for up to 30 minutes.',
        this.label,
        this.user,
      ),
      password: true,
    });
    if (typeof password === 'string') return password;
    messages.info(
      vscode.l10n.t('Password not confirmed. Changes that require it were not made on {0}.', this.label),
    );
    return undefined;
  }

  /** Logs notices. Those that somebody should act on are also shown, once per connection. */
  #notice({ kind, text }: Notice): void {
    this.#context.log.warn(`${this.label}: ${text}`);
    if (kind === 'phpMessages') this.#context.messages.warn(text);
  }

  /** Reports rate limits. A short pause before a retry is not worth reporting. */
  #tellOf({ reason, ms, over }: Wait): void {
    if (reason !== 'rateLimit') return;
    const until = new Date(Date.now() + ms);
    this.#waits.add(until);
    this.#context.onDidChangeState(this);
    void over.then(() => {
      this.#waits.delete(until);
      this.#context.onDidChangeState(this);
    });
  }

  /** Takes the new state unless its session has ended in the meantime. */
  #settle(session: ServerSession, state: ServerState): boolean {
    if (session !== this.#session) return false;
    this.#set(state);
    return true;
  }

  #set(state: ServerState): void {
    this.#state = state;
    this.#context.onDidChangeState(this);
  }

  #reset(state: ServerState): void {
    this.#end();
    this.#set(state);
  }

  #end(): void {
    this.#session.end.abort();
    this.#session.client?.close();
    this.#session = { end: new AbortController() };
    this.#confirmation.forget();
  }
}

/** Settles like `promise`, or rejects with an `aborted` error as soon as `signal` aborts. */
function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  return new Promise<T>((resolve, reject) => {
    const abort = () => reject(abortError());
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

function abortError(): NextcloudError {
  return new NextcloudError('aborted', vscode.l10n.t('Canceled.'));
}
