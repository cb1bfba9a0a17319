import assert from 'node:assert/strict';
import { createServer, request as httpRequest } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NextcloudClient, NextcloudError } from '../../../src/ocs/index.ts';
import type { ErrorKind, Notice } from '../../../src/ocs/index.ts';
import { startNextcloud } from '../../nextcloud/index.ts';
import type { SimulatedNextcloud } from '../../nextcloud/index.ts';

/** What the server behind the proxy answered. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** What the proxy does: it may answer itself, or change the server's answer. */
export interface Between {
  before?: (request: IncomingMessage, response: ServerResponse) => boolean;
  after?: (answer: Answer, request: IncomingMessage) => Answer;
}

interface Scene {
  nextcloud: SimulatedNextcloud;
  client: NextcloudClient;
  notices: Notice[];
  /** Changes what the proxy does. */
  put: (between: Between) => void;
}

/** A simulated server behind a proxy; the client has had an answer from it already, unless `fresh`. */
export async function withProxy(use: (scene: Scene) => Promise<void>, { fresh = false } = {}): Promise<void> {
  const nextcloud = await startNextcloud({ version: 34, seed: 'empty', basePath: '' });
  nextcloud.state.createUser({ id: 'alice', displayname: 'Alice' });
  nextcloud.state.createGroup('crew');
  let between: Between = {};
  const proxy = createServer((incoming, response) => void pass(incoming, response, nextcloud, between));
  await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const notices: Notice[] = [];
  const client = new NextcloudClient(
    { baseUrl, credentials: nextcloud.admin, onNotice: notice => notices.push(notice) },
    hurried,
  );
  try {
    if (!fresh) await client.users.get('alice');
    nextcloud.requests.length = 0;
    await use({ nextcloud, client, notices, put: next => (between = next) });
  } finally {
    client.close();
    proxy.closeAllConnections();
    await new Promise(resolve => proxy.close(resolve));
    await nextcloud.close();
  }
}

const hurried = { now: () => Date.now(), wait: () => Promise.resolve() };

async function pass(
  incoming: IncomingMessage,
  response: ServerResponse,
  nextcloud: SimulatedNextcloud,
  between: Between,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  if (between.before?.(incoming, response)) return;
  const { hostname, port } = new URL(nextcloud.url);
  const headers = { ...incoming.headers, 'accept-encoding': 'identity' };
  const outgoing = httpRequest(
    { hostname, port, path: incoming.url, method: incoming.method, headers },
    answer => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        const kept = Object.entries(answer.headers).filter(
          ([name]) => !/^(content-length|transfer-encoding)$/.test(name),
        );
        const given = {
          status: answer.statusCode ?? 0,
          headers: Object.fromEntries(kept) as Record<string, string>,
          body: Buffer.concat(parts),
        };
        const { status, headers: sent, body } = between.after?.(given, incoming) ?? given;
        response.writeHead(status, sent);
        response.end(body);
      });
    },
  );
  outgoing.end(Buffer.concat(chunks));
}

export const page = (status: number, text = 'Something went wrong'): Answer => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: Buffer.from(`<!DOCTYPE html><html><body>${text}</body></html>`),
});

export const says = (response: ServerResponse, { status, headers, body }: Answer): true => {
  response.writeHead(status, headers).end(body);
  return true;
};

export const blocking = (status: number, ...methods: string[]): Between => ({
  before: ({ method = '' }, response) => methods.includes(method) && says(response, page(status)),
});

export async function failsAs(kind: ErrorKind, pattern: RegExp, promise: Promise<unknown>): Promise<void> {
  const error = await promise.then(
    () => assert.fail('it succeeded'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof NextcloudError, String(error));
  assert.match(error.message, pattern);
  assert.equal(error.kind, kind, error.message);
  assert.doesNotMatch(error.message, /trusted_domains|may not be that of a Nextcloud/);
}
