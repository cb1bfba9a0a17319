import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';

/** How long the page waits for the browser, where VS Code may ask first whether to open it. */
const waitMs = 5 * 60_000;

/**
 * Opens a page in the browser, which gets it once and from memory: for what must be in no file, and that a webview cannot
 * do. The address holds nothing but a word that cannot be guessed.
 */
export async function openOnce(html: string, open: (url: string) => Promise<void>): Promise<void> {
  const path = `/${randomBytes(24).toString('hex')}`;
  const server = createServer(({ method, url }, response) => {
    if (method !== 'GET' || url !== path) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, headers).end(html);
    server.close();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  setTimeout(() => server.close(), waitMs).unref();
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  await open(`http://127.0.0.1:${port}${path}`);
}

const headers = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  Connection: 'close',
};
