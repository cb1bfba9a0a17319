import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { streamTo } from '../../src/keep/files/streamTo.ts';
import { userColumns, writeTable } from '../../src/model/tables/write.ts';
import type { NextcloudClient } from '../../src/ocs/index.ts';
import { usedHeap } from '../support/heap.ts';
import { withClients } from './client.ts';
import type { Figure } from './figures.ts';
import { startServer } from './server.ts';

const users = 100_000;

/** Users between two looks at the memory. */
const lookEvery = 10_000;

/** What an export of many users adds to the memory while it runs, at the most that is in use at any time. */
export async function exports(): Promise<Figure[]> {
  const server = await startServer({ seed: { users, groups: 300 } });
  const folder = await mkdtemp(join(tmpdir(), 'bench-export-'));
  try {
    return await withClients(server, ({ client }) => measure(client, join(folder, 'users.csv')));
  } finally {
    await rm(folder, { recursive: true, force: true });
    await server.stop();
  }
}

async function measure(client: NextcloudClient, file: string): Promise<Figure[]> {
  const { signal } = new AbortController();
  const before = usedHeap();
  let most = before;
  let count = 0;
  async function* all() {
    for await (const user of client.users.iterate({ pageSize: 200, signal })) {
      if (++count % lookEvery === 0) most = Math.max(most, usedHeap());
      yield user;
    }
  }
  const started = performance.now();
  await streamTo(file, writeTable(all(), userColumns, { format: 'csv' }), signal);
  const ms = performance.now() - started;
  if (count <= users) throw new Error(`only ${count} users were exported`);
  const what = `exporting ${users.toLocaleString('en')} users`;
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
