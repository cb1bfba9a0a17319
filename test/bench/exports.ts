import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { streamTo } from '../../src/keep/files/streamTo.ts';
import { readInstance } from '../../src/keep/instance/readInstance.ts';
import { usualScope } from '../../src/keep/instance/scope.ts';
import { writeSnapshot } from '../../src/keep/snapshot/writeSnapshot.ts';
import { userColumns, writeTable } from '../../src/model/tables/write.ts';
import type { NextcloudClient } from '../../src/ocs/index.ts';
import { usedHeap } from '../support/heap.ts';
import { withClients } from './client.ts';
import type { Figure } from './figures.ts';
import { startServer } from './server.ts';

const users = 100_000;

/** Users between two looks at the memory. */
const lookEvery = 10_000;

/** What an export and a snapshot of many users add to the memory while they run, at the most that is in use at any time. */
export async function exports(): Promise<Figure[]> {
  const server = await startServer({ seed: { users, groups: 300 } });
  const folder = await mkdtemp(join(tmpdir(), 'bench-export-'));
  try {
    return await withClients(server, async ({ client }) => [
      ...(await measure('exporting', look => exportAll(client, join(folder, 'users.csv'), look))),
      ...(await measure('a snapshot of', look => snapshotAll(client, look))),
    ]);
  } finally {
    await rm(folder, { recursive: true, force: true });
    await server.stop();
  }
}

/** Is called for each user. */
type Look = () => void;

async function exportAll(client: NextcloudClient, file: string, look: Look): Promise<void> {
  const { signal } = new AbortController();
  async function* all() {
    for await (const user of client.users.iterate({ pageSize: 200, signal })) {
      look();
      yield user;
    }
  }
  await streamTo(file, writeTable(all(), userColumns, { format: 'csv' }), signal);
}

/** Without the folder: how fast files are made is the disk's. */
async function snapshotAll(client: NextcloudClient, look: Look): Promise<void> {
  for await (const { path } of writeSnapshot(readInstance(client, usualScope, { pageSize: 200 })))
    if (path.startsWith('users/')) look();
}

async function measure(doing: string, task: (look: Look) => Promise<void>): Promise<Figure[]> {
  const before = usedHeap();
  let most = before;
  let count = 0;
  const started = performance.now();
  await task(() => {
    if (++count % lookEvery === 0) most = Math.max(most, usedHeap());
  });
  const ms = performance.now() - started;
  const what = `${doing} ${users.toLocaleString('en')} users`;
  if (count <= users) throw new Error(`${what}: there were only ${count}`);
  return [
    { what, unit: 'ms', value: ms },
    {
      what: `heap that ${what} adds`,
      unit: 'MB',
      value: (most - before) / 1e6,
      budget: { of: 'value', most: 50 },
    },
  ];
}
