// `npm run bench [-- --json]`: what the extension costs, each figure beside its budget. README.md says how to read it.
import { parseArgs } from 'node:util';
import { run } from '../vscode/main.ts';
import { allUsers, firstPage, oneUser, requestsOfFirstPage, withClients, writes } from './client.ts';
import { decoding } from './decoding.ts';
import { documents } from './documents.ts';
import { exports } from './exports.ts';
import { isMet, table, type Figure } from './figures.ts';
import { form } from './form.ts';
import { growth } from './growth.ts';
import { host } from './host.ts';
import { hover } from './hover.ts';
import { liveServer, startServer, type Target } from './server.ts';
import { plans } from './plans.ts';
import { sizes } from './sizes.ts';
import { tableRows } from './table.ts';
import { tableWindow } from './tableWindow.ts';
import { tree } from './tree.ts';

/** What real servers take in a warm session: 25 users 70 ms, 100 users 165 ms; other calls 15 to 50 ms. */
const readLatencyMs = 100;
const writeLatencyMs = 20;

/** Against a server that takes the time real ones take, or a real one. */
async function client(target: Target): Promise<Figure[]> {
  const perPage = { of: 'ratio', most: 1.1 } as const;
  return withClients(target, async clients => [
    await requestsOfFirstPage(target),
    { what: 'first page, 50 users', unit: 'ms', ...(await firstPage(clients, 7)), budget: perPage },
    { what: 'one user', unit: 'ms', ...(await oneUser(clients, 7)) },
    { what: 'all users, pages of 100', unit: 'ms', ...(await allUsers(clients, 5, 100)), budget: perPage },
  ]);
}

async function manyWrites(target: Target): Promise<Figure[]> {
  const budget = { of: 'ratio', most: 1.15 } as const;
  return withClients(target, async clients => [
    { what: '1,000 writes, four in flight', unit: 'ms', ...(await writes(clients, 5, 1000)), budget },
  ]);
}

/** The same lists and writes where nothing takes as long as the next, and one in ten far longer. */
async function uneven(): Promise<Figure[]> {
  const seed = { users: 5000, groups: 50 };
  const pages = await startServer({ seed, latencyMs: readLatencyMs, uneven: true });
  const all = await withClients(pages, clients => allUsers(clients, 5, 100)).finally(() => pages.stop());
  const writing = await startServer({ seed: 'empty', latencyMs: writeLatencyMs, uneven: true });
  const many = await withClients(writing, clients => writes(clients, 3, 1000)).finally(() => writing.stop());
  return [
    {
      what: 'all 5,000 users, pages of 100, uneven server',
      unit: 'ms',
      ...all,
      budget: { of: 'ratio', most: 1.1 },
    },
    {
      what: '1,000 writes, four in flight, uneven server',
      unit: 'ms',
      ...many,
      budget: { of: 'ratio', most: 1.15 },
    },
  ];
}

/** `measure` with the live server there is, or a simulated one that takes its time. */
async function against(measure: (target: Target) => Promise<Figure[]>, latencyMs: number): Promise<Figure[]> {
  const live = liveServer();
  if (live) return measure(live);
  const server = await startServer({ seed: { users: 2000, groups: 50 }, latencyMs });
  return measure(server).finally(() => server.stop());
}

async function measureDecoding(): Promise<Figure[]> {
  const server = await startServer({ seed: { users: 500, groups: 50 } });
  return withClients(server, ({ bare }) => decoding(bare, 9)).finally(() => server.stop());
}

const parts: Readonly<Record<string, () => Promise<Figure[]>>> = {
  client: () => against(client, readLatencyMs),
  writes: () => against(manyWrites, writeLatencyMs),
  uneven,
  decoding: measureDecoding,
  documents,
  exports,
  growth,
  hover,
  plans,
  table: () => Promise.resolve(tableRows()),
  tree,
  host,
  form,
  tableWindow,
  sizes,
};

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { json: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const figures: Figure[] = [];
  for (const [name, measure] of Object.entries(parts)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    console.error(`measuring: ${name}`);
    figures.push(...(await measure()));
  }
  console.log(values.json ? JSON.stringify(figures, null, 2) : table(figures));
  const missed = figures.filter(figure => !isMet(figure));
  if (missed.length > 0) throw new Error(`Over budget: ${missed.map(({ what }) => what).join(', ')}`);
}

run(main);
