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
): Promise<ReturnType<typeof comparison>> {
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
  return comparison(measured);
}

/** The medians, and how far the rounds' ratios lie apart. */
export function comparison(
  rounds: readonly { ours: number; bare: number }[],
): Required<Pick<Figure, 'value' | 'bare' | 'ratio' | 'spread'>> {
  const ratios = rounds.map(({ ours, bare }) => ours / bare);
  return {
    value: median(rounds.map(({ ours }) => ours)),
    bare: median(rounds.map(({ bare }) => bare)),
    ratio: median(ratios),
    spread: [Math.min(...ratios), Math.max(...ratios)],
  };
}
