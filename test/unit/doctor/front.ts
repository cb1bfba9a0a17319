import { createServer, request as send, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a proxy does to what passes. */
export interface Meddling {
  /** Headers as the server gets them. */
  headers?: (headers: IncomingHttpHeaders) => IncomingHttpHeaders;
  /** A status of its own for a request, which then does not pass. */
  refuse?: (method: string, path: string) => number | undefined;
  /** Headers as the client gets them. */
  answer?: (headers: IncomingHttpHeaders) => IncomingHttpHeaders;
}

export interface Front {
  url: string;
  close(): Promise<void>;
}

/** An HTTP proxy in front of a server, under the same path. */
export async function startFront(upstream: string, { headers, refuse, answer }: Meddling): Promise<Front> {
  const { hostname, port, pathname } = new URL(upstream);
  const server = createServer((message, response) => {
    const { method = 'GET', url = '/' } = message;
    const status = refuse?.(method, url);
    if (status !== undefined) {
      message.resume();
      response.writeHead(status, { 'content-type': 'text/html' }).end('<html><body>Blocked</body></html>');
      return;
    }
    const onwards = send(
      { hostname, port, method, path: url, headers: headers?.({ ...message.headers }) ?? message.headers },
      given => {
        response.writeHead(given.statusCode ?? 0, answer?.({ ...given.headers }) ?? given.headers);
        given.pipe(response);
      },
    );
    message.pipe(onwards);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${pathname}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

/** Headers without one of them. */
export function without(name: string): (headers: IncomingHttpHeaders) => IncomingHttpHeaders {
  return headers => Object.fromEntries(Object.entries(headers).filter(([other]) => other !== name));
}
