import { NextcloudError } from '../errors.ts';
import { isMaintenance } from '../failures.ts';
import type { Wait } from '../types.ts';
import { abortable, abortedError, waitAloud, type Clock } from './clock.ts';
import { encodeParameters, isOfGateway, type Answer, type Request } from './request.ts';
import type { Session } from './session.ts';

/** Before the second and the third attempt, in milliseconds. */
const pauses = [300, 1500];

interface SharedRead {
  answer: Promise<Answer>;
  callers: number;
  controller: AbortController;
}

/** Reads: the same one is sent once for all who want it at the same time, and repeated when the connection fails. */
export class Reads {
  readonly #clock: Clock;
  readonly #onWait: ((wait: Wait) => void) | undefined;
  #inFlight = new Map<string, SharedRead>();

  constructor(clock: Clock, onWait: ((wait: Wait) => void) | undefined) {
    this.#clock = clock;
    this.#onWait = onWait;
  }

  /** Something was written: what is read from now on must not be older. */
  forget(): void {
    this.#inFlight = new Map();
  }

  async send(session: Session, request: Request, signal: AbortSignal | undefined): Promise<Answer> {
    if (signal?.aborted) throw abortedError();
    const key = `${request.path}?${encodeParameters(request.query ?? {})}`;
    const flights = this.#inFlight;
    let read = flights.get(key);
    if (!read) {
      const controller = new AbortController();
      const answer = this.#persist(session, request, controller.signal);
      const started = (read = { answer, callers: 0, controller });
      flights.set(key, started);
      const landed = () => {
        if (flights.get(key) === started) flights.delete(key);
      };
      answer.then(landed, landed);
    }
    return this.#join(read, flights, key, signal);
  }

  /** A shared read ends when its last caller has left. */
  async #join(
    read: SharedRead,
    flights: Map<string, SharedRead>,
    key: string,
    signal: AbortSignal | undefined,
  ): Promise<Answer> {
    read.callers++;
    try {
      return await abortable(read.answer, signal);
    } finally {
      read.callers--;
      if (read.callers === 0) {
        if (flights.get(key) === read) flights.delete(key);
        read.controller.abort();
      }
    }
  }

  async #persist(session: Session, request: Request, signal: AbortSignal): Promise<Answer> {
    for (const pause of pauses) {
      try {
        const answer = await session.send(request, signal);
        if (!isPassingTrouble(answer)) return answer;
      } catch (error) {
        if (!(error instanceof NextcloudError && error.kind === 'network') || error.httpStatus !== undefined)
          throw error;
      }
      await waitAloud(this.#clock, this.#onWait, { reason: 'retry', ms: pause }, signal);
    }
    return session.send(request, signal);
  }
}

/** A gateway's answer, not the maintenance mode, which lasts. */
function isPassingTrouble(answer: Answer): boolean {
  return isOfGateway(answer.status) && !isMaintenance(answer);
}
