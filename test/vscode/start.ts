// `npm start [-- --port 8123 --data folder]`: VS Code with the extension and a simulated server already there. Ctrl+C ends all of it.
import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startDemo } from './demo.ts';
import { showOnDesktop } from './desktop.ts';
import { cacheFolder, hostRunsHere, hostVersions, root } from './install.ts';
import { run } from './main.ts';
import { build } from './package.ts';
import { freePort, startServer } from './server.ts';

// Both stay the same from one time to the next, so that settings and what the browser remembers are kept.
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: join(cacheFolder(), 'demo') },
    port: { type: 'string', default: '8123' },
  },
});
const dataFolder = values.data;

function openInBrowser(url: string): void {
  const hasScreen = process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY;
  if (hasScreen) spawn('xdg-open', [url], { stdio: 'ignore' }).once('error', () => undefined);
}

/** Settles when VS Code ends. */
async function showInBrowser(env: Record<string, string>): Promise<void> {
  const folder = join(dataFolder, 'workspace');
  await mkdir(folder, { recursive: true });
  const version = hostVersions.oldest;
  const server = await startServer({ version, dataFolder, port: await freePort(Number(values.port)), env });
  const url = server.url({ folder, development: root });
  console.log(`VS Code is at\n\n  ${url}\n\nCtrl+C ends it.`);
  openInBrowser(url);
  await server.ended;
}

async function main(): Promise<void> {
  console.log('Building the extension.');
  await build();
  const { nextcloud, env } = await startDemo();
  const { user, password } = nextcloud.admin;
  console.log(`A simulated Nextcloud is at ${nextcloud.url} (user ${user}, password ${password}).`);
  await (hostRunsHere ? showInBrowser(env) : showOnDesktop(dataFolder, env));
}

run(main);
