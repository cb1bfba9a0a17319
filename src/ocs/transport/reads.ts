import { NextcloudError } from '../errors.ts';
import type { Wait } from '../types.ts';
import { isMaintenance, isOfGateway, type ServerAnswer } from './answer.ts';
import { abortable, abortedError, waitAloud, type Clock } from './clock.ts';
import { encodeParameters, type Request } from './request.ts';
import type { LoginSession } from './session.ts';

/** Before the second and the third attempt. */
const pausesMs = [300, 1500];

interface SharedRead {
  answer: Promise<ServerAnswer>;
  callers: number;
  controller: AbortController;
}

/** Sends reads: identical ones in flight are shared, and failed connections are retried. */
export class Reads {
  readonly #clock: Clock;
  readonly #onWait: ((wait: Wait) => void) | undefined;
  #inFlight = new Map<string, SharedRead>();

  constructor(clock: Clock, onWait: ((wait: Wait) => void) | undefined) {
    this.#clock = clock;
    this.#onWait = onWait;
  }

  /** Call after a write, so that later reads do not share an older answer. */
  forget(): void {
    this.#inFlight = new Map();
  }

  async send(
    session: LoginSession,
    request: Request,
    signal: AbortSignal | undefined,
  ): Promise<ServerAnswer> {
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

  /** A shared read is aborted when its last caller leaves. */
  async #join(
    read: SharedRead,
    flights: Map<string, SharedRead>,
    key: string,
    signal: AbortSignal | undefined,
  ): Promise<ServerAnswer> {
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

  async #persist(session: LoginSession, request: Request, signal: AbortSignal): Promise<ServerAnswer> {
    for (const ms of pausesMs) {
      try {
        const answer = await session.send(request, signal);
        if (!isPassingTrouble(answer)) return answer;
      } catch (error) {
        if (!(error instanceof NextcloudError && error.kind === 'network') || error.httpStatus !== undefined)
          throw error;
      }
      await waitAloud(this.#clock, this.#onWait, { reason: 'retry', ms }, signal);
    }
    return session.send(request, signal);
  }
}

/** The answer of a gateway. Maintenance mode lasts too long to be retried. */
function isPassingTrouble(answer: ServerAnswer): boolean {
  return isOfGateway(answer.status) && !isMaintenance(answer);
}
