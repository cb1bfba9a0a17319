import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { SimulatedNextcloud } from '../../nextcloud/index.ts';
import { cutOffIn } from './cutOff.ts';
import { textsOf, withoutDataOf } from './unbracketed.ts';

interface Reader {
  /** Finds the lines that are in another language. */
  foreign: (lines: readonly string[]) => string[];
  /** Whose data is in no language. */
  nextcloud: SimulatedNextcloud;
}

/** Fails with what is in another language there, or cut off. */
export async function assertLegible(where: Locator, { foreign, nextcloud }: Reader): Promise<void> {
  const words = (lines: readonly string[]) => withoutDataOf(nextcloud, lines);
  const lines = await textsOf(where);
  assert(lines.length > 0, 'There is something to read.');
  assert.deepEqual(
    { foreign: foreign(words(lines)), cutOff: words(await cutOffIn(where)) },
    { foreign: [], cutOff: [] },
  );
}
