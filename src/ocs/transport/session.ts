import { NextcloudError } from '../errors.ts';
import type { Credentials } from '../types.ts';
import { abortable } from './clock.ts';
import type { Connection, Login } from './connection.ts';
import { CookieJar } from './cookies.ts';
import type { Answer, Request } from './request.ts';

const whoAmI: Request = { method: 'GET', path: '/ocs/v2.php/cloud/user' };

/** What servers say with 401 when it is about the login; neither text is ever translated. */
const loginMessages = ['Unauthorised', 'Current user is not logged in'];

function isAboutTheLogin(answer: Answer): boolean {
  return (
    answer.headers.has('www-authenticate') || loginMessages.includes(answer.envelope?.meta.message ?? '')
  );
}

function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

/**
 * One pair of credentials on one connection. The first request of a session goes alone; a 401 is checked before it
 * counts, because old servers use it for "not permitted" as well; after a real one nothing is sent any more.
 */
export class Session {
  readonly #connection: Connection;
  readonly #credentials: Credentials;
  #jar = new CookieJar();
  /** Somebody has been let in with `#jar`. */
  #open = false;
  #opening: Promise<unknown> | undefined;
  #verification: Promise<void> | undefined;
  #refusal: NextcloudError | undefined;
  #userId: string | undefined;

  constructor(connection: Connection, credentials: Credentials) {
    this.#connection = connection;
    this.#credentials = credentials;
  }

  /** The id of the account, as far as it is known: what the server calls it, else the name used to sign in. */
  get userId(): string {
    return this.#userId ?? this.#credentials.user;
  }

  /** Forgets the cookies: the next request signs in again. */
  startOver(): void {
    this.#jar = new CookieJar();
    this.#open = false;
  }

  async send(request: Request, signal: AbortSignal | undefined): Promise<Answer> {
    // Without a user name we are strangers, who may ask some things too.
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

  /** The answer; when it is a 401, that has been checked. */
  async #sendAtTurn(request: Request, signal: AbortSignal | undefined): Promise<Answer> {
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

  /** Nothing, if the session has ended until its turn. */
  async #sendBeside(request: Request, signal: AbortSignal | undefined): Promise<Answer | undefined> {
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

  async #openWith(request: Request, signal: AbortSignal | undefined): Promise<Answer> {
    const opening = this.#begin(request, signal);
    this.#opening = opening.catch(() => undefined).then(() => (this.#opening = undefined));
    return opening;
  }

  async #begin(request: Request, signal: AbortSignal | undefined): Promise<Answer> {
    const answer = { ...(await this.#sendAlone(request, signal)), opened: true };
    this.#open = answer.status < 500 && answer.status !== 401 && answer.status !== 429;
    if (answer.status === 401) await this.#judgeFirst(answer);
    return answer;
  }

  /** The first 401 of a session needs no second failed login to be believed when it says what it is about. */
  async #judgeFirst(answer: Answer): Promise<void> {
    if (isAboutTheLogin(answer)) this.#refuse(answer);
    else await this.#check(answer);
  }

  #login({ password = this.#credentials.password }: Request): Login {
    return { authorization: basic(this.#credentials.user, password), jar: this.#jar };
  }

  /** For what nothing goes beside. */
  async #sendAlone(request: Request, signal?: AbortSignal): Promise<Answer> {
    const answer = await this.#connection.send(request, signal, this.#login(request));
    this.#userId = answer.headers.get('x-user-id') ?? this.#userId;
    return answer;
  }

  /** Settles whether a 401 was a refusal of the login. One check serves all that got one in the same session. */
  async #verify(answer: Answer, jar: CookieJar): Promise<void> {
    if (jar !== this.#jar) return;
    this.#verification ??= this.#check(answer).finally(() => {
      this.#verification = this.#opening = undefined;
    });
    this.#opening = this.#verification.catch(() => undefined);
    await this.#verification;
  }

  async #check(answer: Answer): Promise<void> {
    if (isAboutTheLogin(answer)) this.startOver();
    const check = await this.#sendAlone(whoAmI);
    if (check.status === 401) this.#refuse(check);
    else this.#open = check.status < 400;
  }

  #refuse(answer: Answer): void {
    const { user } = this.#credentials;
    const text = answer.headers.has('www-authenticate')
      ? `${this.#connection.host} refused the sign-in as “${user}”: the user name or the password is wrong, or the account is disabled. Sign in again.`
      : `${this.#connection.host} refused the sign-in as “${user}”. Check the user name and the password; with two-factor authentication the server wants an app password. If it refuses every password, the header “Authorization” may not reach PHP: whoever runs the server can pass it on.`;
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
