import { limits } from '../../support/limits.ts';

/** A part of a journey, which is one test: what fails names it. */
export async function step(name: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (error instanceof Error) error.message = `${name}: ${error.message}`;
    throw error;
  }
}

/**
 * Declares one test whose parts build on each other.
 * @returns a function that adds the next part
 */
export function story(title: string): (part: string, run: () => Promise<void>) => void {
  const parts: [name: string, run: () => Promise<void>][] = [];
  it(title, async () => {
    for (const [name, run] of parts) await step(name, run);
  }).timeout(limits.long);
  return (name, run) => void parts.push([name, run]);
}
