// A simulated server in its own process: tells its parent where it is and ends with it.
import { startNextcloud, type Options } from '../nextcloud/index.ts';
import type { Target } from './server.ts';

async function main(): Promise<void> {
  const options = JSON.parse(process.argv[2] ?? '{}') as Options;
  const nextcloud = await startNextcloud(options);
  process.once('disconnect', () => void nextcloud.close().then(() => process.exit()));
  process.send?.({ url: nextcloud.url, ...nextcloud.admin } satisfies Target);
}

void main();
