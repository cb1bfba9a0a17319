import * as l10n from '@vscode/l10n';
import { NextcloudError } from '../errors.ts';
import type { Credentials } from '../types.ts';
import type { ServerAnswer } from './answer.ts';
import { abortable } from './clock.ts';
import type { HttpConnection, Login } from './connection.ts';
import { CookieJar } from './cookies.ts';
import type { Request } from './request.ts';

const whoAmI: Request = { method: 'GET', path: '/ocs/v2.php/cloud/user' };

/** Messages of a 401 that is about the login. Neither is ever translated. */
const loginMessages = ['Unauthorised', 'Current user is not logged in'];

function isAboutTheLogin(answer: ServerAnswer): boolean {
  return (
    answer.headers.has('www-authenticate') || loginMessages.includes(answer.envelope?.meta.message ?? '')
  );
}

function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

/**
 * One pair of credentials on one connection. The first request of a session goes alone. A 401 is verified before it
 * counts, because old servers also use it for what is not allowed. After a real one nothing more is sent.
 */
export class LoginSession {
  readonly #connection: HttpConnection;
  readonly #credentials: Credentials;
  #jar = new CookieJar();
  /** A sign-in succeeded with `#jar`. */
  #open = false;
  #opening: Promise<unknown> | undefined;
  #verification: Promise<void> | undefined;
  #refusal: NextcloudError | undefined;
  #userId: string | undefined;

  constructor(connection: HttpConnection, credentials: Credentials) {
    this.#connection = connection;
    this.#credentials = credentials;
  }

  /** The ID of the user according to the server, or the name used to sign in as long as that is not known. */
  get userId(): string {
    return this.#userId ?? this.#credentials.user;
  }

  /** Forgets the cookies, so that the next request signs in again. */
  startOver(): void {
    this.#jar = new CookieJar();
    this.#open = false;
  }

  async send(request: Request, signal: AbortSignal | undefined): Promise<ServerAnswer> {
    // Some calls also work without signing in.
    if (request.anonymous || !this.#credentials.user) {
      this.#assertAccepted(request);
      return this.#connection.send(request, signal);
    }
    for (let attempt = 1; ; attempt++) {
      const answer = await this.#sendAtTurn(request, signal);
      if (answer.status === 401) this.#assertAccepted(request);
      const endedSession = answer.status === 401 && !answer.opened && isAboutTheLogin(answer);
      if (!endedSession || attempt > 1) return answer;
    }
  }

  /** The answer. A 401 among them has been verified. */
  async #sendAtTurn(request: Request, signal: AbortSignal | undefined): Promise<ServerAnswer> {
    for (;;) {
      this.#assertAccepted(request);
      if (this.#opening) await abortable(this.#opening, signal);
      else if (!this.#open) return this.#openWith(request, signal);
      else {
        const answer = await this.#sendBeside(request, signal);
        if (answer) return answer;
      }
    }
  }

  /** `undefined` if the session ended before the request had its turn. */
  async #sendBeside(request: Request, signal: AbortSignal | undefined): Promise<ServerAnswer | undefined> {
    const checks: Promise<void>[] = [];
    const answer = await this.#connection.sendAs(
      () => (this.#open && !this.#opening ? this.#login(request) : undefined),
      request,
      signal,
      (refusal, { jar }) => {
        if (refusal.status !== 401) return;
        const check = this.#verify(refusal, jar);
        check.catch(() => undefined);
        checks.push(check);
      },
    );
    await abortable(Promise.all(checks), signal);
    return answer;
  }

  async #openWith(request: Request, signal: AbortSignal | undefined): Promise<ServerAnswer> {
    const opening = this.#begin(request, signal);
    this.#opening = opening.catch(() => undefined).then(() => (this.#opening = undefined));
    return opening;
  }

  async #begin(request: Request, signal: AbortSignal | undefined): Promise<ServerAnswer> {
    const answer = { ...(await this.#sendAlone(request, signal)), opened: true };
    this.#open = answer.status < 500 && answer.status !== 401 && answer.status !== 429;
    if (answer.status === 401) await this.#judgeFirst(answer);
    return answer;
  }

  /** A first 401 that says what it is about is believed without risking another failed sign-in. */
  async #judgeFirst(answer: ServerAnswer): Promise<void> {
    if (isAboutTheLogin(answer)) this.#refuse(answer);
    else await this.#check(answer);
  }

  #login({ password = this.#credentials.password }: Request): Login {
    return { authorization: basic(this.#credentials.user, password), jar: this.#jar };
  }

  /** Sends a request while no other is in flight. */
  async #sendAlone(request: Request, signal?: AbortSignal): Promise<ServerAnswer> {
    const answer = await this.#connection.send(request, signal, this.#login(request));
    this.#userId = answer.headers.get('x-user-id') ?? this.#userId;
    return answer;
  }

  /** Finds out whether a 401 rejects the login. One check serves all requests of the session that got one. */
  async #verify(answer: ServerAnswer, jar: CookieJar): Promise<void> {
    if (jar !== this.#jar) return;
    this.#verification ??= this.#check(answer).finally(() => {
      this.#verification = this.#opening = undefined;
    });
    this.#opening = this.#verification.catch(() => undefined);
    await this.#verification;
  }

  async #check(answer: ServerAnswer): Promise<void> {
    if (isAboutTheLogin(answer)) this.startOver();
    const check = await this.#sendAlone(whoAmI);
    if (check.status === 401) this.#refuse(check);
    else this.#open = check.status < 400;
  }

  #refuse(answer: ServerAnswer): void {
    const names = { host: this.#connection.host, user: this.#credentials.user };
    const text = answer.headers.has('www-authenticate')
      ? l10n.t(
          '{host} rejected the sign-in as “{user}”. The user ID or the password is incorrect, or the user is disabled. Sign in again.',
          names,
        )
      : l10n.t(
          '{host} rejected the sign-in as “{user}”. Check the user ID and the password. With two-factor authentication, the server requires an app password. If it rejects every password, the header “Authorization” may not reach PHP, which the operator of the server can fix.',
          names,
        );
    this.#refusal = new NextcloudError('auth', text, { ocsCode: 997, httpStatus: 401 });
    this.#jar = new CookieJar();
    this.#open = false;
  }

  #assertAccepted({ method, path }: Request): void {
    const refusal = this.#refusal;
    if (!refusal) return;
    const { ocsCode, httpStatus } = refusal;
    throw new NextcloudError('auth', refusal.message, { method, path, ocsCode, httpStatus });
  }
}
