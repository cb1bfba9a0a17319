import { usedHeap } from '../support/heap.ts';
import { allUsers, firstPage, withClients } from './client.ts';
import type { Figure } from './figures.ts';
import { startServer } from './server.ts';

const counts = [1000, 10_000, 100_000];

/** How cost grows with the number of users on the server, which itself takes no time. */
export async function growth(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const users of counts) {
    const server = await startServer({ seed: { users, groups: 300 } });
    const of = `of ${users.toLocaleString('en')} users, server without delay`;
    await withClients(server, async clients => {
      const before = usedHeap();
      figures.push({ what: `first page ${of}`, unit: 'ms', ...(await firstPage(clients, 5)) });
      const { value, bare, ratio } = await allUsers(clients, 3, 500);
      figures.push({
        what: `each ${of}`,
        unit: 'µs',
        value: (value / users) * 1000,
        bare: (bare / users) * 1000,
        ratio,
      });
      if (users === counts.at(-1)) {
        const value = Math.max(0, usedHeap() - before) / 1e6;
        figures.push({
          what: `heap after paging through ${users.toLocaleString('en')} users`,
          unit: 'MB',
          value,
          budget: { of: 'value', most: 10 },
        });
      }
    }).finally(() => server.stop());
  }
  return figures;
}
