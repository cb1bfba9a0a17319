import { parseArgs } from 'node:util';
import { startNextcloud } from './index.ts';
import { versions } from './versions.ts';
import type { Major } from './versions.ts';

function isMajor(version: number): version is Major {
  return version in versions;
}

/** `npx tsx test/nextcloud/main.ts [--port N] [--version 17|20|23|25|28|29|32|34|35]`: the demo server, until Ctrl+C. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { port: { type: 'string', default: '0' }, version: { type: 'string', default: '35' } },
  });
  const version = Number(values.version);
  if (!isMajor(version)) throw new Error(`--version must be one of ${Object.keys(versions).join(', ')}`);
  const server = await startNextcloud({ port: Number(values.port), version });
  console.log(`Simulated Nextcloud ${server.version.versionString} at ${server.url}`);
  console.log(`Sign in as ${server.admin.user} with ${server.admin.password}. Ctrl+C ends it.`);
  process.once('SIGINT', () => void server.close().then(() => process.exit()));
}

void main();
