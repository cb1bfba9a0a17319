// `npm start`: VS Code with the extension and a simulated server already there. Ctrl+C ends all of it.
import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startDemo } from './demo.ts';
import { openDesktop } from './desktop.ts';
import { cacheFolder, hostRunsHere, hostVersions, root } from './install.ts';
import { build } from './package.ts';
import { freePort, startServer } from './server.ts';

// Settings and what was typed in are kept for the next time.
const dataFolder = join(cacheFolder(), 'demo');
const preferredPort = Number(process.env.PORT ?? 8123);

function hasScreen(): boolean {
  return Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
}

async function openInBrowser(env: Record<string, string>): Promise<() => Promise<void>> {
  const folder = join(dataFolder, 'workspace');
  await mkdir(folder, { recursive: true });
  const port = await freePort(preferredPort);
  const server = await startServer({ version: hostVersions.oldest, dataFolder, port, env });
  const url = server.url({ folder, development: root });
  console.log(`VS Code is at\n\n  ${url}\n`);
  if (hasScreen()) spawn('xdg-open', [url], { stdio: 'ignore' }).once('error', () => undefined);
  return () => server.stop();
}

async function main(): Promise<void> {
  const open: (() => Promise<void>)[] = [];
  let ending: Promise<void> | undefined;
  const end = () =>
    (ending ??= (async () => {
      await Promise.allSettled(open.map(close => close()));
      process.exit();
    })());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end());

  console.log('Building the extension.');
  await build();
  const { nextcloud, env } = await startDemo();
  open.push(() => nextcloud.close());
  console.log(
    `A simulated Nextcloud is at ${nextcloud.url}; user and password: ${nextcloud.admin.user}, ${nextcloud.admin.password}`,
  );
  open.push(await (hostRunsHere ? openInBrowser(env) : openDesktop(dataFolder, env)));
  console.log('Ctrl+C ends both.');
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
