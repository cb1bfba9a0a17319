import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { HttpAnswer, ReceivedRequest } from './messages.ts';
import { empty, page } from './pages/reply.ts';

/** What a fault works on: the request's connection, and the server behind it. */
export interface Stage {
  readonly fault: Fault;
  readonly request: ReceivedRequest;
  readonly response: ServerResponse;
  /** Lets the server act on the request, with every effect on its state. */
  readonly act: () => HttpAnswer;
  /** Its last words: 996, or what it says in maintenance or to a stranger. */
  readonly say: (what: 'crash' | 'maintenance' | 'stranger') => HttpAnswer;
  readonly send: (answer: HttpAnswer) => void;
}

/** What can go wrong, by name. Where the server acts, the state changes as if nothing were wrong. */
const kinds = {
  /** The connection ends before the server does anything. */
  cutBefore: ({ response }) => void response.destroy(),
  /** The server acts; the connection ends within its answer. */
  cutDuring: stage => sendHalf(stage, 'destroy'),
  /** The server acts; the connection ends before its answer. */
  cutAfter: ({ act, response }) => {
    act();
    response.destroy();
  },
  /** The server neither acts nor answers, and keeps the connection open. */
  silence: () => undefined,
  /** The server acts immediately and answers after `ms`. */
  slow: async ({ act, send, fault }) => {
    const answer = act();
    await wait(fault.ms ?? 1000, undefined, { ref: false });
    send(answer);
  },
  /** The answer in ten pieces, `ms` apart. */
  trickle: async ({ act, response, fault }) => {
    const { status, headers, body } = act();
    const bytes = Buffer.from(body as string);
    response.writeHead(status, headers);
    for (let piece = 0; piece < 10 && !response.destroyed; piece++) {
      response.write(bytes.subarray((bytes.length * piece) / 10, (bytes.length * (piece + 1)) / 10));
      await wait(fault.ms ?? 100, undefined, { ref: false });
    }
    response.end();
  },
  /** Half a body, with the length of half a body. */
  truncated: ({ act, send }) => {
    const answer = act();
    const body = Buffer.from(answer.body as string);
    send({ ...answer, body: body.subarray(0, body.length / 2) });
  },
  /** More is announced than comes. */
  wrongLength: stage => sendHalf(stage, 'end'),
  /** Announced as gzip, and broken in its middle. */
  brokenGzip: ({ act, send }) => {
    const answer = act();
    const zipped = gzipSync(answer.body);
    zipped.fill(0, zipped.length >> 1);
    send({ ...answer, headers: { ...answer.headers, 'content-encoding': 'gzip' }, body: zipped });
  },
  /** 200, and nothing. */
  emptyBody: ({ act, send }) => {
    act();
    send(empty(200));
  },
  /** A proxy or a captive portal answers with a page of its own: 200, or `status`. */
  page: ({ send, fault }) =>
    send(page(fault.status ?? 200, 'Sign in to the network', '<p>Accept our terms to go on.</p>')),
  /** A gateway's own 502, 503 or 504, or any other `status`. */
  status: ({ send, fault }) => send(page(fault.status ?? 502, 'Bad gateway', '<p>nginx</p>')),
  /** 429 as 35 sends it: empty. */
  tooMany: ({ send }) => send(empty(429)),
  maintenance: ({ send, say }) => send(say('maintenance')),
  /** 401 in the middle of everything. */
  loggedOut: ({ send, say }) => send(say('stranger')),
  /** 996, nothing stored: SQLite was locked. */
  lockedBefore: ({ send, say }) => send(say('crash')),
  /** 996 although everything was stored. */
  lockedAfter: ({ act, send, say }) => {
    act();
    send(say('crash'));
  },
  /** Any answer a test chooses: lies, wrong types, endless pages. */
  reply: ({ send, fault, request }) => send(fault.reply!(request)),
  /** 302 to the address `to`. */
  redirect: ({ send, fault }) => send({ status: 302, headers: { location: fault.to ?? '/' }, body: '' }),
} satisfies Readonly<Record<string, (stage: Stage) => void | Promise<void>>>;

export type FaultKind = keyof typeof kinds;

export interface Fault {
  readonly kind: FaultKind;
  /** The requests it affects: all by default. A string matches anywhere in the path. */
  readonly match?: ((request: ReceivedRequest) => boolean) | { method?: string; path?: string | RegExp };
  /** How many requests it affects: 1 by default. */
  readonly times?: number;
  readonly ms?: number;
  readonly status?: number;
  readonly to?: string;
  /** For the kind `reply`. */
  readonly reply?: (request: ReceivedRequest) => HttpAnswer;
}

/** The current faults of a server. */
export class Faults {
  #waiting: { fault: Fault; left: number }[] = [];

  /** Returns a function that removes the fault. */
  add(fault: Fault): () => void {
    const entry = { fault, left: fault.times ?? 1 };
    this.#waiting.push(entry);
    return () => (this.#waiting = this.#waiting.filter(other => other !== entry));
  }

  clear(): void {
    this.#waiting = [];
  }

  /** Returns the oldest fault that matches a request, and counts the hit. */
  take(request: ReceivedRequest): Fault | undefined {
    const entry = this.#waiting.find(({ fault, left }) => left > 0 && meets(fault, request));
    if (entry) entry.left--;
    return entry?.fault;
  }
}

export async function play(stage: Stage): Promise<void> {
  await kinds[stage.fault.kind](stage);
}

function meets({ match }: Fault, request: ReceivedRequest): boolean {
  if (match === undefined) return true;
  if (typeof match === 'function') return match(request);
  const { method = request.method, path = '' } = match;
  const isThere = typeof path === 'string' ? request.path.includes(path) : path.test(request.path);
  return method === request.method && isThere;
}

/** Announces a whole body, sends half of it, and ends the connection, roughly or in order. */
function sendHalf({ act, response }: Stage, ending: 'destroy' | 'end'): void {
  const { status, headers, body } = act();
  const bytes = Buffer.from(body as string);
  response.writeHead(status, { ...headers, 'content-length': Math.max(bytes.length, 2) });
  response.write(bytes.subarray(0, bytes.length / 2), () => response.socket?.[ending]());
}
