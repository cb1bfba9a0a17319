import type { Figure } from './figures.ts';

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** How long `work` takes, in milliseconds. */
export async function time(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/**
 * Both in each round, taking turns at being first, after one round that does not count.
 * @param times how often each runs in a round, its time being divided by that
 */
export async function compare(
  rounds: number,
  ours: () => unknown,
  bare: () => unknown,
  times = 1,
): Promise<Required<Pick<Figure, 'value' | 'bare' | 'ratio'>>> {
  const repeat = async (work: () => unknown) => {
    for (let n = 0; n < times; n++) await work();
  };
  const measured: { ours: number; bare: number }[] = [];
  for (let round = 0; round <= rounds; round++) {
    const both = { ours: 0, bare: 0 };
    const order = round % 2 ? (['ours', 'bare'] as const) : (['bare', 'ours'] as const);
    for (const who of order) both[who] = (await time(() => repeat(who === 'ours' ? ours : bare))) / times;
    if (round > 0) measured.push(both);
  }
  return {
    value: median(measured.map(both => both.ours)),
    bare: median(measured.map(both => both.bare)),
    ratio: median(measured.map(both => both.ours / both.bare)),
  };
}
