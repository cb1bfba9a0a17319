import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  NextcloudClient,
  NextcloudError,
  type ClientOptions,
  type ErrorKind,
} from '../../../src/ocs/index.ts';
import type { Clock } from '../../../src/ocs/transport/clock.ts';
import { startNextcloud, type Options, type SimulatedNextcloud } from '../../nextcloud/index.ts';

export const versions = [17, 20, 23, 25, 28, 29, 32, 34, 35] as const;
export type Version = (typeof versions)[number];

export const password = 'Xk9!mvPq27Lz';

/** Starts a server and a client for its admin, runs `test`, ends both. */
export async function withNextcloud(
  options: Options,
  test: (nc: SimulatedNextcloud, client: NextcloudClient) => Promise<void>,
): Promise<void> {
  const nc = await startNextcloud({ seed: 'empty', ...options });
  const client = clientOf(nc);
  try {
    await test(nc, client);
  } finally {
    client.close();
    await nc.close();
  }
}

export function clientOf(
  nc: SimulatedNextcloud,
  options: Partial<ClientOptions> = {},
  clock: Clock = clockOf(nc),
): NextcloudClient {
  return new NextcloudClient({ baseUrl: nc.url, credentials: nc.admin, ...options }, clock);
}

/** The server's clock as the client's: waiting moves it. */
export function clockOf({ clock }: Pick<SimulatedNextcloud, 'clock'>): Clock {
  return {
    now: () => clock.now(),
    wait: async (ms, signal) => {
      signal?.throwIfAborted();
      const end = clock.now() + ms;
      await new Promise(resolve => setImmediate(resolve));
      if (clock.now() < end) clock.advance(end - clock.now());
    },
  };
}

/** Requests as `METHOD path`, below the API where they are. */
export function sent(nc: SimulatedNextcloud): string[] {
  return nc.requests.map(
    ({ method, path }) => `${method} ${path.replace(/^\/nextcloud\/(ocs\/v2\.php\/)?/, '')}`,
  );
}

export interface Exchange {
  request: IncomingMessage;
  body: string;
  response: ServerResponse;
  /** 1 for the first. */
  n: number;
}

export interface Stub {
  url: string;
  exchanges: Exchange[];
  close(): Promise<void>;
}

/** A server that answers as `handle` says, for what no Nextcloud does on demand. */
export async function startStub(handle: (exchange: Exchange) => unknown): Promise<Stub> {
  const exchanges: Exchange[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const exchange = { request, body, response, n: exchanges.length + 1 };
      exchanges.push(exchange);
      void handle(exchange);
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    exchanges,
    close: async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

/** Runs `test` with a stub and a client for it whose waiting takes no time; `waits` are the waits it was told of. */
export async function withStub(
  handle: (exchange: Exchange) => unknown,
  test: (client: NextcloudClient, stub: Stub, waits: number[]) => Promise<void>,
  options: Partial<ClientOptions> = {},
): Promise<void> {
  const stub = await startStub(handle);
  const waits: number[] = [];
  const client = new NextcloudClient(
    {
      baseUrl: stub.url,
      credentials: { user: 'admin', password: 'secret' },
      onWait: ({ ms }) => waits.push(ms),
      ...options,
    },
    fastClock(),
  );
  try {
    await test(client, stub, waits);
  } finally {
    client.close();
    await stub.close();
  }
}

function fastClock(): Clock {
  let ahead = 0;
  return {
    now: () => Date.now() + ahead,
    wait: ms => {
      ahead += ms;
      return Promise.resolve();
    },
  };
}

/** Answers with an OCS envelope of v2. */
export function ocs(
  { response }: Exchange,
  data: unknown,
  code = 200,
  message = 'OK',
  status = statusOf(code),
): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  const meta = { status: code === 200 ? 'ok' : 'failure', statuscode: code, message };
  response.end(JSON.stringify({ ocs: { meta, data } }));
}

function statusOf(code: number): number {
  return (
    { 200: 200, 403: 403, 404: 404, 422: 422, 500: 500, 503: 503, 996: 500, 997: 401, 998: 404 }[code] ?? 400
  );
}

/** The `NextcloudError` of `kind` that `promise` must end with. */
export async function failsWith(
  kind: ErrorKind,
  promise: Promise<unknown>,
  what = '',
): Promise<NextcloudError> {
  const error = await promise.then(
    value => assert.fail(`${what} expected ${kind}, got ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  assert(error instanceof NextcloudError, String(error));
  assert.equal(error.kind, kind, `${what} ${error.message}`);
  assert.match(error.message, /^\S.*\S$/s);
  return error;
}

/** Waits until `holds`, a second at most. */
export async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 1000; !holds();) {
    assert(Date.now() < end, 'it never came to that');
    await new Promise(resolve => setTimeout(resolve, 2));
  }
}

/** A subadmin, a plain account, and two for them to be refused. */
export function seedPeople({ state }: SimulatedNextcloud): void {
  state.createGroup('Sales');
  state.createUser({ id: 'gina', password, groups: ['Staff'], subadmin: ['Staff'] });
  state.createUser({ id: 'hank', password });
  state.createUser({ id: 'bob', email: 'bob@example.org', groups: ['Staff'] });
  state.createUser({ id: 'carol', groups: ['Sales'] });
}
