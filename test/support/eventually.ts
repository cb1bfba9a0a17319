import { limits, scaled } from './limits.ts';

/** Waits until `condition` gives something, asking every 20 ms. */
export async function eventually<T>(
  what: string,
  condition: () => T | Promise<T>,
  ms: number = limits.fact,
): Promise<NonNullable<T>> {
  const patience = scaled(ms);
  for (const end = Date.now() + patience; ;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > end) throw new Error(`This did not happen within ${patience} ms: ${what}`);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
