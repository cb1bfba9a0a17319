// `npm start [-- --port 8123 --data folder --world ldap,proxyPages]`: VS Code with the extension and a simulated server already there. Ctrl+C ends all of it.
import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isWorld, worlds, type WorldName } from '../nextcloud/worlds.ts';
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
    world: { type: 'string', default: '' },
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

/** In which misbehaving worlds the simulated server stands. */
function worldsNamed(names: string): WorldName[] {
  return names
    .split(',')
    .filter(Boolean)
    .map(name => {
      if (isWorld(name)) return name;
      const known = Object.entries(worlds).map(([known, { says }]) => `  ${known}: ${says}`);
      throw new Error(`There is no world “${name}”. There are:\n${known.join('\n')}`);
    });
}

async function main(): Promise<void> {
  console.log('Building the extension.');
  await build();
  const { nextcloud, env } = await startDemo(worldsNamed(values.world));
  const { user, password } = nextcloud.admin;
  console.log(`A simulated Nextcloud is at ${nextcloud.url} (user ${user}, password ${password}).`);
  await (hostRunsHere ? showInBrowser(env) : showOnDesktop(dataFolder, env));
}

run(main);
