import type { Asked } from './failures/failure.ts';
import type { ServerAnswer } from './transport/answer.ts';
import type { Request } from './transport/request.ts';

export const cloud = '/ocs/v2.php/cloud';

/** One call: its request, its name in the tables of failures, and what it is about. */
export interface ApiCall extends Request, Asked {
  signal?: AbortSignal | undefined;
}

export interface WriteCall extends ApiCall {
  /** The ID of the user it changes, if it changes one. */
  account?: string;
  /**
   * Asks the server whether the change is in place. Needed after a crash, which may come after storing. May throw
   * `notFound` if that is what the crash meant.
   */
  stored?: () => Promise<boolean>;
  /** How long to keep looking after the server has stopped answering. Default 30,000. */
  patienceMs?: number;
  /** Signs in again first, which confirms a login password. No other password is asked for. */
  signsInAgain?: boolean;
}

/** Sends writes whose turn has come. */
export interface Writer {
  /** The answer, whatever it says. */
  answer(call: WriteCall): Promise<ServerAnswer>;
  /** The data; `undefined` if the change was found stored after a crash. */
  write(call: WriteCall): Promise<unknown>;
}
