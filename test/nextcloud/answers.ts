import type { Data } from './data.ts';

/** The server refuses: an OCS code, perhaps a message, seldom data (the errors of a PATCH). */
export class Refusal extends Error {
  readonly code: number;
  readonly data: Data;

  constructor(code: number, message = '', data: Data = []) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

/** PHP died: 996, after whatever it had stored until then. */
export class Crash extends Error {}

/** An answer outside the envelope: a status, no body, `text/html`. */
export class EmptyAnswer extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`empty ${status}`);
    this.status = status;
  }
}
