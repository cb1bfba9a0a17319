/** Waits until `condition` gives something, asking every 20 ms. */
export async function eventually<T>(
  what: string,
  condition: () => T | Promise<T>,
  ms = 5000,
): Promise<NonNullable<T>> {
  for (const end = Date.now() + ms; ;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > end) throw new Error(`This did not happen within ${ms} ms: ${what}`);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
