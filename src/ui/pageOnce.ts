import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import * as vscode from 'vscode';

/** How long the page waits for the browser, where VS Code may ask first whether to open it. */
const waitMs = 5 * 60_000;

interface Way {
  open: (url: string) => Promise<void>;
  /** Where the browser finds a page of the machine that the extension runs on. */
  resolve?: (page: vscode.Uri) => Thenable<vscode.Uri>;
}

/**
 * Opens a page in the browser, which gets it once and from memory: for what must be in no file, and that a webview cannot
 * do. The address holds nothing but a word that cannot be guessed.
 * @returns whether it was opened: some hosts of VS Code lead a browser to a port of their machine, but to no path there
 */
export async function openOnce(
  html: string,
  { open, resolve = page => vscode.env.asExternalUri(page) }: Way,
): Promise<boolean> {
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
  let isOpened = false;
  try {
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const page = `http://127.0.0.1:${port}${path}`;
    if (!(await resolve(vscode.Uri.parse(page))).path.endsWith(path)) return false;
    await open(page);
    isOpened = true;
  } finally {
    if (isOpened) setTimeout(() => server.close(), waitMs).unref();
    else server.close();
  }
  return true;
}

const headers = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  Connection: 'close',
};
