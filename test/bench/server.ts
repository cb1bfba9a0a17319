import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Options } from '../nextcloud/index.ts';

/** A Nextcloud to measure with, and its administrator. */
export interface Target {
  url: string;
  user: string;
  password: string;
}

export interface StartedServer extends Target {
  stop(): Promise<void>;
}

/** Starts a simulated server in a process of its own, so that what it does takes none of the client's time. */
export async function startServer(options: Options): Promise<StartedServer> {
  const child = fork(join(import.meta.dirname, 'serve.ts'), [JSON.stringify(options)], {
    execArgv: ['--import=tsx'],
  });
  const [target] = (await once(child, 'message')) as [Target];
  return {
    ...target,
    async stop() {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}

/** The live server that the environment names, if it does. */
export function liveServer(): Target | undefined {
  const { NEXTCLOUD_URL: url, NEXTCLOUD_USER: user, NEXTCLOUD_PASSWORD: password } = process.env;
  if (!url || !user || !password) return undefined;
  return { url: url.endsWith('/') ? url : `${url}/`, user, password };
}
