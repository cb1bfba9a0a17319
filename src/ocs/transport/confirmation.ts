import * as l10n from '@vscode/l10n';
import { NextcloudError } from '../errors.ts';
import type { ServerAnswer } from './answer.ts';
import { abortable } from './clock.ts';
import type { Request } from './request.ts';
import type { LoginSession } from './session.ts';

/** Never translated, and the only sign there is. */
const demand = 'Password confirmation is required';

function wantsConfirmation({ envelope }: ServerAnswer): boolean {
  return envelope?.meta.statusCode === 403 && envelope.meta.message === demand;
}

/** Calls that run together: what one of them finds out holds for all. Asking the user ends the round. */
class Round {
  stage: 'begun' | 'signedInAgain' | 'confirmed' = 'begun';
  /** Kept while calls of the round are in flight, for those that need it in the request itself. */
  password: string | undefined;
  failure: NextcloudError | undefined;
  step: Promise<void> | undefined;
}
export type { Round };

/**
 * Confirms the login password (Nextcloud 33.0.6 and later). A sign-in confirms it for a while; when that lapses, the
 * session is renewed once. If that is not enough, the user is asked: once for all calls of a round, and not again after
 * a refusal.
 */
export class Confirmation {
  readonly #session: LoginSession;
  readonly #ask: (() => Promise<string | undefined>) | undefined;
  #round = new Round();
  /** The credentials hold an app password, so signing in again confirms nothing. */
  #signInIsNotEnough = false;

  constructor(session: LoginSession, ask: (() => Promise<string | undefined>) | undefined) {
    this.#session = session;
    this.#ask = ask;
  }

  /** The round for a call that starts now. */
  join(): Round {
    return this.#round;
  }

  async send(request: Request, round: Round, signal: AbortSignal | undefined): Promise<ServerAnswer> {
    for (;;) {
      const { stage } = round;
      const answer = await this.#session.send(request, signal);
      if (!wantsConfirmation(answer)) {
        if (stage === 'signedInAgain') this.#end(round);
        return answer;
      }
      if (stage === 'confirmed') return this.#sendStrictly(request, round, signal);
      if (round.stage === stage && !round.failure) await abortable(this.#advance(round, answer), signal);
      if (round.failure) throw round.failure.at(request);
    }
  }

  /** Some calls need the password in the request itself, whatever was confirmed before. */
  async #sendStrictly(
    request: Request,
    { password }: Round,
    signal: AbortSignal | undefined,
  ): Promise<ServerAnswer> {
    const answer = await this.#session.send({ ...request, password }, signal);
    if (wantsConfirmation(answer))
      throw refused(l10n.t('The server still requires the login password to be confirmed.')).at(request);
    return answer;
  }

  #advance(round: Round, answer: ServerAnswer): Promise<void> {
    round.step ??= this.#step(round, answer).finally(() => (round.step = undefined));
    return round.step;
  }

  async #step(round: Round, answer: ServerAnswer): Promise<void> {
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
        error instanceof NextcloudError
          ? error
          : refused(l10n.t('Could not ask for the login password.'), error);
    } finally {
      this.#end(round);
    }
  }

  async #confirm(): Promise<string> {
    if (!this.#ask)
      throw refused(
        l10n.t('The server requires the login password for this. Sign in with the login password.'),
      );
    const password = await this.#ask();
    if (!password) throw refused(l10n.t('The login password was not confirmed. No changes were made.'));
    const request: Request = {
      method: 'PUT',
      path: '/ocs/v2.php/core/apppassword/confirm',
      form: { password },
    };
    const { status, envelope } = await this.#session.send(request, undefined);
    if (status === 429)
      throw new NextcloudError(
        'rateLimited',
        l10n.t('Too many incorrect passwords. Try again in half an hour.'),
      );
    if (envelope?.meta.statusCode !== 200)
      throw refused(l10n.t('The server did not accept the login password. No changes were made.'));
    return password;
  }

  #end(round: Round): void {
    if (this.#round === round) this.#round = new Round();
  }
}

function refused(text: string, cause?: unknown): NextcloudError {
  return new NextcloudError('passwordConfirmation', text, { ocsCode: 403, httpStatus: 403, cause });
}
