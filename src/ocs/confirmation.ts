import { NextcloudError } from './errors.ts';
import { abortable } from './transport/clock.ts';
import type { Answer, Request } from './transport/request.ts';
import type { Session } from './transport/session.ts';

/** Never translated; the only sign there is. */
const demand = 'Password confirmation is required';

function wantsConfirmation({ envelope }: Answer): boolean {
  return envelope?.meta.statusCode === 403 && envelope.meta.message === demand;
}

/** Calls that run together: what was found out for one of them holds for all. Ends with the question. */
class Round {
  stage: 'begun' | 'signedInAgain' | 'confirmed' = 'begun';
  /** Kept while calls of the round are under way, for those that want it in the request itself. */
  password: string | undefined;
  failure: NextcloudError | undefined;
  step: Promise<void> | undefined;
}
export type { Round };

/**
 * Confirmation of the login password (Nextcloud 33.0.6 and later). A session whose sign-in confirmed it is renewed once
 * when that has lapsed; otherwise the person is asked, once for all calls of a round, and never again after a refusal.
 */
export class Confirmation {
  readonly #session: Session;
  readonly #ask: (() => Promise<string | undefined>) | undefined;
  #round = new Round();
  /** These credentials are no login password: signing in again confirms nothing. */
  #signInIsNotEnough = false;

  constructor(session: Session, ask: (() => Promise<string | undefined>) | undefined) {
    this.#session = session;
    this.#ask = ask;
  }

  /** The round of a call that starts now. */
  join(): Round {
    return this.#round;
  }

  async send(request: Request, round: Round, signal: AbortSignal | undefined): Promise<Answer> {
    for (;;) {
      const { stage } = round;
      const answer = await this.#session.send(request, signal);
      if (!wantsConfirmation(answer)) {
        if (stage === 'signedInAgain') this.#end(round);
        return answer;
      }
      if (stage === 'confirmed') return this.#sendStrictly(request, round, signal);
      if (round.stage === stage && !round.failure) await abortable(this.#advance(round, answer), signal);
      if (round.failure) throw withPlace(round.failure, request);
    }
  }

  /** Some calls want the password in the request itself, whatever was confirmed before. */
  async #sendStrictly(
    request: Request,
    { password }: Round,
    signal: AbortSignal | undefined,
  ): Promise<Answer> {
    const answer = await this.#session.send({ ...request, password }, signal);
    if (wantsConfirmation(answer))
      throw withPlace(refused('The server still wants the login password confirmed.'), request);
    return answer;
  }

  #advance(round: Round, answer: Answer): Promise<void> {
    round.step ??= this.#step(round, answer).finally(() => (round.step = undefined));
    return round.step;
  }

  async #step(round: Round, answer: Answer): Promise<void> {
    if (round.stage === 'begun' && !answer.opened && !this.#signInIsNotEnough) {
      this.#session.startOver();
      round.stage = 'signedInAgain';
      return;
    }
    this.#signInIsNotEnough = true;
    try {
      round.password = await this.#confirm();
      round.stage = 'confirmed';
    } catch (error) {
      round.failure =
        error instanceof NextcloudError ? error : refused('The password was not asked for.', error);
    } finally {
      this.#end(round);
    }
  }

  async #confirm(): Promise<string> {
    if (!this.#ask)
      throw refused(
        'The server wants the login password confirmed for this. Sign in with the login password.',
      );
    const password = await this.#ask();
    if (!password) throw refused('The login password was not confirmed, so nothing was changed.');
    const request: Request = {
      method: 'PUT',
      path: '/ocs/v2.php/core/apppassword/confirm',
      form: { password },
    };
    const { status, envelope } = await this.#session.send(request, undefined);
    if (status === 429)
      throw new NextcloudError('rateLimited', 'Too many wrong passwords. Try again in half an hour.');
    if (envelope?.meta.statusCode !== 200)
      throw refused('The server did not accept the login password, so nothing was changed.');
    return password;
  }

  #end(round: Round): void {
    if (this.#round === round) this.#round = new Round();
  }
}

function refused(text: string, cause?: unknown): NextcloudError {
  return new NextcloudError('passwordConfirmation', text, { ocsCode: 403, httpStatus: 403, cause });
}

function withPlace(error: NextcloudError, request: Request): NextcloudError {
  const { kind, message, ocsCode, httpStatus, cause } = error;
  const { method, path } = request;
  return new NextcloudError(kind, message, { method, path, ocsCode, httpStatus, cause });
}
