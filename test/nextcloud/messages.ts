import type { IncomingHttpHeaders } from 'node:http';
import type { Caller } from './auth.ts';
import type { Params } from './params.ts';

type Parsed = Readonly<Record<string, string | string[]>>;

/** A request as the server received it, secrets and all. */
export interface ReceivedRequest {
  readonly method: string;
  /** As sent, without the query. */
  readonly path: string;
  readonly query: Parsed;
  readonly body: Parsed;
  readonly headers: IncomingHttpHeaders;
  /** Milliseconds since 1970, on the server's clock. */
  readonly at: number;
  /** The account it was made as, once that is known. */
  user?: string;
  /** How the server answered, whatever became of the answer. */
  status?: number;
}

/** A request that is read and ready to be answered. */
export interface Request {
  readonly received: ReceivedRequest;
  /** Query and body in one, as PHP sees them. */
  readonly params: Params;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
  /** Who was answered; a new session is told by cookies. */
  readonly caller?: Caller;
  /** How long the server takes its time first. */
  readonly delayMs?: number;
}
